import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';
import { rolloutWith } from '../../support/rollout.ts';

function gate(keys: string): string {
  return policyWith('gates:', `  g: { require: git.clean, ${keys} }`);
}

test('a gate that bears most observations', () => {
  expectDiags(gate('for: 5m, every: 30s, tolerate: 6'))
    .only('SEN1227')
    .underlines('6')
    .message('6 of 11 observations may fail')
    .help('the gate passes while most of them fail; write at most `5`');
});

test('the usual interval', () => {
  expectDiags(gate('for: 1m, tolerate: 3')).only('SEN1227').message('3 of 5 observations may fail');
});

describe('a gate that bears some, or what is an error already', () => {
  test.each([
    'for: 5m, every: 30s, tolerate: 5',
    'for: 5m, every: 30s, tolerate: 11',
    'for: 5m',
    'tolerate: 3',
  ])('%s', (keys) => {
    expectDiags(gate(keys)).without('SEN1227');
  });
});

describe('checks that bear all that fit into a stage', () => {
  const stages = 'stages: [{ weight: 10%, hold: 5m }, { weight: 50%, hold: 4m }, { weight: 100%, hold: 1h }]';
  test.each(['3', '3 of 5', '3 consecutive'])('%s', (tolerate) => {
    expectDiags(
      rolloutWith(
        stages,
        `checks: { every: 1m, warmup: 2m, require: canary.errors < 1%, tolerate: ${tolerate} }`,
      ),
    )
      .only('SEN1227')
      .underlines(tolerate)
      .message('only 3 checks fit into the hold of 5m, and 3 of them may fail')
      .help('tolerate fewer, hold longer, or check more often')
      .related('5m');
  });

  test('the roll-back', () => {
    expectDiags(
      rolloutWith(
        stages,
        'checks: { every: 1m, require: canary.errors < 1%, tolerate: 1 }',
        'rollback: { when: canary.errors > 5%, tolerate: 4 }',
      ),
    )
      .only('SEN1227')
      .message('only 4 checks fit into the hold of 4m, and 4 of them may fail');
  });
});

test('checks that bear fewer, or whose number is not known', () => {
  expectDiags(rolloutWith('checks: { every: 1m, require: canary.errors < 1%, tolerate: 3 of 5 }')).without(
    'SEN1227',
  );
  expectDiags(
    rolloutWith(
      'stages: [{ weight: 100%, hold: 10s }]',
      'checks: { every: 1m, require: canary.errors < 1%, tolerate: 3 }',
    ),
  ).without('SEN1227');
  expectDiags(
    rolloutWith(
      'stages: [{ weight: 100% }]',
      'checks: { every: 1m, require: canary.errors < 1%, tolerate: 3 }',
    ),
  ).without('SEN1227');
});
