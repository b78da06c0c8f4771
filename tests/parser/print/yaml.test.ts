import { describe, expect, test } from 'vitest';
import { printYaml } from '../../../src/parser/print/yaml/index.ts';
import { formattedBlocks } from '../../support/format.ts';
import { readYaml } from '../../support/yaml.ts';

const long = 'a'.repeat(60);

describe('scalars', () => {
  test.each([
    ['words without quotes', `description: "peak trading"`, 'description: peak trading'],
    ['other texts in double ones', `description: 'so, and so'`, 'description: "so, and so"'],
    ['single ones where they spare escapes', String.raw`description: "a \"b\""`, `description: 'a "b"'`],
    [
      'numbers and booleans of other readers',
      `owners: ['1', 'yes', 'true', '~']`,
      'owners: ["1", "yes", "true", "~"]',
    ],
    [
      'messages always',
      'gates: { a: { require: git.clean, message: well } }',
      'gates: { a: { require: git.clean, message: "well" } }',
    ],
    [
      'what nobody sees is escaped',
      String.raw`description: "a\u200Bb\tc\0"`,
      String.raw`description: "a\u200Bb\tc\u0000"`,
    ],
    [
      'keys too',
      `settings: { a: { per_env: { "x: y": z, '1': w } } }`,
      'settings: { a: { per_env: { "x: y": z, "1": w } } }',
    ],
    [
      'keys that are numbers',
      'settings: { a: { per_env: { 1: w } } }',
      'settings: { a: { per_env: { "1": w } } }',
    ],
  ])('%s', (_, text, expected) => {
    expect(formattedBlocks(text)).toBe(`${expected}\n`);
  });
});

describe('expressions', () => {
  test.each([
    ['in their canonical spelling', `( a  and b )or c=='x'`, 'a and b or c == "x"'],
    ['with the quantities that the author chose', 'p95 < 60m or x < 24h', 'p95 < 60m or x < 24h'],
    ['quoted where YAML would cut them', `'"a" == b'`, `'"a" == b'`],
    ['plain where they are booleans or numbers', `"true"`, 'true'],
  ])('%s', (_, written, expected) => {
    expect(formattedBlocks(`gates:\n  g:\n    require: ${written}\n`)).toBe(
      `gates:\n  g:\n    require: ${expected}\n`,
    );
  });

  test('broken before `and` where they are long', () => {
    expect(formattedBlocks(`gates:\n  g:\n    require: ${long} and ${long} or c # why\n`)).toBe(
      `gates:\n  g:\n    require: >- # why\n      ${long} and ${long}\n      or c\n`,
    );
  });

  test('as they are where they cannot be broken', () => {
    const text = `gates:\n  g:\n    require: ${long}.${long}\n`;
    expect(formattedBlocks(text)).toBe(text);
  });

  test('as they are where they cannot be read', () => {
    const { root } = readYaml('gates: { g: { require: "a ==" } }\n');
    expect(root && printYaml(root)).toBe('gates: { g: { require: a == } }\n');
    const broken = readYaml(`gates:\n  g:\n    require: '${long} and ${long} =='\n`);
    expect(broken.root && printYaml(broken.root)).toBe(`gates:\n  g:\n    require: ${long} and ${long} ==\n`);
  });
});

describe('texts of several lines', () => {
  test.each([
    ['stay blocks', 'description: |\n    a\n     b\n\n    c\n'],
    ['become blocks', String.raw`description: "a\n b\n\nc\n"`],
  ])('%s', (_, text) => {
    expect(formattedBlocks(text)).toBe('description: |\n  a\n   b\n\n  c\n');
  });

  test('folded ones are filled anew', () => {
    const words = Array<string>(40).fill('word');
    expect(formattedBlocks(`description: >-\n  ${words.join('\n  ')}\n\n  more\n`)).toBe(
      `description: >-\n  ${words.slice(0, 19).join(' ')}\n  ${words.slice(19, 38).join(' ')}\n  word word\n\n  more\n`,
    );
  });

  test('folded ones that fit are plain', () => {
    expect(formattedBlocks('description: >-\n  a\n  b\n')).toBe('description: a b\n');
  });

  test.each([
    String.raw`"\n"`,
    String.raw`" a\nb"`,
    String.raw`"a\nb\n\n"`,
    String.raw`"a\n  \n"`,
    String.raw`"a\r\nb"`,
  ])('what no block can hold is escaped: %s', (text) => {
    expect(formattedBlocks(`description: ${text}\n`)).toBe(
      `description: ${text.replace(String.raw`\r`, String.raw`\u000D`)}\n`,
    );
  });

  test('a folded text with lines of its own becomes a literal one', () => {
    expect(formattedBlocks('description: >\n  a\n   b\n  c\n')).toBe('description: |\n  a\n   b\n  c\n');
  });
});

