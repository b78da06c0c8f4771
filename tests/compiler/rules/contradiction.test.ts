import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gates(...lines: readonly string[]): string {
  return policyWith(
    'environments: [dev, prod]',
    'probes: { disk: { disk: { path: / } } }',
    'gates:',
    ...lines.map((line) => `  ${line}`),
  );
}

test('two gates', () => {
  expectDiags(gates('a: { require: disk.used < 80% }', 'b: { require: disk.used > 90% }'))
    .only('SEN1215')
    .underlines('disk.used > 90%')
    .message('`disk.used > 90%` is never true together with `disk.used < 80%` of the gate `a`')
    .help('change one of them, or let the gates apply to different releases')
    .related('disk.used < 80%');
});

test('one gate', () => {
  expectDiags(gates('a: { severity: advisory, require: [git.ahead == 1, git.ahead == 2] }'))
    .only('SEN1215')
    .message('`git.ahead == 2` is never true together with `git.ahead == 1`');
});

describe('also', () => {
  test.each([
    ['git.clean', 'not git.clean'],
    ['disk.used < 80%', 'disk.used >= 80%'],
    ['git.branch == "main"', 'git.branch != "main"'],
    ['git.branch == "main"', 'git.branch in ["next"]'],
    ['git.branch not in ["main"]', 'git.branch == "main"'],
    ['git.ahead > 3', 'git.ahead == 2'],
    ['git.clean == true', 'git.clean == false'],
  ])('%s and %s', (a, b) => {
    expectDiags(gates(`a: { require: '${a}' }`, `b: { require: '${b}' }`)).only('SEN1215');
  });
});

describe('not', () => {
  test.each([
    ['a common edge', 'a: { require: disk.used <= 80% }', 'b: { require: disk.used >= 80% }'],
    ['a common range', 'a: { require: disk.used > 10% }', 'b: { require: disk.used < 80% }'],
    ['the same direction', 'a: { require: disk.used > 10% }', 'b: { require: disk.used > 80% }'],
    ['all but some', 'a: { require: git.branch != "a" }', 'b: { require: git.branch != "b" }'],
    ['a range and all but one', 'a: { require: git.ahead > 1 }', 'b: { require: git.ahead != 3 }'],
    [
      'elsewhere',
      'a: { environments: [dev], require: git.clean }',
      'b: { environments: [prod], require: not git.clean }',
    ],
    [
      'at other times',
      'a: { when: git.inside, require: git.clean }',
      'b: { when: not git.inside, require: not git.clean }',
    ],
    ['what only reports', 'a: { require: git.clean }', 'b: { severity: advisory, require: not git.clean }'],
    ['in shadow', 'a: { mode: shadow, require: git.clean }', 'b: { require: not git.clean }'],
  ])('%s', (_, a, b) => {
    expectDiags(gates(a, b)).without('SEN1215');
  });
});

test('what contradicts several is told once', () => {
  expectDiags(
    gates(
      'a: { require: git.clean }',
      'b: { require: not git.clean }',
      'c: { when: git.inside, require: git.clean }',
    ),
  ).only('SEN1215');
});
