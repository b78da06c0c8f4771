/** What is said of texts that are no expressions: what was expected, what was found, and what to write. */
import { describe, expect, test } from 'vitest';
import { parsed, told } from '../../support/expression.ts';

describe('a part that is missing', () => {
  test.each([
    ['', ['SEN1301 expected a value, found the end ⟦⟧']],
    ['  ', ['SEN1301 expected a value, found the end ⟦  ⟧']],
    ['a <', ['SEN1301 expected a value after `<`, found the end ⟦<⟧']],
    ['a < )', ['SEN1301 expected a value after `<`, found `)` ⟦)⟧']],
    ['a and', ['SEN1301 expected a value after `and`, found the end ⟦and⟧']],
    ['not', ['SEN1301 expected a value after `not`, found the end ⟦not⟧']],
    ['a in', ['SEN1301 expected a value after `in`, found the end ⟦in⟧']],
    ['(a', ['SEN1301 expected `)` after `a`, found the end ⟦a⟧']],
    ['(a b', ['SEN1301 expected `)` after `a`, found `b` ⟦b⟧']],
    ['[1, 2', ['SEN1301 expected `]` after `2`, found the end ⟦2⟧']],
    ['["a", ]', ['SEN1301 expected a value after `,`, found `]` ⟦]⟧']],
    ['len()', ['SEN1301 expected a value after `(`, found `)` ⟦)⟧']],
    ['len(a', ['SEN1301 expected `)` after `a`, found the end ⟦a⟧']],
    ['a.', ['SEN1301 expected a name after `.`, found the end ⟦.⟧']],
    ['a.5x', ['SEN1301 expected an operator or the end after `a`, found `.5x` ⟦.5x⟧']],
    ['a[', ['SEN1301 expected a value after `[`, found the end ⟦[⟧']],
    ['a[1', ['SEN1301 expected `]` after `1`, found the end ⟦1⟧']],
    ['a is', ['SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `is`, found the end ⟦is⟧']],
    [
      'a is not',
      ['SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `not`, found the end ⟦not⟧'],
    ],
    ['a not b', ['SEN1301 expected `in` after `not`, found `b` ⟦b⟧']],
    [
      'a matches',
      [
        'SEN1301 expected a regular expression, such as `/^v[0-9]+/`, after `matches`, found the end ⟦matches⟧',
      ],
    ],
    [
      'a matches "x"',
      ['SEN1301 expected a regular expression, such as `/^v[0-9]+/`, after `matches`, found `"x"` ⟦"x"⟧'],
    ],
    ['a like', ['SEN1301 expected a value after `like`, found the end ⟦like⟧']],
    ['x => y', ['SEN1301 expected an operator or the end after `x`, found `=>` ⟦=>⟧']],
    ['all(x, y =>)', ['SEN1301 expected a value after `=>`, found `)` ⟦)⟧']],
    ['1 + not a', ['SEN1301 expected a value after `+`, found `not` ⟦not⟧']],
    ['{', ['SEN1301 expected a value, found `{` ⟦{⟧']],
    ['}', ['SEN1301 `}` closes nothing ⟦}⟧']],
    [')', ['SEN1301 expected a value, found `)` ⟦)⟧']],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('an operator of another language', () => {
  test.each([
    [
      'a && b || !c',
      [
        'SEN1301 expected an operator or the end after `a`, found `&&` ⟦&&⟧',
        'help: write `and` for `&&`',
        'fix: a and b or not c',
      ],
    ],
    [
      'a & b',
      [
        'SEN1301 expected an operator or the end after `a`, found `&` ⟦&⟧',
        'help: write `and` for `&`',
        'fix: a and b',
      ],
    ],
    [
      'a | b',
      [
        'SEN1301 expected an operator or the end after `a`, found `|` ⟦|⟧',
        'help: write `or` for `|`',
        'fix: a or b',
      ],
    ],
    [
      'a = b',
      [
        'SEN1301 expected an operator or the end after `a`, found `=` ⟦=⟧',
        'help: write `==` for `=`',
        'fix: a == b',
      ],
    ],
    [
      'a === b',
      [
        'SEN1301 expected an operator or the end after `a`, found `===` ⟦===⟧',
        'help: write `==` for `===`',
        'fix: a == b',
      ],
    ],
    [
      'a !== b',
      [
        'SEN1301 expected an operator or the end after `a`, found `!==` ⟦!==⟧',
        'help: write `!=` for `!==`',
        'fix: a != b',
      ],
    ],
    [
      'a <> b',
      [
        'SEN1301 expected an operator or the end after `a`, found `<>` ⟦<>⟧',
        'help: write `!=` for `<>`',
        'fix: a != b',
      ],
    ],
    [
      'a =< b',
      [
        'SEN1301 expected an operator or the end after `a`, found `=<` ⟦=<⟧',
        'help: write `<=` for `=<`',
        'fix: a <= b',
      ],
    ],
    [
      'a =~ b',
      [
        'SEN1301 expected an operator or the end after `a`, found `=~` ⟦=~⟧',
        'help: write `matches` for `=~`',
      ],
    ],
    [
      'a !~ b',
      [
        'SEN1301 expected an operator or the end after `a`, found `!~` ⟦!~⟧',
        'help: write `not … matches /…/`',
      ],
    ],
    [
      'a AND NOT b',
      [
        'SEN1301 expected an operator or the end after `a`, found `AND` ⟦AND⟧',
        'help: write `and` for `AND`',
        'fix: a and not b',
      ],
    ],
    [
      'a ? b : c',
      [
        'SEN1301 expected an operator or the end after `a`, found `?` ⟦?⟧',
        'help: there is no `? :`; write two conditions and join them with `or`',
      ],
    ],
    [
      'a # why',
      [
        'SEN1301 expected an operator or the end after `a`, found `#` ⟦#⟧',
        'help: a comment cannot stand inside an expression',
      ],
    ],
    ['a; b', ['SEN1301 expected an operator or the end after `a`, found `;` ⟦;⟧']],
    [
      'a % b',
      [
        'SEN1301 expected an operator or the end after `a`, found `%` ⟦%⟧',
        'help: a percentage is a number with `%` directly behind it, such as `5%`',
      ],
    ],
    [
      'a && (',
      ['SEN1301 expected an operator or the end after `a`, found `&&` ⟦&&⟧', 'help: write `and` for `&&`'],
    ],
    ['a ** b', ['SEN1301 expected a value after `*`, found `*` ⟦*⟧']],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a second comparison', () => {
  test.each([
    [
      '1 < a < 5',
      ['SEN1301 comparisons do not chain ⟦<⟧', 'help: write `1 < a and a < 5`', 'fix: 1 < a and a < 5'],
    ],
    [
      'a == b != c',
      ['SEN1301 comparisons do not chain ⟦!=⟧', 'help: write `a == b and b != c`', 'fix: a == b and b != c'],
    ],
    [
      'a in b in c',
      [
        'SEN1301 comparisons do not chain ⟦in⟧',
        'help: put parentheses around one of them, or join two comparisons with `and`',
      ],
    ],
    [
      'a < b is known',
      [
        'SEN1301 comparisons do not chain ⟦is⟧',
        'help: put parentheses around one of them, or join two comparisons with `and`',
      ],
    ],
    [
      'a is known == true',
      [
        'SEN1301 comparisons do not chain ⟦==⟧',
        'help: put parentheses around one of them, or join two comparisons with `and`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a test that is none', () => {
  test.each([
    [
      'a is knwon',
      [
        'SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `is`, found `knwon` ⟦knwon⟧',
        'help: did you mean `known`?',
      ],
    ],
    [
      'a is not emtpy',
      [
        'SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `not`, found `emtpy` ⟦emtpy⟧',
        'help: did you mean `empty`?',
      ],
    ],
    [
      'a is null',
      [
        'SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `is`, found `null` ⟦null⟧',
        'help: values are compared with `==`',
      ],
    ],
    [
      'a is "x"',
      [
        'SEN1301 expected `known`, `empty`, `semver` or `vsemver` after `is`, found `"x"` ⟦"x"⟧',
        'help: values are compared with `==`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a unit that stands apart', () => {
  test.each([
    [
      'a < 1 %',
      [
        'SEN1301 expected an operator or the end after `1`, found `%` ⟦%⟧',
        'help: write `1%`, without the blank',
        'fix: a < 1%',
      ],
    ],
    [
      'a < 5 m',
      [
        'SEN1301 expected an operator or the end after `5`, found `m` ⟦m⟧',
        'help: write `5m`, without the blank',
        'fix: a < 5m',
      ],
    ],
    ['a < 5 x', ['SEN1301 expected an operator or the end after `5`, found `x` ⟦x⟧']],
    ['5 6', ['SEN1301 expected an operator or the end after `5`, found `6` ⟦6⟧']],
    [
      'a < 1.5 GiB',
      [
        'SEN1301 expected an operator or the end after `1.5`, found `GiB` ⟦GiB⟧',
        'help: write `1.5GiB`, without the blank',
        'fix: a < 1.5GiB',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a version without quotes', () => {
  test.each([
    [
      'a == v1.2.3',
      [
        'SEN1301 expected an operator or the end after `v1`, found `.2.3` ⟦.2.3⟧',
        'help: write `version("v1.2.3")`',
      ],
    ],
    [
      'a == 1.2.3',
      [
        'SEN1302 `1.2.3` is not a number ⟦1.2.3⟧',
        'help: write `version("1.2.3")`',
        'fix: a == version("1.2.3")',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a literal in another spelling', () => {
  test.each([
    [
      '1.5h',
      [
        'SEN1302 `1.5h` is not a duration, which takes whole numbers ⟦1.5h⟧',
        'help: write `1h30m`',
        'fix: 1h30m',
      ],
    ],
    ['1e3', ['SEN1302 `1e3` has an exponent ⟦1e3⟧', 'help: write `1000`', 'fix: 1000']],
    ['1E-3', ['SEN1302 `1E-3` has an exponent ⟦1E-3⟧', 'help: write `0.001`', 'fix: 0.001']],
    ['1_000', ['SEN1302 `1_000` has an underscore ⟦1_000⟧', 'help: write `1000`', 'fix: 1000']],
    ['010', ['SEN1302 `010` has a leading zero ⟦010⟧', 'help: write `10`', 'fix: 10']],
    ['.5', ['SEN1302 `.5` has no digit before the point ⟦.5⟧', 'help: write `0.5`', 'fix: 0.5']],
    ['5.', ['SEN1302 `5.` has no digit behind the point ⟦5.⟧', 'help: write `5`', 'fix: 5']],
    [
      '.5%',
      ['SEN1302 `.5%` is not a percentage, such as `5%` or `0.5%` ⟦.5%⟧', 'help: write `0.5%`', 'fix: 0.5%'],
    ],
    [
      '1_0%',
      ['SEN1302 `1_0%` is not a percentage, such as `5%` or `0.5%` ⟦1_0%⟧', 'help: write `10%`', 'fix: 10%'],
    ],
    [
      '007%',
      ['SEN1302 `007%` is not a percentage, such as `5%` or `0.5%` ⟦007%⟧', 'help: write `7%`', 'fix: 7%'],
    ],
    ['0x1f', ['SEN1302 `0x1f` is not a number ⟦0x1f⟧']],
    ['1.5.', ['SEN1302 `1.5.` has no digit behind the point ⟦1.5.⟧']],
    [
      '5min',
      [
        'SEN1302 `5min` is not a duration, such as `30s`, `15m` or `1h30m` ⟦5min⟧',
        'help: write `5m`',
        'fix: 5m',
      ],
    ],
    [
      '10sec',
      [
        'SEN1302 `10sec` is not a duration, such as `30s`, `15m` or `1h30m` ⟦10sec⟧',
        'help: write `10s`',
        'fix: 10s',
      ],
    ],
    [
      '2hours',
      [
        'SEN1302 `2hours` is not a duration, such as `30s`, `15m` or `1h30m` ⟦2hours⟧',
        'help: write `2h`',
        'fix: 2h',
      ],
    ],
    ['1h5x', ['SEN1302 `1h5x` is not a duration, such as `30s`, `15m` or `1h30m` ⟦1h5x⟧']],
    ['30m1h', ['SEN1302 `30m1h` has units that do not fall ⟦30m1h⟧', 'help: write `1h30m`', 'fix: 1h30m']],
    ['1h30', ['SEN1302 `1h30` is not a duration, such as `30s`, `15m` or `1h30m` ⟦1h30⟧']],
    [
      '5MIB',
      ['SEN1302 `5MIB` is not a size, such as `512MiB` or `2GB` ⟦5MIB⟧', 'help: write `5MiB`', 'fix: 5MiB'],
    ],
    [
      '5mb',
      ['SEN1302 `5mb` is not a size, such as `512MiB` or `2GB` ⟦5mb⟧', 'help: write `5MB`', 'fix: 5MB'],
    ],
    [
      '1.5K',
      ['SEN1302 `1.5K` is not a size, such as `512MiB` or `2GB` ⟦1.5K⟧', 'help: write `1.5KB`', 'fix: 1.5KB'],
    ],
    [
      '0.5gib',
      [
        'SEN1302 `0.5gib` is not a size, such as `512MiB` or `2GB` ⟦0.5gib⟧',
        'help: write `0.5GiB`',
        'fix: 0.5GiB',
      ],
    ],
    ['5xb', ['SEN1302 `5xb` is not a number ⟦5xb⟧']],
    [
      '99999999999999999999',
      ['SEN1302 `99999999999999999999` is larger than can be counted exactly ⟦99999999999999999999⟧'],
    ],
    [
      '99999999999999999999%',
      ['SEN1302 `99999999999999999999%` is larger than can be counted exactly ⟦99999999999999999999%⟧'],
    ],
    [
      '99999999999999999999d',
      ['SEN1302 `99999999999999999999d` is longer than can be counted ⟦99999999999999999999d⟧'],
    ],
    ['1e999', ['SEN1302 `1e999` has an exponent ⟦1e999⟧']],
    [
      '2026-11-27',
      [
        'SEN1302 `2026-11-27` is not an instant without a time and an offset ⟦2026-11-27⟧',
        'help: write `2026-11-27T00:00Z`',
        'fix: 2026-11-27T00:00Z',
      ],
    ],
    [
      '2026-11-27T00:00',
      [
        'SEN1302 `2026-11-27T00:00` is not an instant without an offset ⟦2026-11-27T00:00⟧',
        'help: write `2026-11-27T00:00Z`',
        'fix: 2026-11-27T00:00Z',
      ],
    ],
    ['2026-02-30T00:00Z', ['SEN1302 `2026-02-30T00:00Z` is not in the calendar ⟦2026-02-30T00:00Z⟧']],
    ['2026-11-27T25:00Z', ['SEN1302 `2026-11-27T25:00Z` is not in the calendar ⟦2026-11-27T25:00Z⟧']],
    [
      '2026-11-27T00:00+99:00',
      ['SEN1302 `2026-11-27T00:00+99:00` has an offset that no clock shows ⟦2026-11-27T00:00+99:00⟧'],
    ],
    [
      '2026-11-27T00:00+10:75',
      ['SEN1302 `2026-11-27T00:00+10:75` has an offset that no clock shows ⟦2026-11-27T00:00+10:75⟧'],
    ],
    [
      '2026-11-27t00:00z',
      ['SEN1302 `2026-11-27t00:00z` is not an instant, such as `2026-11-27T12:00-05:00` ⟦2026-11-27t00:00z⟧'],
    ],
    [
      '2026-11-27T0:0Z',
      ['SEN1302 `2026-11-27T0:0Z` is not an instant, such as `2026-11-27T12:00-05:00` ⟦2026-11-27T0:0Z⟧'],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a text that is malformed', () => {
  test.each([
    [
      '"abc',
      ['SEN1303 the text that begins here has no end ⟦"⟧', 'help: close it with `"` on the same line'],
    ],
    [
      "'abc",
      ["SEN1303 the text that begins here has no end ⟦'⟧", "help: close it with `'` on the same line"],
    ],
    ['"""abc', ['SEN1303 the text that begins here has no end ⟦"""⟧', 'help: close it with `"""`']],
    ['"a${b', ['SEN1301 expected `}` after `b`, found the end ⟦b⟧']],
    ['"a${"b"', ['SEN1301 expected `}` after `"b"`, found the end ⟦"b"⟧']],
    [
      '"a\nb"',
      ['SEN1303 the text that begins here has no end ⟦"⟧', 'help: close it with `"` on the same line'],
    ],
    [
      '"\\d"',
      [
        'SEN1303 `\\d` is not an escape ⟦\\d⟧',
        'help: write `\\\\d` for the characters themselves; the escapes are `\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`',
      ],
    ],
    [
      '"a\\',
      ['SEN1303 the text that begins here has no end ⟦"⟧', 'help: close it with `"` on the same line'],
    ],
    [
      '"\\u{110000}"',
      [
        'SEN1303 `\\u{110000}` is not an escape ⟦\\u{110000}⟧',
        'help: write `\\\\u{110000}` for the characters themselves; the escapes are `\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`',
      ],
    ],
    [
      '"\\u{d800}"',
      [
        'SEN1303 `\\u{d800}` is not an escape ⟦\\u{d800}⟧',
        'help: write `\\\\u{d800}` for the characters themselves; the escapes are `\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`',
      ],
    ],
    [
      '"\\u{}"',
      [
        'SEN1303 `\\u{}` is not an escape ⟦\\u{}⟧',
        'help: write `\\\\u{}` for the characters themselves; the escapes are `\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`',
      ],
    ],
    [
      '"\\x"',
      [
        'SEN1303 `\\x` is not an escape ⟦\\x⟧',
        'help: write `\\\\x` for the characters themselves; the escapes are `\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`',
      ],
    ],
    [
      '"a\u202eb"',
      [
        'SEN1303 the invisible character U+202E stands here ⟦\u202e⟧',
        'help: take it out, or write `\\u{202e}` between quotes',
      ],
    ],
    [
      '"a\ufeffb"',
      [
        'SEN1303 the invisible character U+FEFF stands here ⟦\ufeff⟧',
        'help: take it out, or write `\\u{feff}` between quotes',
      ],
    ],
    ['"${a b}"', ['SEN1301 expected `}` after `a`, found `b` ⟦b⟧']],
    ['"${}"', ['SEN1301 expected a value after `${`, found `}` ⟦}⟧']],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a character that means nothing', () => {
  test.each([
    [
      'é == 1',
      [
        'SEN1301 `é` means nothing outside quotes ⟦é⟧',
        'help: names are made of the letters `a` to `z`, digits and `_`; other text stands between quotes',
      ],
    ],
    [
      'a == “x”',
      [
        'SEN1301 `“` means nothing outside quotes ⟦“⟧',
        'help: names are made of the letters `a` to `z`, digits and `_`; other text stands between quotes',
      ],
    ],
    [
      'a\u200b == 1',
      [
        'SEN1303 the invisible character U+200B stands here ⟦\u200b⟧',
        'help: take it out, or write `\\u{200b}` between quotes',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});

describe('a regular expression', () => {
  test.each([
    [
      'a matches /x/g',
      [
        'SEN1305 `g` is not a flag of regular expressions here ⟦/x/g⟧',
        'help: `i`, which ignores letter case, is the only flag',
      ],
    ],
    [
      'a matches /x/ig',
      [
        'SEN1305 `ig` is not a flag of regular expressions here ⟦/x/ig⟧',
        'help: `i`, which ignores letter case, is the only flag',
      ],
    ],
    [
      'a matches /x',
      ['SEN1301 expected a regular expression, such as `/^v[0-9]+/`, after `matches`, found `/` ⟦/⟧'],
    ],
    [
      'a matches //',
      ['SEN1301 expected a regular expression, such as `/^v[0-9]+/`, after `matches`, found `/` ⟦/⟧'],
    ],
  ])('%j', (text, lines) => {
    expect(told(parsed(text))).toBe(lines.join('\n'));
  });
});
