import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a rollout that checks nothing', () => {
  expectDiags(rolloutWith())
    .only('SEN1230')
    .underlines('main')
    .message('the rollout `main` checks nothing')
    .help('add `checks` with a `require`, or `rollback: { when: … }`');
});

test('a rollout that only shows or pauses', () => {
  expectDiags(rolloutWith('checks: { every: 1m, show: [canary.errors] }')).only('SEN1230');
  expectDiags(rolloutWith('checks: { every: 1m, require: canary.errors < 1%, on_fail: pause }'))
    .only('SEN1230')
    .message('the rollout `main` never rolls back by itself')
    .help('write `on_fail: rollback` in its checks, or add `rollback: { when: … }`');
});

test('a check, a roll-back, or the check of a stage', () => {
  const check = 'checks: { every: 1m, require: canary.errors < 1% }';
  expectDiags(rolloutWith(check)).without('SEN1230');
  expectDiags(rolloutWith('rollback: { when: canary.errors > 5% }')).without('SEN1230');
  expectDiags(rolloutWith(`stages: [{ weight: 100%, hold: 1h, ${check} }]`)).without('SEN1230');
});
