/** What scalars mean, and where each piece of their text stands in the file. */
import { describe, expect, test } from 'vitest';
import type { ScalarNode } from '../../../src/parser/document.ts';
import { readYaml } from '../../support/yaml.ts';

function scalar(text: string): ScalarNode {
  const { root, found } = readYaml(text);
  expect(found).toEqual([]);
  const value = root?.entries[0]?.value;
  if (value?.kind !== 'scalar') throw new Error('no scalar');
  return value;
}

/** The piece of the source that the first `piece` of the text stands for. */
function sourceOf(source: string, node: ScalarNode, piece: string): string {
  const at = node.text.indexOf(piece);
  return source.slice(node.offsets.at(at), node.offsets.at(at + piece.length));
}

describe.each([
  ['plain', 'a: disk.used < 85%\n', 'disk.used < 85%', 'plain'],
  ['plain, folded', 'a: x and\n  y\n\n  z\n', 'x and y\nz', 'plain'],
  ['single', "a: 'it''s'\n", "it's", 'single'],
  ['single, folded', "a: 'x  \n  y'\n", 'x y', 'single'],
  ['single, empty', "a: ''\n", '', 'single'],
  ['double', 'a: "x y"\n', 'x y', 'double'],
  [
    'double with escapes',
    String.raw`a: "\"\\\/\n\t\x41\u00e9\U0001F600\0\e\N\_\L\P"`,
    '"\\/\n\tA\u00e9\u{1F600}\0\x1B\x85\xA0\u2028\u2029',
    'double',
  ],
  ['double with an escaped break', 'a: "x\\\n   y"', 'xy', 'double'],
  ['double with breaks', 'a: "x \n\n  y\\ \n  z"', 'x\ny  z', 'double'],
  ['literal', 'a: |\n  x\n   y\n\n  z\n', 'x\n y\n\nz\n', 'literal'],
  ['literal, stripped', 'a: |-\n  x\n\n', 'x', 'literal'],
  ['literal, kept', 'a: |+\n  x\n\n', 'x\n\n', 'literal'],
  ['literal, indented by rule', 'a: |2\n   x\n', ' x\n', 'literal'],
  ['literal, empty', 'a: |\n\n', '', 'literal'],
  ['literal, empty and kept', 'a: |+\n\n\nb: 1', '\n\n', 'literal'],
  ['literal with a header comment', 'a: | # why\n  x\n', 'x\n', 'literal'],
  ['literal without a last break', 'a: |\n  x', 'x\n', 'literal'],
  ['literal, kept without a last break', 'a: |+\n  x', 'x\n', 'literal'],
  ['literal of blanks', 'a: |\n  x\n    \n', 'x\n  \n', 'literal'],
  ['folded', 'a: >\n  x\n  y\n\n  z\n   w\n  v\n', 'x y\nz\n w\nv\n', 'folded'],
  ['folded, stripped, by rule', 'a: >2-\n   x\n  y\n', ' x\ny', 'folded'],
  ['with carriage returns', 'a: |\r\n  x\r\n  y\r\nb: 1\r\n', 'x\ny\n', 'literal'],
  ['double with carriage returns', 'a: "x\r\n  y\\\r\n  z"\r\n', 'x yz', 'double'],
])('%s', (_, source, text, style) => {
  const node = scalar(source);

  test('means', () => {
    expect(node).toMatchObject({ text, style });
  });

  test('has its places in order, inside its span', () => {
    const places = Array.from({ length: node.text.length + 1 }, (_, index) => node.offsets.at(index));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place >= node.span.start && place <= node.span.end)).toBe(true);
  });
});

describe('a place in the text is a place in the file', () => {
  test.each([
    ['a: x and\n   disc', 'disc', 'disc'],
    ["a: 'it''s disc'", 'disc', 'disc'],
    ["a: 'it''s'", "'", "''"],
    [String.raw`a: "\"x\" == disc"`, 'disc', 'disc'],
    [String.raw`a: "\"x\" == disc"`, '"', String.raw`\"`],
    ['a: |\n  x and\n    disc\n', 'disc', 'disc'],
    ['a: >\n  x and\n  disc\n', 'disc', 'disc'],
    ['a: >+\n\n  x\n\n   disc\n\n', 'disc', 'disc'],
    ['a: disc', 'disc', 'disc'],
  ])('%j', (source, piece, expected) => {
    expect(sourceOf(source, scalar(source), piece)).toBe(expected);
  });

  test('a place beyond the end is the end', () => {
    const node = scalar("a: 'it''s'");
    expect(node.offsets.at(99)).toBe(node.offsets.at(node.text.length));
  });
});
