import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gate(require: string): string {
  return policyWith(`gates: { g: { require: '${require}' } }`);
}

test('a glob on the right', () => {
  expectDiags(gate('git.branch == "release/*"'))
    .only('SEN1220')
    .underlines('"release/*"')
    .message('`"release/*"` is compared letter by letter, the `*` too')
    .help('write `like` for a glob')
    .fixes(gate('git.branch like "release/*"'));
});

describe('elsewhere', () => {
  test.each([
    ['git.branch != "release/*"', 'write `not … like` for a glob'],
    ['"release/*" == git.branch', 'put the text on the right and write `like` for a glob'],
    ['git.branch in ["main", "release/*"]', 'write `like` instead of `in`'],
    ['git.clean and not (git.branch == "release/*")', 'write `like` for a glob'],
  ])('%s', (require, help) => {
    expectDiags(gate(require)).only('SEN1220').help(help);
  });
});

describe('not', () => {
  test.each([
    'git.branch like "release/*"',
    'git.branch == "main"',
    'git.branch in ["main"]',
    'git.ahead < 3 * 2',
    'release.tag in git.tags',
  ])('%s', (require) => {
    expectDiags(gate(require)).are();
  });
});
