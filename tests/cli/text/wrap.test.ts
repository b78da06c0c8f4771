import { expect, test } from 'vitest';
import { piece, plain, sentence } from '../../../src/cli/text/text.ts';
import { type Page, UNBROKEN, wrap } from '../../../src/cli/text/wrap.ts';

const page = (columns: number): Page => ({ columns, measure: (text) => text.length });

test('breaks at blanks and sets the following rows in', () => {
  const rows = wrap(['one two three four'], page(12), ['> '], ['    ']);
  expect(rows.map(plain)).toEqual(['> one two', '    three', '    four']);
});

test('keeps a line whole where nothing limits it', () => {
  expect(wrap(['one two three four'], page(UNBROKEN)).map(plain)).toEqual(['one two three four']);
});

test('does not break a long word', () => {
  expect(wrap(['a https://example.com/long b'], page(10)).map(plain)).toEqual([
    'a',
    'https://example.com/long',
    'b',
  ]);
});

test('keeps pieces that touch together, each in its role', () => {
  const rows = wrap([...sentence('see `x`, then'), piece('path', ' go')], page(9));
  expect(rows).toEqual([
    ['see ', piece('quoted', '`x`'), ','],
    ['then ', piece('path', 'go')],
  ]);
});

test('keeps blanks inside a row', () => {
  expect(wrap(['a  b'], page(20)).map(plain)).toEqual(['a  b']);
});

test('words of one role stay one piece', () => {
  expect(wrap([piece('strong', 'one two'), ' three four'], page(20))).toEqual([
    [piece('strong', 'one two'), ' three four'],
  ]);
});
