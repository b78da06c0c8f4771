/** Texts that YAML reads otherwise than people do, and texts made to harm. */
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../support/yaml.ts';

describe('values that are not what they look like', () => {
  test.each([
    ['a: ~', 'SEN1008 a'],
    ['a: null', 'SEN1008 a'],
    ['a:', 'SEN1008 a'],
    ['a: [x, ~]', 'SEN1008 ~'],
    ['a:\n  - x\n  -', 'SEN1008 -'],
    ['{ a }', 'SEN1008 a'],
    ['a: 010', 'SEN1009 010'],
    ['a: 0x1F', 'SEN1009 0x1F'],
    ['a: 0o17', 'SEN1009 0o17'],
    ['a: 1e3', 'SEN1009 1e3'],
    ['a: +1', 'SEN1009 +1'],
    ['a: .5', 'SEN1009 .5'],
    ['a: 1e999', 'SEN1009 1e999'],
    ['a: .nan', 'SEN1009 .nan'],
    ['a: -.inf', 'SEN1009 -.inf'],
    ['a: True', 'SEN1009 True'],
    ['a: FALSE', 'SEN1009 FALSE'],
  ])('%j', (text, found) => {
    expect(readYaml(text).found).toEqual([found]);
  });

  test('what to write instead', () => {
    expect(readYaml('a: 010').messages).toEqual([
      "YAML reads `010` as the number `10`; write `10`, or `'010'` for the text",
    ]);
    expect(readYaml('a: 1e30').messages).toEqual([
      "YAML reads `1e30` as the number `1e+30`; for the text write `'1e30'`",
    ]);
    expect(readYaml('a: ~').messages).toEqual(['`a` has no value; give it a value, or remove the key']);
  });

  test.each([
    ['no', 'no'],
    ['on', 'on'],
    ['yes', 'yes'],
    ['1_000', '1_000'],
    ['12:30:00', '12:30:00'],
    ['2026-03-29', '2026-03-29'],
    ['true', true],
    ['-1.5', -1.5],
    ['0', 0],
    ['"010"', '010'],
    ["'~'", '~'],
  ])('%s stays what it is', (written, value) => {
    expect(readYaml(`a: ${written}`)).toMatchObject({ data: { a: value }, found: [] });
  });
});

describe('parts of YAML that policies do not have', () => {
  test.each([
    ['a: !!str 1', 'SEN1007 !!str'],
    ['a: !!js/function "x"', 'SEN1007 !!js/function'],
    ['!x a: 1', 'SEN1007 !x'],
    ['a: &x { b: 1 }\nc: { <<: *x }', 'SEN1007 <<'],
    ['? a\n: 1', 'SEN1007 ?'],
    ['%YAML 1.1\n---\na: 1', 'SEN1007 %YAML 1.1'],
    ['a: 1\n---\nb: 2', 'SEN1007 ---'],
  ])('%j', (text, found) => {
    expect(readYaml(text).found).toEqual([found]);
  });

  test('one document may begin and end with its marks', () => {
    expect(readYaml('---\na: 1\n...\n')).toMatchObject({ data: { a: 1 }, found: [] });
  });
});

