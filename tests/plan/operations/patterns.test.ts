import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../src/plan/operations/glob.ts';
import { matchesPattern, patternMistake } from '../../../src/plan/operations/matches.ts';
import { like } from '../../../src/plan/operations/text.ts';
import { isUnknown, unknown } from '../../../src/plan/value.ts';
import { runs } from '../../support/tier.ts';

describe('a glob', () => {
  test.each([
    ['main', 'main'],
    ['*', 'main'],
    ['*', ''],
    ['', ''],
    ['release/*', 'release/1.2'],
    ['release/**', 'release/1.2/fix'],
    ['**/fix', 'a/b/fix'],
    ['f?x', 'fox'],
    ['f?x', 'f😀x'],
    ['a**b*c', 'a/x/bcc'],
    ['a.b', 'a.b'],
    ['[a]', '[a]'],
    ['***', 'a/b'],
  ])('%j fits %j', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(true));

  test.each([
    ['main', 'maine'],
    ['main', 'mai'],
    ['*', 'a/b'],
    ['release/*', 'release/1/2'],
    ['f?x', 'f/x'],
    ['f?x', 'fx'],
    ['a.b', 'axb'],
    ['', 'a'],
    ['a*', 'ba'],
    ['Main', 'main'],
  ])('%j does not fit %j', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(false));

  test('is what the same regular expression is', () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', '/', '*', '**', '?', '.'), { maxLength: 8 });
    const texts = fc
      .array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 10 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pieces, texts, (parts, text) => {
        const pattern = parts.join('');
        const source = pattern.replaceAll(/\*+|\?|\./gu, (wild) =>
          wild === '?' ? '[^/]' : wild === '.' ? '\\.' : wild === '*' ? '[^/]*' : '.*',
        );
        expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`, 'su').test(text));
      }),
      { seed: 1, numRuns: runs(1000, 100_000) },
    );
  });
});

describe('like', () => {
  test('one of a list will do', () => {
    expect(like('main', ['dev', 'm*'])).toBe(true);
    expect(like('main', ['dev', 'x*'])).toBe(false);
    expect(like('main', [])).toBe(false);
    expect(like('main', 'm*')).toBe(true);
  });

  test('what is no text or no pattern is unknown, unless another pattern fits', () => {
    expect(like(5, 'x')).toEqual(unknown('a number is not a string'));
    expect(like('x', [5, 'y'])).toEqual(unknown('a number is not a pattern'));
    expect(like('x', [null, 'x'])).toBe(true);
  });

  test('costs a bounded number of steps', { timeout: 5000 }, () => {
    expect(like('a'.repeat(90_000), `${'*a'.repeat(20)}b`)).toBe(false);
    expect(isUnknown(like('a'.repeat(1_000_000), 'a'.repeat(1000)))).toBe(true);
    expect(
      isUnknown(
        like(
          'a'.repeat(1_000_000),
          Array.from({ length: 200 }, () => 'b*'),
        ),
      ),
    ).toBe(true);
  });
});

describe('a regular expression', () => {
  test.each([
    ['^OPS-[0-9]+$', false, 'OPS-12', true],
    ['ops', false, 'x OPS', false],
    ['ops', true, 'x OPS', true],
    ['a.c', false, 'a\nc', false],
    ['', false, '', true],
    ['\\d\\.\\d', false, '1.2', true],
    ['é', true, 'É', true],
  ])('%s, letter case ignored: %j, in %j: %j', (source, ignoreCase, text, expected) => {
    expect(matchesPattern(source, ignoreCase, text)).toBe(expected);
  });

  test.each([
    ['(', 'missing closing ): `(`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['(?=x)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['x'.repeat(1001), 'it is longer than 1,000 characters'],
    ['a{1000}'.repeat(11), 'its repetitions make it too large'],
  ])('%s is refused', (source, wrong) => {
    expect(patternMistake(source, false)).toBe(wrong);
  });

  const pieces =
    'a Z 0 _ - / : " . ^ $ | ( (?: ) [ [^ ] a-z 9-0 0-9 \\d \\w \\. \\- \\] \\q * + ? {2} {2001} é'.split(
      ' ',
    );
  test('that is found sound can be compiled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
        fc.boolean(),
        (parts, ignoreCase) => {
          const source = parts.join('');
          if (patternMistake(source, ignoreCase) === undefined) matchesPattern(source, ignoreCase, '');
        },
      ),
      { seed: 1, numRuns: runs(2000, 200_000) },
    );
  });

  test('that was never checked is a fault of the program', () => {
    expect(() => matchesPattern('(', false, '')).toThrow(TypeError);
  });

  test('costs a bounded number of steps', { timeout: 5000 }, () => {
    expect(matchesPattern('(x+x+)+y', false, 'x'.repeat(1_000_000))).toBe(false);
    expect(isUnknown(matchesPattern('(a|aa|aaa){100}$', false, 'a'.repeat(1_000_000)))).toBe(true);
  });

  test('more of them than are kept compiled are compiled again', () => {
    for (let i = 0; i < 2100; i++)
      expect(matchesPattern(`^${i % 1050}$`, false, String(i % 1050))).toBe(true);
  });
});
