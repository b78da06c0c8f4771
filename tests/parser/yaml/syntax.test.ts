/** Mistakes of syntax: each told once, at its place, with what stands around it read. */
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../support/yaml.ts';

interface Case {
  readonly text: string;
  readonly found: readonly string[];
  readonly data: unknown;
}

function check(name: string, { text, found, data }: Case): void {
  test(name, () => {
    const reading = readYaml(text);
    expect(reading.found).toEqual(found);
    expect(reading.data).toEqual(data);
  });
}

describe('quotes', () => {
  check('a quote that is not closed ends with its line', {
    text: 'a: "x\nb: 1\n',
    found: ['SEN1001 "'],
    data: { b: 1 },
  });
  check('the same with a single quote, and a carriage return', {
    text: "a: 'x\r\nb: 1\r\n",
    found: ["SEN1001 '"],
    data: { b: 1 },
  });
  check('escapes that YAML does not have', {
    text: String.raw`a: "\q \x4 \uD8 \U00110000"` + '\nb: 1',
    found: [String.raw`SEN1001 \q`, String.raw`SEN1001 \x`, String.raw`SEN1001 \u`, String.raw`SEN1001 \U`],
    data: { b: 1 },
  });
  check('texts that cannot begin so', {
    text: 'a: @x\nb: `x`\nc: %x\nd: 1',
    found: ['SEN1001 @x', 'SEN1001 `x`', 'SEN1001 %x'],
    data: { d: 1 },
  });
});

describe('expressions that YAML takes apart', () => {
  check('at a bracket in braces', {
    text: 'g: { require: x in ["a", "b"], when: y }\nh: 1',
    found: ['SEN1012 x in ["a", "b"]'],
    data: { g: { when: 'y' }, h: 1 },
  });
  check('at a comma in braces', {
    text: 'g: { require: max(a, b) < 3, when: y }',
    found: ['SEN1013 max(a, b) < 3'],
    data: { g: { require: 'max(a, b) < 3', when: 'y' } },
  });
  check('at a comma in a list', {
    text: 'g: [max(a, b) < 3, c]',
    found: ['SEN1012 max(a, b) < 3'],
    data: { g: ['c'] },
  });
  check('behind a quote', {
    text: 'a: "x" == y # why\nb: { c: "x" == y, d: 1 }',
    found: ['SEN1012 "x" == y', 'SEN1012 "x" == y'],
    data: { b: { d: 1 } },
  });
  check('behind a list', { text: 'a: [x, y] == z\nb: 1', found: ['SEN1012 [x, y] == z'], data: { b: 1 } });
  check('at a colon', { text: 'a: x: y\nb: 1', found: ['SEN1012 x: y'], data: { b: 1 } });
  check('at an apostrophe that is none', {
    text: "a: [don't (x, y), b]",
    found: ["SEN1012 don't (x, y)"],
    data: { a: ['b'] },
  });
  check('in a string of the expression', {
    text: "a: [f('),', b), c]",
    found: ["SEN1012 f('),', b)"],
    data: { a: ['c'] },
  });
  check('at the end of the line', {
    text: 'a: [f(x,\n  y), c]',
    found: ['SEN1012 f(x,'],
    data: { a: ['y)', 'c'] },
  });

  test('the help is what to write, and the suggestion writes it', () => {
    expect(readYaml('a: "it\'s" == y').messages).toEqual([
      'YAML reads `"it\'s" == y` only as far as `"it\'s"`; put it in quotes: `\'"it\'\'s" == y\'`',
    ]);
  });
});

describe('values of flow maps that go on behind a comma', () => {
  check('are read whole, with their quotes, colons and brackets', {
    text: 'a: { b: all(x, y => y["z: {"] == 1), c: f(1, 2) }\nd: { e: f(1,\n  2) }',
    found: ['SEN1013 all(x, y => y["z: {"] == 1)', 'SEN1013 f(1, 2)', 'SEN1012 f(1,'],
    data: { a: { b: 'all(x, y => y["z: {"] == 1)', c: 'f(1, 2)' }, d: { e: '2)' } },
  });

  test('keep their places', () => {
    const text = 'a: { b: f(x, y) }';
    const [{ value: map } = fail()] = readYaml(text).root?.entries ?? [];
    const [{ value } = fail()] = map.kind === 'map' ? map.entries : [];
    expect(value.kind === 'scalar' && text.slice(value.offsets.at(5), value.offsets.at(6))).toBe('y');
  });

  test('stay errors where too many mistakes stand before them', () => {
    const mistakes = Array.from({ length: 45 }, (_, index) => `k${index}: "x" y\n`).join('');
    expect(readYaml(`${mistakes}a: { b: f(x, y) }`).found.slice(45)).toEqual([
      'SEN1012 f(x, y)',
      'SEN1008 y)',
    ]);
  });
});

function fail(): never {
  throw new Error('not there');
}

