/** Which types meet in which operation. */
import { describe, expect, test } from 'vitest';
import { checkedCondition, told } from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

describe('a comparison', () => {
  test.each([
    ['p95 == ticket', ['SEN1403 a duration cannot be compared with a string ⟦p95 == ticket⟧']],
    [
      'git.clean == "true"',
      [
        'SEN1403 a boolean cannot be compared with a string ⟦git.clean == "true"⟧',
        'help: write `true`',
        'fix: git.clean == true',
      ],
    ],
    ['ticket == true', ['SEN1403 a string cannot be compared with a boolean ⟦ticket == true⟧']],
    [
      'p95 < "500ms"',
      [
        'SEN1403 a duration cannot be compared with a string ⟦p95 < "500ms"⟧',
        'help: write `500ms`',
        'fix: p95 < 500ms',
      ],
    ],
    [
      'error_rate < "1%"',
      [
        'SEN1403 a ratio cannot be compared with a string ⟦error_rate < "1%"⟧',
        'help: write `1%`',
        'fix: error_rate < 1%',
      ],
    ],
    [
      'disk.free > "10GiB"',
      [
        'SEN1403 a size in bytes cannot be compared with a string ⟦disk.free > "10GiB"⟧',
        'help: write `10GiB`',
        'fix: disk.free > 10GiB',
      ],
    ],
    [
      'count == "5"',
      [
        'SEN1403 a number cannot be compared with a string ⟦count == "5"⟧',
        'help: write `5`',
        'fix: count == 5',
      ],
    ],
    ['count == "five"', ['SEN1403 a number cannot be compared with a string ⟦count == "five"⟧']],
    [
      'release.version >= "1.2.0"',
      [
        'SEN1403 a version cannot be compared with a string ⟦release.version >= "1.2.0"⟧',
        'help: write `version("1.2.0")`',
        'fix: release.version >= version("1.2.0")',
      ],
    ],
    [
      'release.version == ticket',
      [
        'SEN1403 a version cannot be compared with a string ⟦release.version == ticket⟧',
        'help: write `version(ticket)`',
        'fix: release.version == version(ticket)',
      ],
    ],
    [
      'release.version == api.json.version',
      [
        'SEN1403 a version cannot be compared with untyped data ⟦release.version == api.json.version⟧',
        'help: write `version(api.json.version)`',
        'fix: release.version == version(api.json.version)',
      ],
    ],
    [
      'api.json.latency < 500ms',
      [
        'SEN1403 untyped data cannot be compared with a duration ⟦api.json.latency < 500ms⟧',
        'help: untyped data has no unit; give it one: `api.json.latency * 1ms`',
      ],
    ],
    [
      'api.json.bytes > disk.free',
      [
        'SEN1403 untyped data cannot be compared with a size in bytes ⟦api.json.bytes > disk.free⟧',
        'help: untyped data has no unit; give it one: `api.json.bytes * 1B`',
      ],
    ],
    ['release.at > count', ['SEN1403 an instant cannot be compared with a number ⟦release.at > count⟧']],
    ['disk.free == p95', ['SEN1403 a size in bytes cannot be compared with a duration ⟦disk.free == p95⟧']],
    ['up == tags', ['SEN1403 a list of records cannot be compared with a list of strings ⟦up == tags⟧']],
    ['up[0] == up[1]', ['']],
    ['tags == [1]', ['SEN1403 a list of strings cannot be compared with a list of numbers ⟦tags == [1]⟧']],
    [
      'ticket < "b"',
      ['SEN1403 `ticket` is a string and has no order ⟦<⟧', 'help: versions are compared by `version(…)`'],
    ],
    [
      'git.clean < true',
      ['SEN1403 `git.clean` is a boolean and has no order ⟦<⟧', 'help: compare it with `==`'],
    ],
    [
      'tags >= tags',
      ['SEN1403 `tags` is a list of strings and has no order ⟦>=⟧', 'help: compare it with `==`'],
    ],
    ['up[0] < up[0]', ['SEN1403 `up[0]` is a record and has no order ⟦<⟧', 'help: compare it with `==`']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('arithmetic', () => {
  test.each([
    [
      'ticket + "x" == ""',
      [
        'SEN1403 a string cannot be added to a string ⟦ticket + "x"⟧',
        'help: texts are joined by interpolation: `"${a}${b}"`',
      ],
    ],
    ['1s + 1GiB == 1s', ['SEN1403 a duration cannot be added to a size in bytes ⟦1s + 1GiB⟧']],
    [
      'release.at + release.at == now',
      ['SEN1403 an instant cannot be added to an instant ⟦release.at + release.at⟧'],
    ],
    ['p95 - now == now', ['SEN1403 an instant cannot be subtracted from a duration ⟦p95 - now⟧']],
    ['p95 * p95 == 1s', ['SEN1403 a duration cannot be multiplied by a duration ⟦p95 * p95⟧']],
    ['ticket * 2 == 1', ['SEN1403 a string cannot be multiplied by a number ⟦ticket * 2⟧']],
    ['2 / p95 == 1', ['SEN1403 a number cannot be divided by a duration ⟦2 / p95⟧']],
    ['ticket / 2 == 1', ['SEN1403 a string cannot be divided by a number ⟦ticket / 2⟧']],
    ['now / 2 == now', ['SEN1403 an instant cannot be divided by a number ⟦now / 2⟧']],
    ['git.clean - 1 == 1', ['SEN1403 a number cannot be subtracted from a boolean ⟦git.clean - 1⟧']],
    ['-ticket == ""', ['SEN1403 a string has no negative ⟦ticket⟧']],
    ['-now == now', ['SEN1403 an instant has no negative ⟦now⟧']],
    ['-git.clean', ['SEN1403 a boolean has no negative ⟦git.clean⟧']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a list', () => {
  test.each([
    ['[1, "a"] == tags', ['SEN1403 a list holds values of one type, and this is a string ⟦"a"⟧']],
    ['[1s, true]', ['SEN1403 a list holds values of one type, and this is a boolean ⟦true⟧']],
    ['["a", api.json.x, 5m]', ['SEN1403 a list holds values of one type, and this is a duration ⟦5m⟧']],
    [
      '[[1], ["a"]] == []',
      ['SEN1403 a list holds values of one type, and this is a list of strings ⟦["a"]⟧'],
    ],
    [
      'count in "a"',
      ['SEN1403 `"a"` is a string, not a list ⟦"a"⟧', 'help: write the choices as a list: `x in ["a", "b"]`'],
    ],
    [
      'count in p95',
      [
        'SEN1403 `p95` is a duration, not a list ⟦p95⟧',
        'help: write the choices as a list: `x in ["a", "b"]`',
      ],
    ],
    ['count in tags', ['SEN1403 a number is never in a list of strings ⟦count in tags⟧']],
    ['p95 in [api.json.x]', ['SEN1403 a duration is never in a list of untyped data ⟦p95 in [api.json.x]⟧']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a pattern', () => {
  test.each([
    [
      'ticket like 5',
      [
        'SEN1403 `5` is a number, not a pattern ⟦5⟧',
        'help: a pattern is a string such as `"release/*"`, or a list of them',
      ],
    ],
    [
      'ticket like [5]',
      [
        'SEN1403 `[5]` is a list of numbers, not a pattern ⟦[5]⟧',
        'help: a pattern is a string such as `"release/*"`, or a list of them',
      ],
    ],
    [
      'ticket like up',
      [
        'SEN1403 `up` is a list of records, not a pattern ⟦up⟧',
        'help: a pattern is a string such as `"release/*"`, or a list of them',
      ],
    ],
    ['count like "x"', ['SEN1403 `count` is a number, not a string ⟦count⟧']],
    ['tags like "x"', ['SEN1403 `tags` is a list of strings, not a string ⟦tags⟧']],
    ['count matches /x/', ['SEN1403 `count` is a number, not a string ⟦count⟧']],
    [
      'ticket matches /(/',
      [
        'SEN1305 `(` is not a regular expression: missing closing ): `(` ⟦/(/⟧',
        'help: the syntax is that of RE2, without look-around and back-references',
      ],
    ],
    [
      'ticket matches /(?=x)/',
      [
        'SEN1305 `(?=x)` is not a regular expression: invalid or unsupported Perl syntax: `(?=` ⟦/(?=x)/⟧',
        'help: the syntax is that of RE2, without look-around and back-references',
      ],
    ],
    [
      'ticket matches /\\1/',
      [
        'SEN1305 `\\1` is not a regular expression: invalid escape sequence: `\\1` ⟦/\\1/⟧',
        'help: the syntax is that of RE2, without look-around and back-references',
      ],
    ],
    [
      'ticket matches /x{2000}/',
      [
        'SEN1305 `x{2000}` is not a regular expression: invalid repeat count: `{2000}` ⟦/x{2000}/⟧',
        'help: the syntax is that of RE2, without look-around and back-references',
      ],
    ],
    [
      'ticket matches /(((a{50}){50}){50})/',
      [
        'SEN1305 `(((a{50}){50}){50})` is not a regular expression: invalid repeat count: `{50}` ⟦/(((a{50}){50}){50})/⟧',
        'help: the syntax is that of RE2, without look-around and back-references',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a test', () => {
  test.each([
    [
      'count is empty',
      ['SEN1403 a number is never empty ⟦count⟧', 'help: `is empty` asks a string, a list or a record'],
    ],
    [
      'p95 is empty',
      ['SEN1403 a duration is never empty ⟦p95⟧', 'help: `is empty` asks a string, a list or a record'],
    ],
    ['count is semver', ['SEN1403 `count` is a number, not a string ⟦count⟧']],
    ['git.clean is not vsemver', ['SEN1403 `git.clean` is a boolean, not a string ⟦git.clean⟧']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a condition', () => {
  test.each([
    [
      'count',
      ['SEN1406 `count` is a number, not a condition ⟦count⟧', 'help: compare it, as in `count < …`'],
    ],
    ['p95', ['SEN1406 `p95` is a duration, not a condition ⟦p95⟧', 'help: compare it, as in `p95 < …`']],
    [
      'ticket',
      ['SEN1406 `ticket` is a string, not a condition ⟦ticket⟧', 'help: compare it, as in `ticket == …`'],
    ],
    [
      'tags and git.clean',
      [
        'SEN1406 `tags` is a list of strings, not a condition ⟦tags⟧',
        'help: ask its items, as in `all(tags, x => …)`',
      ],
    ],
    [
      'not count',
      ['SEN1406 `count` is a number, not a condition ⟦count⟧', 'help: compare it, as in `count < …`'],
    ],
    [
      'git.clean and (count or ticket)',
      [
        'SEN1406 `count` is a number, not a condition ⟦count⟧',
        'help: compare it, as in `count < …`',
        'SEN1406 `ticket` is a string, not a condition ⟦ticket⟧',
        'help: compare it, as in `ticket == …`',
      ],
    ],
    [
      'all(up, r => r.latency)',
      [
        'SEN1406 `r.latency` is a duration, not a condition ⟦r.latency⟧',
        'help: compare it, as in `r.latency < …`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a text', () => {
  test.each([
    [
      '"${tags}" == ""',
      ['SEN1409 a list of strings cannot stand in a text ⟦tags⟧', 'help: choose one value of `tags`'],
    ],
    [
      '"${up[0]} and ${up}" == ""',
      [
        'SEN1409 a record cannot stand in a text ⟦up[0]⟧',
        'help: choose one value of `up[0]`',
        'SEN1409 a list of records cannot stand in a text ⟦up⟧',
        'help: choose one value of `up`',
      ],
    ],
    [
      '"${frobnicate}" == ""',
      [
        'SEN1401 nothing is called `frobnicate` ⟦frobnicate⟧',
        'help: there are `now`, `ticket`, `count`, `tags`, `up`, `p95`, `error_rate`, `disk`, `api`, `git`, `release`, `settings` and 2 more',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});