describe('collections', () => {
  test('stay on one line where they fit', () => {
    const text = 'gates:\n  a: { require: git.clean }\n  b: { require: [x, y], for: 5m }\n';
    expect(formattedBlocks(text.replaceAll('{ ', '{').replaceAll(' }', '}'))).toBe(text);
  });

  test('are broken where they do not', () => {
    expect(formattedBlocks(`gates: { a: { require: [${long}, x], message: "${long}" } }\n`)).toBe(
      `gates:\n  a:\n    require: [${long}, x]\n    message: "${long}"\n`,
    );
  });

  test('and where comments, groups or texts of several lines stand in them', () => {
    expect(formattedBlocks('owners: [a, # of a\n  b]\n')).toBe('owners:\n  - a # of a\n  - b\n');
    expect(formattedBlocks('owners: [a,\n\n  b]\n')).toBe('owners:\n  - a\n\n  - b\n');
    expect(formattedBlocks('probes: { a: { http: { url: "x\\ny" } } }\n')).toBe(
      'probes:\n  a:\n    http:\n      url: |-\n        x\n        y\n',
    );
  });

  test('empty ones keep their comments', () => {
    expect(formattedBlocks('probes:\n  a:\n    memory: {\n      # none\n    } # of it\n')).toBe(
      'probes:\n  a:\n    memory: {} # of it\n    # none\n',
    );
    expect(formattedBlocks('probes:\n  a:\n    http:\n      x: [\n        # none\n      ]\n')).toBe(
      'probes:\n  a:\n    http:\n      x: []\n      # none\n',
    );
  });

  test('maps and lists in lists begin on the line of the dash', () => {
    const text =
      'after:\n  - name: a\n    webhook: { url: x }\n  - # of b\n    name: b\n    webhook:\n      url: [[x]]\n';
    expect(formattedBlocks(text)).toBe(text);
    expect(
      formattedBlocks('probes:\n  a:\n    http:\n      x:\n        -\n          - a\n          - - b\n'),
    ).toBe('probes:\n  a:\n    http:\n      x:\n        - - a\n          - - b\n');
  });

  test('a comment before the first key of an item stays above it', () => {
    const text = 'after:\n  -\n    # of name\n    name: a\n    webhook: { url: x }\n';
    expect(formattedBlocks(text)).toBe(text);
  });

  test('anchors and aliases stay', () => {
    const text = [
      'probes:',
      '  a: &http { http: { url: &url "x:y" } }',
      '  b: *http',
      '  c: { http: &c { url: *url } }',
      '  d:',
      '    http: &d',
      '      url: *url # again',
      '      list: [*url, &e e, *e]',
      '',
    ].join('\n');
    expect(formattedBlocks(text)).toBe(text);
  });
});

describe('comments and groups', () => {
  test('comments of lines under each other stand in one column', () => {
    const text =
      'environments: [a] # one\nowners: [b]   # two\n\nmode: shadow     # three\ndescription: |   # four\n  x\nextends: z # five\n';
    expect(formattedBlocks(text)).toBe(
      'environments: [a] # one\nowners: [b]       # two\n\nmode: shadow   # three\ndescription: | # four\n  x\nextends: z # five\n',
    );
  });

  test('one blank line is kept of several, none at the start of a block', () => {
    expect(formattedBlocks('gates:\n\n  a: { require: x }\n\n\n  b: { require: y }\n')).toBe(
      'gates:\n  a: { require: x }\n\n  b: { require: y }\n',
    );
  });

  test('blank lines around comments are kept', () => {
    const text = 'mode: shadow\n\n# section\n\n# of a\nowners: [a]\n# end\n\n# last\n';
    expect(formattedBlocks(text)).toBe(text);
  });

  test('signs of comments', () => {
    expect(formattedBlocks('#x\n#\n##  y\n#  z\nmode: shadow\n')).toBe('# x\n#\n##  y\n#  z\nmode: shadow\n');
  });
});
