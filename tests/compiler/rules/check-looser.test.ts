import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

function rollout(
  require: string,
  when: string,
  tolerances: readonly [check: string, rollback: string] = ['', ''],
): string {
  return rolloutWith(
    `checks: { every: 1m, require: '${require}'${tolerances[0]} }`,
    `rollback: { when: '${when}'${tolerances[1]} }`,
  );
}

test('a check behind the roll-back', () => {
  expectDiags(rollout('canary.errors < 5%', 'canary.errors > 1%'))
    .only('SEN1231')
    .underlines('canary.errors < 5%')
    .message('`canary.errors < 5%` is looser than the roll-back when `canary.errors > 1%`')
    .help('make the check stricter than the roll-back, or remove it')
    .related('canary.errors > 1%');
});

test('one of several conditions, and of several triggers', () => {
  expectDiags(rollout('canary.errors > 0% and canary.errors < 5%', 'git.shallow or canary.errors >= 5%'))
    .only('SEN1231')
    .underlines('canary.errors < 5%');
});

describe('not', () => {
  test.each([
    ['canary.errors < 1%', 'canary.errors > 5%'],
    ['canary.errors < 1%', 'canary.errors > 1%'],
    ['canary.errors < 5%', 'stable.errors > 1%'],
    ['canary.errors < 5%', 'canary.errors > 1% and git.clean'],
    ['canary.errors < 5%', 'canary.errors > max(2 * stable.errors, 0.5%)'],
  ])('%s beside %s', (require, when) => {
    expectDiags(rollout(require, when)).without('SEN1231');
  });
});

test('patience', () => {
  const [check, trigger] = ['canary.errors < 5%', 'canary.errors > 1%'];
  expectDiags(rollout(check, trigger, ['', ', tolerate: 3'])).without('SEN1231');
  expectDiags(rollout(check, trigger, [', tolerate: 3', ', tolerate: 3'])).only('SEN1231');
});

test('no roll-back', () => {
  expectDiags(rolloutWith('checks: { every: 1m, require: canary.errors < 1% }')).without('SEN1231');
});
