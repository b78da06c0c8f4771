import { describe, expect, test } from 'vitest';
import { suggestEnvironment } from '../../src/plan/suggest-environment.ts';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

function gateIn(declared: string, environments: string): string {
  return policyWith(
    `environments: ${declared}`,
    'gates:',
    `  clean: { environments: ${environments}, require: git.clean }`,
    '  inside: { require: git.inside }',
  );
}

test('declared environments keep their order', () => {
  const plan = planOf(gateIn('[dev, stage, prod]', '[stage, prod]'));
  expect(plan.environments).toEqual(['dev', 'stage', 'prod']);
  expect(plan.gates[0]?.environments).toEqual(['stage', 'prod']);
  expect(plan.gates[1]).not.toHaveProperty('environments');
});

test('an environment listed twice', () => {
  expectDiag(gateIn('[dev, dev]', '[dev]')).code('SEN1502').underlines('dev').related('dev');
  expectDiag(gateIn('[dev]', '[dev, dev]')).message('the environment `dev` is listed twice');
});

test('an environment that is not declared', () => {
  expectDiag(gateIn('[dev, prod]', '[qa]'))
    .code('SEN1504')
    .underlines('qa')
    .message('`qa` is not an environment of this policy')
    .help('it declares `dev`, `prod`');
});

test('another word for one that is', () => {
  expectDiag(gateIn('[dev, prod]', '[production]')).help('did you mean `prod`?');
});

test('a policy without environments', () => {
  expectDiags(policyWith('gates:', '  clean: { environments: [prod], require: git.clean }'))
    .only('SEN1504')
    .help('declare it: `environments: [prod]`');
});

describe('suggestions', () => {
  test.each([
    ['prd', ['dev', 'prod'], 'prod'],
    ['live', ['dev', 'production'], 'production'],
    ['PROD', ['dev', 'prod'], 'prod'],
    ['staging', ['dev', 'stage'], 'stage'],
    ['stagee', ['dev', 'stage'], 'stage'],
    ['live', ['prod', 'production'], undefined],
    ['mars', ['dev', 'prod'], undefined],
    ['prod', [], undefined],
  ] as const)('%s among %j is %s', (written, declared, meant) => {
    expect(suggestEnvironment(written, declared)).toBe(meant);
  });
});
