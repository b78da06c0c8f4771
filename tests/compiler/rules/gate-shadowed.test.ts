import { describe, expect, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { lintText } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';

function gates(...lines: readonly string[]): string {
  return policyWith(
    'environments: [dev, prod]',
    'probes: { disk: { disk: { path: / } } }',
    'gates:',
    ...lines.map((line) => `  ${line}`),
  );
}

test('a gate that asks for less than another', () => {
  expectDiags(gates('a: { require: disk.used < 90% }', 'b: { require: [disk.used < 80%, git.clean] }'))
    .only('SEN1214')
    .underlines('a')
    .message('`a` asks for nothing that `b` does not')
    .help('remove it, or ask for more here')
    .related('b');
});

test('of two that are alike the second is told', () => {
  expectDiags(gates('a: { require: disk.used < 90% }', 'b: { require: 90% > disk.used }'))
    .only('SEN1214')
    .underlines('b');
});

describe('also', () => {
  test.each([
    [
      'every part',
      'a: { require: git.clean and disk.used < 90% }',
      'b: { require: [git.clean, disk.used <= 89%] }',
    ],
    ['a narrower place', 'a: { environments: [prod], require: git.clean }', 'b: { require: git.clean }'],
    [
      'the same time',
      'a: { when: git.inside, require: git.ahead < 9 }',
      'b: { when: git.inside, require: git.ahead < 5 }',
    ],
    [
      'a lower severity',
      'a: { severity: advisory, require: git.clean }',
      'b: { severity: critical, require: git.clean }',
    ],
    [
      'one value of several',
      'a: { require: \'git.branch in ["main", "next"]\' }',
      'b: { require: git.branch == "main" }',
    ],
    [
      'all but some',
      'a: { require: git.branch != "next" }',
      'b: { require: \'git.branch not in ["next", "old"]\' }',
    ],
    ['a value in a range', 'a: { require: git.ahead < 3 }', 'b: { require: git.ahead == 0 }'],
    ['a range without a value', 'a: { require: git.ahead != 5 }', 'b: { require: git.ahead < 5 }'],
    ['a negation', 'a: { require: not (disk.used > 90%) }', 'b: { require: disk.used <= 89% }'],
    [
      'what is negated twice',
      'a: { require: not git.shallow }',
      'b: { require: [not git.shallow, git.clean] }',
    ],
    ['numbers below zero', 'a: { require: git.ahead > -2 }', 'b: { require: git.ahead > -1 }'],
  ])('%s', (_, a, b) => {
    expectDiags(gates(a, b)).only('SEN1214').underlines('a');
  });
});

describe('not', () => {
  test.each([
    ['another fact', 'a: { require: disk.used < 90% }', 'b: { require: disk.free > 5GB }'],
    ['something more', 'a: { require: [git.clean, disk.used < 90%] }', 'b: { require: git.clean }'],
    ['a wider place', 'a: { require: git.clean }', 'b: { environments: [prod], require: git.clean }'],
    ['another time', 'a: { require: git.clean }', 'b: { when: git.inside, require: git.clean }'],
    [
      'a higher severity',
      'a: { severity: critical, require: git.clean }',
      'b: { severity: advisory, require: git.clean }',
    ],
    [
      'a warning',
      'a: { require: git.clean, prefer: git.inside }',
      'b: { severity: critical, require: git.clean, prefer: git.shallow }',
    ],
    [
      'one that looks for a while',
      'a: { require: disk.used < 90% }',
      'b: { require: disk.used < 80%, for: 1m }',
    ],
    ['one in shadow', 'a: { mode: shadow, require: git.clean }', 'b: { require: git.clean }'],
    ['the other direction', 'a: { require: disk.used > 90% }', 'b: { require: disk.used < 80% }'],
    ['an edge', 'a: { require: disk.used < 90% }', 'b: { require: disk.used <= 90% }'],
    ['a range and values', 'a: { require: git.ahead == 1 }', 'b: { require: git.ahead < 3 }'],
    ['all but one, and a range', 'a: { require: git.ahead < 3 }', 'b: { require: git.ahead != 3 }'],
    ['all but one, and another', 'a: { require: git.branch != "a" }', 'b: { require: git.branch != "b" }'],
    [
      'versions, which have many spellings',
      'a: { require: release.version == "v1.0.0" }',
      'b: { require: \'release.version in ["v1.0.0"]\' }',
    ],
    [
      'lists with facts',
      'a: { require: git.branch in [release.tag] }',
      'b: { require: \'git.branch in [release.tag, "main"]\' }',
    ],
    [
      'lists that are facts',
      "a: { require: 'release.tag in git.tags' }",
      "b: { require: 'release.actor in git.tags' }",
    ],
    [
      'texts with facts',
      'a: { require: \'git.branch == "x${release.tag}"\' }',
      'b: { require: \'git.branch == "y${release.tag}"\' }',
    ],
    ['a sign on a fact', 'a: { require: git.ahead > -git.behind }', 'b: { require: git.ahead > 3 }'],
    [
      'texts in order',
      'a: { require: version(release.version) > version("2.0.0") }',
      'b: { require: version(release.version) > version("1.0.0") }',
    ],
  ])('%s', (_, a, b) => {
    const text = gates(a, b);
    const shadowed = lintText(text).diagnostics.filter(({ code }) => code === 'SEN1214');
    expect(
      shadowed.map(({ location }) => location && text.slice(location.span.start, location.span.end)),
    ).not.toContain('a');
  });
});

test('a policy in shadow is on trial', () => {
  expectDiags(gates('a: { require: git.clean }', 'b: { require: git.clean }') + 'mode: shadow\n').without(
    'SEN1214',
  );
});

test('a policy that could be read only in part is not judged', () => {
  expectDiags(gates('a: { require: git.clean }', 'b: { require: git.clean, whn: git.inside }')).without(
    'SEN1214',
  );
});
