import { expect, test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

const stages = 'stages: [{ weight: 50%, hold: 1m }, { weight: 100%, hold: 1m }]';

interface Written {
  readonly group: string;
  readonly frontend?: string;
  readonly backend?: string;
}

function policy({ group, frontend = stages, backend = stages }: Written): string {
  const rollout = (name: string, body: string) =>
    `  ${name}: { traffic: { haproxy: { socket: /run/h.sock, backend: be_${name}, slots: [blue, green] } }, ${body}, checks: { every: 1m, require: git.clean } }`;
  return policyWith(
    'environments: [stage, prod]',
    'groups:',
    `  ${group}`,
    'rollouts:',
    rollout('backend', backend),
    rollout('frontend', frontend),
    ...cleanTree,
  );
}

const shop = 'shop: { rollouts: [backend, frontend] }';

test('a group is kept with its rollouts in order, and is part of what the policy means', () => {
  const there = planOf(policy({ group: 'shop: { rollouts: [frontend, backend] }' }));
  expect(there.groups?.map(({ name, rollouts }) => ({ name, rollouts }))).toEqual([
    { name: 'shop', rollouts: ['frontend', 'backend'] },
  ]);
  expect(planOf(policy({ group: shop })).digest).not.toBe(there.digest);
});

test('a policy without groups has none', () => {
  expect(planOf(policyWith(...cleanTree)).groups).toBeUndefined();
});

test('an unknown rollout', () => {
  expectDiags(policy({ group: 'shop: { rollouts: [backend, frontent, frontend] }' }))
    .only('SEN1517')
    .underlines('frontent')
    .message('`frontent` is not a rollout of this policy')
    .help('did you mean `frontend`?');
});

test('other stages than the first has', () => {
  expectDiags(policy({ group: shop, frontend: 'stages: [{ weight: 100%, hold: 1m }]' }))
    .only('SEN1524')
    .underlines('frontend')
    .message('`frontend` has 1 stage, and `backend` has 2');
  expectDiags(policy({ group: shop, backend: 'stages: [{ weight: 100%, hold: 1m }]' }))
    .only('SEN1524')
    .message('`frontend` has 2 stages, and `backend` has 1');
});

test.each([
  ['rollback: { to: previous_stage }', '`frontend` does not go back to 0 %'],
  ['rollback: { to: 10% }', '`frontend` does not go back to 0 %'],
  ['rollback: { retry: 1 }', '`frontend` would go up again by itself'],
  ['finish: { promote: copy }', '`frontend` gives its users back on a way of its own'],
  ['first: skip', '`frontend` may leave its stages out'],
  ['mode: shadow', '`frontend` is in shadow mode, and `backend` is not'],
  ['environments: [prod]', '`frontend` is for other environments than `backend`'],
])('what none does alone: %s', (key, message) => {
  expectDiags(policy({ group: shop, frontend: `${stages}, ${key}` }))
    .only('SEN1524')
    .underlines('frontend')
    .message(message);
});

test('the environments in another order are the same', () => {
  const body = (names: string) => `${stages}, environments: [${names}]`;
  expectDiags(policy({ group: shop, backend: body('stage, prod'), frontend: body('prod, stage') })).without(
    'SEN1524',
  );
});

test('one alone, twice, and the name of a rollout', () => {
  expectDiags(policy({ group: 'shop: { rollouts: [backend] }' }))
    .only('SEN1524')
    .underlines('shop')
    .message('the group `shop` has fewer than two rollouts');
  expectDiags(policy({ group: 'shop: { rollouts: [backend, backend] }' }))
    .only('SEN1524')
    .message('`backend` is in a group already');
  expectDiags(policy({ group: 'backend: { rollouts: [backend, frontend] }' }))
    .only('SEN1524')
    .message('`backend` is the name of a rollout too');
});
