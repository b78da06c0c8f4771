import { describe, expect, test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

const before = [
  'environments: [prod]',
  'probes:',
  '  error_rate:',
  '    prometheus:',
  '      url: http://prom',
  '      ratio: { bad: \'e{track="${upper(track)}"}\', total: \'t{track="${track}"}\', window: 1m }',
  '      min_samples: 100',
  '  disk: { disk: { path: / } }',
  'gates:',
  '  disk: { require: disk.used < 85% }',
  'rollouts:',
  '  main:',
];
const haproxy = '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }';

function policy(...lines: readonly string[]): string {
  return policyWith(...before, ...lines.map((line) => `    ${line}`.replace(/^ {8}/u, '    ')));
}

function rolloutOf(...lines: readonly string[]) {
  const [rollout] = planOf(policy(haproxy, ...lines)).rollouts;
  if (!rollout) throw new TypeError('no rollout');
  return rollout;
}

test('a rollout reads both sides of the probes that tell them apart', () => {
  const plan = planOf(
    policy(
      haproxy,
      'identity: canary.error_rate < 1%',
      'stages:',
      '  - { weight: 10%, exit: [disk], when: rollout.weight < 50% }',
      '  - { weight: 100%, checks: { every: 1m, require: canary.error_rate < 1% } }',
      'checks: { every: 1m, require: "canary.error_rate < 2 * stable.error_rate", prefer: rollout.age > 1m, show: [rollout.stage] }',
      'rollback: { when: canary.error_rate > 5% }',
      'after: [{ git_tag: {} }]',
    ),
  );
  expect(plan.facts.map(({ id, source }) => [id, source])).toEqual(
    expect.arrayContaining([
      ['canary.error_rate.value', { kind: 'probe', probe: 'error_rate', field: 'value', track: 'canary' }],
      ['stable.error_rate.value', { kind: 'probe', probe: 'error_rate', field: 'value', track: 'stable' }],
      ['track', { kind: 'track' }],
      ['rollout.stage', { kind: 'rollout', field: 'stage' }],
    ]),
  );
  expect(plan.probes.find(({ name }) => name === 'error_rate')?.reads).toEqual(['track']);
  expect(plan.rollouts[0]).toMatchObject({
    traffic: { kind: 'haproxy', roles: { stable: 'blue', canary: 'green' }, swaps: true },
    stages: [
      { weight: 10, exit: ['disk'], checks: { every: 60_000, show: [{ op: 'fact' }] } },
      { weight: 100, exit: [], checks: { require: [{}] } },
    ],
    rollback: { to: 0, retry: 0, quarantine: true },
    finish: { promote: 'swap', keep: 0 },
  });
});

describe('what is not written', () => {
  test('has its default', () => {
    expect(rolloutOf('stages: [{ weight: 100% }]')).toMatchObject({
      mode: 'enforce',
      stages: [{ weight: 100, hold: 0, exit: [] }],
      rollback: { tolerate: { kind: 'total', count: 0 }, to: 0, retry: 0, quarantine: true },
      dwell: 0,
      cooldown: 0,
      unknown: { action: 'hold', next: 'hold' },
      runway: false,
      first: 'analyze',
      newer: 'reject',
    });
  });

  test('servers that keep their roles are not exchanged', () => {
    const plan = planOf(
      policy(
        'traffic: { haproxy: { socket: /run/h.sock, backend: be, stable: old, canary: new } }',
        'stages: [{ weight: 100% }]',
      ),
    );
    expect(plan.rollouts[0]).toMatchObject({
      traffic: { roles: { stable: 'old', canary: 'new' }, swaps: false },
      finish: { promote: 'none' },
    });
  });
});

describe('ramps', () => {
  test.each([
    ['{ by: 25%, every: 5m }', [25, 50, 75, 100]],
    ['{ from: 1%, by: 33%, every: 5m }', [1, 34, 67, 100]],
    ['{ from: 10%, by: 20%, to: 55%, every: 5m }', [10, 30, 50, 55]],
    ['{ from: 0%, by: 100%, every: 5m }', [0, 100]],
    ['{ by: 0.1%, to: 0.3%, every: 5m }', [0.1, 0.2, 0.3]],
  ])('%s', (ramp, weights) => {
    const { stages } = rolloutOf(`ramp: ${ramp}`);
    expect(stages.map(({ weight }) => weight)).toEqual(weights);
    expect(stages.every(({ hold }) => hold === 300_000)).toBe(true);
  });

  test.each([
    ['{ by: 0%, every: 5m }', 'a ramp that does not rise'],
    ['{ from: 50%, by: 10%, to: 20%, every: 5m }', 'a ramp that begins above its end'],
    ['{ by: 0.01%, every: 5m }', 'a ramp of more than 1000 steps'],
  ])('%s is refused', (ramp, message) => {
    expectDiags(policy(haproxy, `ramp: ${ramp}`))
      .only('SEN1508')
      .message(message);
  });

  test('not beside stages', () => {
    expectDiags(policy(haproxy, 'stages: [{ weight: 100% }]', 'ramp: { by: 10%, every: 5m }'))
      .only('SEN1512')
      .message('a rollout has `stages` or a `ramp`, not both');
  });
});

test('tolerances', () => {
  const { stages, rollback } = rolloutOf(
    'stages:',
    '  - { weight: 10%, checks: { require: canary.error_rate < 1%, tolerate: 2 of 5 } }',
    '  - { weight: 100%, checks: { require: canary.error_rate < 1%, tolerate: 3 consecutive } }',
    'rollback: { tolerate: 4, to: 5%, retry: 2 }',
  );
  expect(stages.map(({ checks }) => checks?.tolerate)).toEqual([
    { kind: 'of', count: 2, of: 5 },
    { kind: 'consecutive', count: 3 },
  ]);
  expect(rollback).toMatchObject({ tolerate: { kind: 'total', count: 4 }, to: 5, retry: 2 });
});

describe('what does not fit together', () => {
  test.each([
    ['stages: [{ hold: 5m }]', 'SEN1522', 'a stage without a weight'],
    ['stages: [{ weight: 120% }]', 'SEN1508', 'a weight above 100 %'],
    ['dwell: 5m', 'SEN1522', 'the rollout `main` has no stages'],
    [
      'stages: [{ weight: 100%, checks: { every: 0s, require: canary.error_rate < 1% } }]',
      'SEN1508',
      'checks cannot be observed every `0s`',
    ],
  ] as const)('%s', (line, code, message) => {
    expectDiags(policy(haproxy, line)).only(code).message(message);
  });

  test.each([
    ['{ haproxy: { socket: /s, backend: be } }', 'SEN1512', '`haproxy` needs two slots'],
    ['{ haproxy: { socket: /s, backend: be, slots: [a, a] } }', 'SEN1512', '`haproxy` needs two slots'],
    [
      '{ haproxy: { socket: /s, backend: be, slots: [a, b], stable: a } }',
      'SEN1512',
      '`haproxy` needs two slots',
    ],
    ['{ haprxy: { socket: /s } }', 'SEN1510', '`haprxy` is not a kind of traffic driver'],
  ] as const)('%s', (traffic, code, message) => {
    expectDiags(policy(`traffic: ${traffic}`, 'stages: [{ weight: 100% }]'))
      .only(code)
      .message(message);
  });

  test('without traffic there is nothing to shift', () => {
    expectDiags(policy('stages: [{ weight: 100% }]')).only('SEN1522').underlines('main');
  });

  test('checks require something', () => {
    expectDiags(policy(haproxy, 'stages: [{ weight: 100% }]', 'checks: { show: [canary.error_rate] }'))
      .only('SEN1522')
      .message('checks that require nothing');
  });

  test('a gate that takes time is no exit', () => {
    expectDiags(
      policy(haproxy, 'stages: [{ weight: 100%, exit: [disk] }]').replace(
        'disk.used < 85% }',
        'disk.used < 85%, for: 5m }',
      ),
    )
      .only('SEN1508')
      .message('the gate `disk` takes time, and an exit is asked once');
  });

  test('fixed servers cannot be exchanged', () => {
    expectDiags(
      policy(
        'traffic: { haproxy: { socket: /s, backend: be, stable: a, canary: b } }',
        'stages: [{ weight: 100% }]',
        'finish: { promote: swap }',
      ),
    )
      .only('SEN1512')
      .underlines('swap');
  });
});

describe('a release that is copied', () => {
  const fixed = 'traffic: { haproxy: { socket: /s, backend: be, stable: a, canary: b } }';
  const copied = (traffic: string, ...more: readonly string[]) =>
    policy(traffic, 'stages: [{ weight: 100% }]', 'finish: { promote: copy }', ...more);
  const identity = 'identity: not (canary.error_rate > 1% or disk.used > 5%)';

  test('is asked for on the stable side', () => {
    const [rollout] = planOf(copied(fixed, identity)).rollouts;
    expect(rollout?.finish).toEqual({ promote: 'copy', keep: 0 });
  });

  test.each([
    [copied(fixed), 'SEN1522', 'copy'],
    [copied(fixed, 'identity: disk.used > 5%'), 'SEN1522', 'disk.used > 5%'],
    [copied(fixed, 'identity: disk.usde > 5%'), 'SEN1402', 'usde'],
    [copied(haproxy, identity), 'SEN1512', 'copy'],
    [copied('traffic: { redis: { url: "redis://r:6379", key: "flag:a" } }', identity), 'SEN1512', 'copy'],
    [copied(fixed, identity).replace('promote: copy', 'promote: copy, keep: 1h'), 'SEN1512', '1h'],
  ] as const)('needs what it stands on: %#', (text, code, underlined) => {
    expectDiags(text).only(code).underlines(underlined);
  });
});

describe('ways back in turn', () => {
  const flag = '{ redis: { url: "redis://r:6379", key: "flag:a" }, within: 1m }';
  const undo = '{ command: { set: [./undo], read: [./share], stable: old, canary: new } }';
  const tiers = (list: string, more = '') =>
    policy(haproxy, 'stages: [{ weight: 100% }]', `rollback: { tiers: [${list}]${more} }`);

  test('are drivers, each with its time and its slots', () => {
    const [rollout] = planOf(tiers(`${flag}, ${undo}`)).rollouts;
    expect(rollout?.rollback.tiers).toMatchObject([
      { traffic: { kind: 'redis', roles: { stable: 'off', canary: 'on' }, swaps: false }, within: 60_000 },
      { traffic: { kind: 'command', roles: { stable: 'old', canary: 'new' }, swaps: false } },
    ]);
    expect(rollout?.rollback.tiers?.[1]).not.toHaveProperty('within');
    expect(planOf(tiers(undo)).digest).not.toBe(planOf(tiers(`${flag}, ${undo}`)).digest);
    expect(planOf(tiers(`${flag}, ${undo}`, ', to: 0.0%')).rollouts).toHaveLength(1);
  });

  test.each([
    [tiers(`${undo}, ${flag}`), 'SEN1522', 'command'],
    [tiers(flag, ', to: previous_stage'), 'SEN1512', 'previous_stage'],
    [tiers(flag, ', to: 10%'), 'SEN1512', '10%'],
    [tiers('{ redsi: { key: a }, within: 1m }'), 'SEN1510', 'redsi'],
    [tiers('{ command: { set: [a], read: [b] } }'), 'SEN1512', 'command'],
  ] as const)('that are none: %#', (text, code, underlined) => {
    expectDiags(text).only(code).underlines(underlined);
  });

  test('without a driver', () => {
    expect(() => planOf(tiers('{ within: 1m }, { within: 1m }'))).toThrow(/SEN\d{4}/u);
  });
});

test.each([['analysis: { compare: canary.error_rate, test: sequential }', 'analysis']])(
  '%s is not yet there',
  (line, underlined) => {
    expectDiags(policy(haproxy, 'stages: [{ weight: 100% }]', line))
      .only('SEN1501')
      .underlines(underlined);
  },
);

test('names in a rollout', () => {
  expectDiags(
    policy(
      'environments: [prd]',
      'when: git.a',
      haproxy,
      'identity: canary.disk < 1%',
      'stages:',
      '  - { weight: 100%, exit: [dsik], when: git.b, checks: { every: 1m, require: git.c } }',
      'checks: { every: 1m, require: git.d, prefer: git.e, show: [git.f] }',
      'rollback: { when: stable.x > 5% }',
      'before: [{ git_tga: {} }]',
      'after: [{ when: git.g, git_tag: {} }]',
    ),
  ).are(
    'SEN1504 prd',
    'SEN1402 a',
    'SEN1402 disk',
    'SEN1517 dsik',
    'SEN1402 b',
    'SEN1402 c',
    'SEN1402 d',
    'SEN1402 e',
    'SEN1402 f',
    'SEN1402 x',
    'SEN1510 git_tga',
    'SEN1402 g',
  );
});
