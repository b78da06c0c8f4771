import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a hold in which no check is made', () => {
  expectDiags(
    rolloutWith(
      'stages: [{ weight: 10%, hold: 90s }, { weight: 100%, hold: 3m }]',
      'checks: { every: 1m, warmup: 2m, require: canary.errors < 1% }',
    ),
  )
    .only('SEN1226')
    .underlines('90s')
    .message('no check is made within 1m30s: the first needs 3m')
    .help('hold at least `3m`, or check more often')
    .related('1m');
});

test('the checks of the stage', () => {
  expectDiags(
    rolloutWith(
      'stages: [{ weight: 10%, hold: 1m, checks: { every: 5m, require: canary.errors < 1% } }, { weight: 100%, hold: 1m }]',
      'checks: { every: 1m, require: canary.errors < 1% }',
    ),
  )
    .only('SEN1226')
    .related('5m');
});

test('nothing to compare', () => {
  expectDiags(rolloutWith()).without('SEN1226');
  expectDiags(
    rolloutWith('stages: [{ weight: 100% }]', 'checks: { every: 1m, require: canary.errors < 1% }'),
  ).without('SEN1226');
});
