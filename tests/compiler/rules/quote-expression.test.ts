import { test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function requiring(...lines: readonly string[]): string {
  return policyWith('gates:', '  g:', ...lines.map((line) => `    ${line}`));
}

test('a comment that goes on like the expression before it', () => {
  expectDiag(requiring('require: git.clean #and not git.shallow'))
    .code('SEN1207')
    .underlines('#and not git.shallow')
    .message('YAML reads `#and not git.shallow` as a comment')
    .help('put the whole expression in quotes, or begin the comment with another word');
});

test('an item of a list', () => {
  expectDiag(requiring('require:', '  - git.ahead < 3 # + 2')).code('SEN1207').underlines('# + 2');
});

test('a comment that is one', () => {
  expectClean(requiring('require: git.clean # nothing left untracked'));
  expectClean(requiring('require: # and this is a list', '  - git.clean'));
});

test('a quoted expression is not cut', () => {
  expectClean(requiring('require: "git.clean" # and checked by hand'));
});

test('other keys are not expressions', () => {
  expectClean(requiring('require: git.clean', 'runbook: docs/runbook.md # and the wiki'));
});