describe('keys', () => {
  test('a key that is given twice is refused, with both places', () => {
    const { found, data } = readYaml('a: 1\n"a": 2\n');
    expect(found).toEqual(['SEN1006 "a"']);
    expect(data).toEqual({ a: 1 });
  });

  test('keys that are equal in Unicode are the same key', () => {
    expect(readYaml('caf\u00e9: 1\ncafe\u0301: 2').found).toEqual(['SEN1006 cafe\u0301']);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is refused',
    (key) => {
      const { data, found } = readYaml(`${key}: 1\nb: 2`);
      expect(found).toEqual([`SEN1011 ${key}`]);
      expect(data).toEqual({ b: 2 });
    },
  );

  test.each(['~', 'null', '0x10', '1.0', '010', 'True'])('%s is another key than it looks', (key) => {
    expect(readYaml(`${key}: 1\n"${key}": 2`)).toMatchObject({
      found: [`SEN1011 ${key}`],
      data: { [key]: 2 },
    });
  });

  test('what to write for such a key', () => {
    expect(readYaml('~: 1').messages).toEqual(["YAML reads the key `~` as another; put it in quotes: `'~'`"]);
  });

  test.each(['true', '1', '-2', '1.5', 'no'])('%s is the key that it looks', (key) => {
    expect(readYaml(`${key}: 1`)).toMatchObject({ found: [], data: { [key]: 1 } });
  });

  test('an empty key is refused', () => {
    expect(readYaml('"": 1').messages).toEqual(['a key is empty']);
  });

  test('a key that holds a character nobody sees is refused', () => {
    const { found, messages } = readYaml('di\u200bsk: 1\n');
    expect(found).toEqual(['SEN1004 \u200b']);
    expect(messages).toEqual(['the key `disk` holds `U+200B`, which cannot be seen; remove it']);
    expect(readYaml(String.raw`"d\u200b\u200bk": 1`).found).toEqual([String.raw`SEN1004 \u200b`]);
  });

  test.each([
    ['[x]: 1', 'SEN1001 [x]:'],
    ['{}: 1', 'SEN1001 {'],
    [': 1', 'SEN1001 :'],
    ['&a k: 1', 'SEN1001 &a'],
    ['"k" x: 1', 'SEN1001 x'],
    ['*a : 1', 'SEN1001 *a'],
  ])('%j is none', (text, found) => {
    expect(readYaml(text).found.map((line) => line.slice(0, found.length))).toContain(
      found.replace('[x]:', '['),
    );
  });
});

describe('aliases', () => {
  test('repeat a value', () => {
    expect(readYaml('a: &x [1]\nb: *x\nc: { d: *x }')).toMatchObject({
      data: { a: [1], b: [1], c: { d: [1] } },
      found: [],
    });
  });

  test('refer to what stands before them', () => {
    expect(readYaml('a: *x\nb: &x 1').found).toEqual(['SEN1010 *x']);
    expect(readYaml('a: &x [*x]').found).toEqual(['SEN1010 *x']);
    expect(readYaml('a: *.yaml').messages).toEqual([
      "`*.yaml` refers to nothing before it; anchor a value with `&.yaml`, or quote the text: `'*.yaml'`",
    ]);
  });

  test('are a hundred at most', () => {
    const uses = (count: number): string =>
      Array.from({ length: count }, (_, index) => `k${index}: *x\n`).join('');
    expect(readYaml(`a: &x 1\n${uses(100)}`).found).toEqual([]);
    expect(readYaml(`a: &x 1\n${uses(103)}`).found).toEqual(['SEN1010 *x']);
  });

  test('of aliases do not explode', () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].entries())
      levels.push(
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(', ')}]`,
      );
    const started = performance.now();
    expect(readYaml(levels.join('\n')).found).toEqual(['SEN1010 *d']);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test.each([
    ['a: &x\nb: 1', 'SEN1008 a'],
    ['a: &x &y 1', 'SEN1001 &y'],
    ['a: &x 1\nb: &y *x', 'SEN1001 &y'],
    ['a: &x[1]', 'SEN1001 &x'],
    ['a: [&x , 1]', 'SEN1008 ,'],
    ['a: 1\n&x', 'SEN1001 &x'],
    ['a: &x 1\nb: *x y', 'SEN1012 *x y'],
  ])('%j', (text, found) => {
    expect(readYaml(text).found).toContain(found);
  });
});

describe('texts that are none', () => {
  test.each([
    ['a byte order mark', '\uFEFFa: 1', 'SEN1003 \uFEFF'],
    ['UTF-16', 'a\0:\0 \x001\0', 'SEN1003 a'],
    ['a NUL', 'a: "x\0y"', 'SEN1003 \0'],
    ['a control character', 'a: x\x1By', 'SEN1003 \x1B'],
    ['a carriage return alone', 'a: 1\rb: 2', 'SEN1003 \r'],
    ['half a surrogate pair', 'a: \uD800', 'SEN1003 \uD800'],
  ])('%s', (_, text, found) => {
    const reading = readYaml(text);
    expect(reading.found).toEqual([found]);
    expect(reading.root).toBeUndefined();
  });

  test('a direction override is told, also in a comment', () => {
    expect(readYaml('a: 1 # \u202Ex\n')).toMatchObject({ data: { a: 1 }, found: ['SEN1004 \u202E'] });
  });

  test('emoji with joiners may stand in a text', () => {
    expect(readYaml('a: 👩\u200D💻')).toMatchObject({ data: { a: '👩\u200D💻' }, found: [] });
  });

  test('more than 1 MiB', () => {
    expect(readYaml(`a: ${'x'.repeat(1024 * 1024)}`).messages).toEqual([
      'the file is larger than 1 MiB; split the policy, or move data out of it',
    ]);
  });

  test.each([
    ['', 'the policy is empty'],
    ['# only a comment\n', 'the policy is empty'],
    ['- a\n', 'a policy is a map of keys'],
    ['text', 'a policy is a map of keys'],
  ])('%j', (text, message) => {
    const { root, messages } = readYaml(text);
    expect(root).toBeUndefined();
    expect(messages).toEqual([`${message}; it begins with \`sentinel: 1\``]);
  });
});

describe('nesting', () => {
  const nested = (levels: number): string => `${'['.repeat(levels - 1)}x${']'.repeat(levels - 1)}`;

  test('goes 64 deep', () => {
    expect(readYaml(`a: ${nested(64)}`).found).toEqual([]);
    expect(readYaml(`a: ${nested(65)}`).found).toEqual(['SEN1005 [']);
  });

  test.each(['[', '{', '- ', 'a: ', '? ', ': ', '[{'])('%j a hundred thousand times', (piece) => {
    const { found, root } = readYaml(piece.repeat(100_000));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^SEN1005/u);
    expect(root).toBeUndefined();
  });
});

test('a flood of mistakes is told up to a hundred', () => {
  expect(readYaml('a: 1\n'.repeat(1000)).found).toHaveLength(100);
});