describe('brackets and commas', () => {
  check('a bracket that is not closed', { text: 'a: [1, 2\nb: 3\n', found: ['SEN1001 ['], data: { b: 3 } });
  check('of several the innermost', { text: 'a: { x: [y}\nb: 1\n', found: ['SEN1001 ['], data: { b: 1 } });
  check('a bracket that was not opened', { text: 'a: }\nb: 1', found: ['SEN1001 }'], data: { b: 1 } });
  check('a bracket on its own line', {
    text: 'a:\n  b: 1\n]\nc: 2',
    found: ['SEN1001 ]'],
    data: { a: { b: 1 }, c: 2 },
  });
  check('a comma too many', { text: 'a: [x, , y]', found: ['SEN1001 ,'], data: { a: ['x'] } });
  check('a comma at the beginning', { text: 'a: [, y]', found: ['SEN1001 ,'], data: { a: ['y'] } });
  check('a comma at the beginning of a map', {
    text: 'a: {, y: 1}',
    found: ['SEN1001 ,'],
    data: { a: { y: 1 } },
  });
  check('a comma behind the last', {
    text: 'a: [x, y, ]\nb: { c: 1, }',
    found: [],
    data: { a: ['x', 'y'], b: { c: 1 } },
  });
  check('a comma too few', { text: 'a: ["x" "y"]\nb: 1', found: ['SEN1001 "y"'], data: { a: [], b: 1 } });
  check('a comma too few between entries', {
    text: 'a: { b: [x] c: 1 }\nd: 1',
    found: ['SEN1012 [x] c: 1'],
    data: { a: {}, d: 1 },
  });
  check('a key in a list', { text: 'a: [b: 1, c]', found: ['SEN1001 b'], data: { a: ['c'] } });
  check('a value without a key in a list', { text: 'a: [: 1, c]', found: ['SEN1001 :'], data: { a: ['c'] } });
  check('a block inside brackets', {
    text: 'a: { b: c d: e }\nf: 1',
    found: ['SEN1001 c'],
    data: { a: {}, f: 1 },
  });
});

describe('lines', () => {
  check('without a colon', { text: 'a: 1\nfoo\nb: 2\n', found: ['SEN1001 foo'], data: { a: 1, b: 2 } });
  check('without a colon at the end', { text: 'a: 1\nfoo\n', found: ['SEN1001 foo'], data: { a: 1 } });
  check('without a colon in quotes', {
    text: 'a: 1\n"foo"\nb: 2',
    found: ['SEN1001 "foo"'],
    data: { a: 1, b: 2 },
  });
  check('one column off', {
    text: 'a:\n  b: 1\n c: 2\nd: 3',
    found: ['SEN1002 c'],
    data: { a: { b: 1 }, d: 3 },
  });
  check('indented with a tab', { text: 'a:\n\tb: 1\nc: 2', found: ['SEN1002 \t'], data: { c: 2 } });
  check('a tab before a comment is nothing', { text: 'a: 1\n\t# x\nb: 2', found: [], data: { a: 1, b: 2 } });
  check('a list on the line of its key', { text: 'a: - b\nc: 1', found: ['SEN1001 -'], data: { c: 1 } });
  check('an item without its dash', {
    text: 'a:\n  - x\n  y\nb: 1',
    found: ['SEN1002 y'],
    data: { a: ['x'], b: 1 },
  });
  check('a comment without its space', {
    text: 'a: [x]#y\nb: 1',
    found: ['SEN1001 #'],
    data: { a: ['x'], b: 1 },
  });
  check('a text of several lines that is no list item', {
    text: '- a\n-b\n- c\n',
    found: ['SEN1001 -b'],
    data: undefined,
  });
});

describe('blocks of text', () => {
  check('a header that is none', { text: 'a: |x\n  y\nb: 1', found: ['SEN1001 |x'], data: { b: 1 } });
  check('a comment too near to the header', {
    text: 'a: |#x\n  y\nb: 1',
    found: ['SEN1001 #'],
    data: { a: 'y\n', b: 1 },
  });
  check('a line too far left', {
    text: 'a: |4\n      x\n  y\nb: 1',
    found: ['SEN1002 y'],
    data: { a: '  x\n', b: 1 },
  });
  check('blank lines further right', {
    text: 'a: |\n     \n  x\nb: 1',
    found: ['SEN1002  '],
    data: { b: 1 },
  });
});

test('a long text is cut short in messages', () => {
  const [message = ''] = readYaml(`a: "${'x'.repeat(200)}" y`).messages;
  expect(message).toContain('…');
  expect(message.length).toBeLessThan(400);
});

test('what could not be read is counted, so that nobody asks for it again', () => {
  const { root } = readYaml('a: "x\nb: [f(x, y), c]\nd:\n  - "x" y\n');
  expect(root?.unread).toEqual(['a']);
  expect(root?.entries.map(({ value }) => ('unread' in value ? value.unread : 0))).toEqual([1, 1]);
});
