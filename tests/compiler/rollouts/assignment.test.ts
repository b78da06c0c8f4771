import { describe, expect, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { planOf } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';

const haproxy = 'traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }';

function policy(...lines: readonly string[]): string {
  const own = lines.some((line) => line.startsWith('traffic:')) ? [] : ['traffic: { flag: {} }'];
  return policyWith(
    'probes: { disk: { disk: { path: / } } }',
    'gates: { disk: { require: disk.used < 85% } }',
    'rollouts:',
    '  main:',
    ...[...own, 'identity: disk.used < 99%', ...lines].map((line) => `    ${line}`),
  );
}

function rolloutOf(...lines: readonly string[]) {
  const [rollout] = planOf(policy(...lines)).rollouts;
  if (!rollout) throw new TypeError('no rollout');
  return rollout;
}

const whole = 'stages: [{ weight: 100% }]';

describe('who is asked', () => {
  test('without a word: the actor, by the names of policy and rollout', () => {
    expect(rolloutOf(whole)).toMatchObject({
      assignment: {
        seed: 'shop/main/',
        by: ['actor'],
        overrides: [],
        audiences: [{ reaches: 100, splits: [] }],
        variants: [],
      },
      traffic: { roles: { stable: 'off', canary: 'on' }, swaps: false },
      finish: { promote: 'none' },
    });
  });

  test('a driver that shares out requests has no assignment', () => {
    expect(rolloutOf(haproxy, whole).assignment).toBeUndefined();
  });

  test('fields and a seed', () => {
    expect(rolloutOf(whole, 'assign: { by: [workspace, actor], seed: "2026" }').assignment).toMatchObject({
      seed: '2026',
      by: ['workspace', 'actor'],
    });
  });

  test('conditions read the fields by their names, everything else in the context, and the time', () => {
    const plan = planOf(
      policy(
        whole,
        'assign: { by: [workspace, actor] }',
        'overrides:',
        `  - { who: 'workspace == "acme" and actor != "ada" and now < 2027-01-01T00:00Z', in: true }`,
        `  - { who: 'context.tier in ["gold"] or context["a-b"] is known or context.internal', in: false }`,
      ),
    );
    expect(plan.rollouts[0]?.assignment?.overrides.map((one) => one.in)).toEqual([true, false]);
    // They are the reader's, and nothing that is gathered for a decision.
    expect(plan.facts.map(({ id }) => id)).not.toContain('now');
  });

  test('names that a reader does not know', () => {
    expectDiags(
      policy(whole, 'overrides: [{ who: "disk.used < 1% and worskpace == settings.x", in: true }]'),
    ).are(
      'SEN1230 main',
      'SEN1239 disk.used < 1% and worskpace == settings.x',
      'SEN1516 disk',
      'SEN1401 worskpace',
      'SEN1516 settings',
    );
  });

  test('a field twice', () => {
    expectDiags(policy(whole, 'assign: { by: [actor, actor] }')).only('SEN1502').underlines('actor');
  });
});

describe('audiences', () => {
  const internal = '{ name: internal, who: context.internal, stages: [{ weight: 10% }, { weight: 50% }] }';

  test('each begins again from 0 %, and the exposure of both rises as one number', () => {
    const rollout = rolloutOf(
      `audience: [${internal}, { name: public, who: "true", ramp: { by: 50%, every: 1h } }]`,
    );
    expect(rollout.stages.map(({ weight }) => weight)).toEqual([10, 50, 150, 200]);
    expect(rollout.assignment?.audiences).toMatchObject([
      { name: 'internal', reaches: 50, who: { op: 'member' } },
      { name: 'public', reaches: 100 },
    ]);
    expect(rollout.assignment?.audiences[1]).not.toHaveProperty('who');
  });

  test('stages beside them, names twice, none of its own', () => {
    expectDiags(policy(whole, `audience: [${internal}]`))
      .only('SEN1512')
      .message('each audience has stages of its own');
    expectDiags(policy(`audience: [${internal}, ${internal}]`))
      .only('SEN1502')
      .underlines('internal');
    expectDiags(policy('audience: [{ name: all, who: "true" }]'))
      .only('SEN1522')
      .underlines('all')
      .message('the audience `all` has no stages');
  });
});

describe('variants', () => {
  test('a stage says what each gets', () => {
    const rollout = rolloutOf(
      'variants: { a: {}, b: {} }',
      'stages: [{ weights: { a: 10%, b: 10% } }, { weights: { a: 30%, b: 70% } }]',
    );
    expect(rollout.stages.map(({ weight }) => weight)).toEqual([20, 100]);
    expect(rollout.assignment).toMatchObject({
      variants: ['a', 'b'],
      audiences: [
        {
          splits: [
            { weight: 20, weights: { a: 10, b: 10 } },
            { weight: 100, weights: { a: 30, b: 70 } },
          ],
        },
      ],
    });
  });

  test.each([
    ['SEN1517', 'stages: [{ weights: { a: 10%, c: 90% } }]', 'c'],
    ['SEN1512', 'stages: [{ weight: 10%, weights: { a: 10% } }]', '10%'],
    ['SEN1522', 'stages: [{ weight: 10% }]', '10%'],
    ['SEN1522', 'stages: [{ hold: 10m }]', '{ hold: 10m }'],
    ['SEN1522', 'ramp: { by: 10%, every: 1m }', '{ by: 10%, every: 1m }'],
    ['SEN1508', 'stages: [{ weights: { a: 60%, b: 60% } }]', '{ weights: { a: 60%, b: 60% } }'],
    [
      'SEN1508',
      'stages: [{ weights: { a: 50% } }, { weights: { a: 20%, b: 30% } }]',
      '{ weights: { a: 20%, b: 30% } }',
    ],
  ])('%s: %s', (code, stages, underlined) => {
    expectDiags(policy('variants: { a: {}, b: {} }', stages)).only(code).underlines(underlined);
  });

  test('a variant is its name alone', () => {
    expectDiags(policy('variants: { a: { weight: 10% } }', 'stages: [{ weights: { a: 100% } }]'))
      .only('SEN1101')
      .underlines('weight');
  });

  test('weights of variants that there are not', () => {
    expectDiags(policy('stages: [{ weights: { a: 100% } }]')).only('SEN1517').underlines('a');
  });
});

test.each([
  ['assign: { by: [actor] }', '{ by: [actor] }'],
  [
    'overrides: [{ who: actor == "a" and now < 2027-01-01T00:00Z, in: true }]',
    '{ who: actor == "a" and now < 2027-01-01T00:00Z, in: true }',
  ],
  [
    'audience: [{ name: all, who: "true", stages: [{ weight: 100% }] }]',
    '{ name: all, who: "true", stages: [{ weight: 100% }] }',
  ],
])('a driver that knows no users: %s', (line, underlined) => {
  expectDiags(policy(haproxy, ...(line.startsWith('audience') ? [] : [whole]), line))
    .only('SEN1523')
    .underlines(underlined);
});

test('a driver that knows no variants', () => {
  expectDiags(policy(haproxy, 'stages: [{ weights: { a: 100% } }]', 'variants: { a: {} }'))
    .only('SEN1523')
    .message('`haproxy` knows no variants');
});
