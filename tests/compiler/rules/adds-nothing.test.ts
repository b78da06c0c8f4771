import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';
import { rolloutWith } from '../../support/rollout.ts';

function gate(...lines: readonly string[]): string {
  return policyWith(
    'probes: { disk: { disk: { path: / } } }',
    'gates:',
    '  g:',
    ...lines.map((line) => `    ${line}`),
  );
}

test('a condition that is written twice', () => {
  expectDiags(gate('require: [git.clean, disk.used < 80%, git.clean]'))
    .only('SEN1216')
    .underlines('git.clean')
    .message('`git.clean` is required twice')
    .help('remove one of them')
    .related('git.clean')
    .fixes(gate('require: [git.clean, disk.used < 80%]'));
});

test('a condition beside a stricter one', () => {
  expectDiags(gate('require: [disk.used < 90%, disk.used < 80%]'))
    .only('SEN1216')
    .underlines('disk.used < 90%')
    .message('`disk.used < 90%` adds nothing to `disk.used < 80%`')
    .help('remove it, or see whether the other one is meant to be so strict')
    .fixes(gate('require: [disk.used < 80%]'));
});

describe('is taken out with its line', () => {
  test.each([
    ['- git.clean', ''],
    ['- "git.clean"', ''],
    ['- git.clean # twice', ''],
  ])('%s', (line) => {
    expectDiags(gate('require:', '  - git.clean', `  ${line}`, '  - disk.used < 80%'))
      .only('SEN1216')
      .fixes(gate('require:', '  - git.clean', '  - disk.used < 80%'));
  });

  test('at the end of the text', () => {
    const text = gate('require:', '  - git.clean', '  - git.clean').trimEnd();
    expectDiags(text).only('SEN1216').fixes(gate('require:', '  - git.clean'));
  });
});

test('a part of a condition is left to its author', () => {
  expectDiags(gate('require: git.clean and disk.used < 80% and git.clean')).only('SEN1216').hasNoFix();
});

test('the checks of a rollout', () => {
  expectDiags(rolloutWith('checks: { every: 1m, require: [canary.errors < 1%, canary.errors < 2%] }'))
    .only('SEN1216')
    .underlines('canary.errors < 2%');
});

test('conditions that say different things', () => {
  expectDiags(gate('require: [disk.used < 80%, disk.used > 1%, git.clean]', 'prefer: git.clean')).without(
    'SEN1216',
  );
});
