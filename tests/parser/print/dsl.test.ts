import { describe, expect, test } from 'vitest';
import { printDsl } from '../../../src/parser/print/dsl/index.ts';
import { clausesOf, formatted, formattedClauses } from '../../support/format.ts';
import { readYaml } from '../../support/yaml.ts';

const long = 'a'.repeat(60);

describe('texts and words', () => {
  test.each([
    ['in double quotes', 'description: a b', 'description "a b"'],
    ['in single ones where they spare escapes', `description: 'a "b"'`, `description 'a "b"'`],
    [
      'with escapes',
      String.raw`description: "a \"b\" it's \\ \t\u200B"`,
      String.raw`description "a \"b\" it's \\ \t\u{200b}"`,
    ],
    [
      'with what they interpolate as it is',
      'description: \'${ a["b"] } "c"\'',
      'description \'${ a["b"] } "c"\'',
    ],
    ['with a `${` that means nothing', `description: 'costs \${5'`, 'description "costs $${5"'],
    [
      'names, where nothing is interpolated',
      `groups: { '\${x}': { rollouts: [a] } }`,
      'group "$${x}" { rollouts "a" }',
    ],
    ['words for what has its words', 'mode: shadow', 'mode shadow'],
    [
      'literals',
      'inputs: { a: { type: [duration], default: [5m, "x"] } }',
      'input a: [duration] = [5m, "x"]',
    ],
    [
      'words of a body as they were',
      'probes: { p: { http: { a: b, "x-y": "c", d: true, e: "true", f: 1.5 } } }',
      'probe p = http { a b  "x-y" "c"  d true  e "true"  f 1.5 }',
    ],
    [
      'ranges and instants',
      'probes: { p: { x: { a: 2026-11-27, b: 10%, c: 22:00-06:00 } } }',
      'probe p = x { a 2026-11-27  b 10%  c 22:00-06:00 }',
    ],
  ])('%s', (_, text, expected) => {
    expect(clausesOf(text)).toBe(expected);
  });

  test('texts of several lines', () => {
    const text = 'description """\n  a "b" \\\\\n    c \\"""\n\n  ${d}\n  """';
    expect(formattedClauses(text)).toBe(text);
    expect(clausesOf(String.raw`description: "a\n\tb\n"`)).toBe('description """\n  a\n  \tb\n\n  """');
    expect(clausesOf(String.raw`description: " a\n b"`)).toBe(String.raw`description " a\n b"`);
    expect(clausesOf(String.raw`owners: ["a\nb"]`)).toBe(String.raw`owners "a\nb"`);
  });
});

describe('lines', () => {
  test('conditions stand in columns, and are broken where they are long', () => {
    expect(clausesOf(`gates:\n  g:\n    require: [a, ${long} and ${long}]\n    prefer: b\n`)).toBe(
      `gate "g" {\n  require a\n  require ${long}\n    and ${long}\n  prefer b\n}`,
    );
  });

  test('lists are bracketed where they are long, or commented', () => {
    expect(clausesOf(`owners: [${long}, ${long}]\n`)).toBe(`owners [\n  "${long}",\n  "${long}"\n]`);
    const text = 'owners [\n  "a", # of a\n  # of b\n  "b"\n  # end\n] # of all';
    expect(formattedClauses(text)).toBe(text);
  });

  test('short clauses share a line, unless a comment or a blank line is between them', () => {
    expect(formattedClauses('gate "g" {\nrequire a\nfor 5m\nevery 1s # why\n# so\ntolerate 3\n}')).toBe(
      'gate "g" {\n  require a\n  for 5m every 1s # why\n  # so\n  tolerate 3\n}',
    );
    expect(formattedClauses('freeze "f" {\nfrom 2026-11-27\n\nuntil 2026-11-28\n}')).toBe(
      'freeze "f" {\n  from 2026-11-27\n\n  until 2026-11-28\n}',
    );
    expect(formattedClauses(`freeze "f" {\nholidays "${long}"\ntimezone "${long}"\n}`)).toBe(
      `freeze "f" {\n  holidays "${long}"\n  timezone "${long}"\n}`,
    );
  });

  test('columns end at a comment, a blank line, a block, a much longer name and a full line', () => {
    const stages = [
      'stage 5%   hold 1h',
      'stage 100% hold 1h',
      '# then',
      'stage 5% hold 1h',
      '',
      'stage 100% hold 1h',
    ];
    const rollout = `rollout "r" {\n  ${stages.join('\n  ').replace('  \n', '\n')}\n}`;
    expect(formattedClauses(rollout)).toBe(rollout);
    const text = [
      'setting a from env "A"',
      'setting much_longer from env "B"',
      `setting much_longer_yet from env "${'B'.repeat(66)}"`,
    ].join('\n');
    expect(formattedClauses(text)).toBe(text);
  });

  test('what was written on one line stays there if it fits', () => {
    const text = 'gate "a" { require b  runbook "c" }';
    expect(formattedClauses(text)).toBe(text);
    expect(formattedClauses(`gate "a" { require b  runbook "${long}${long}" }`)).toBe(
      `gate "a" {\n  require b\n  runbook "${long}${long}"\n}`,
    );
    expect(formattedClauses('setting a per env {\nprod "x"\n} default "y" # why')).toBe(
      'setting a per env { # why\n  prod "x"\n} default "y"',
    );
  });
});

describe('comments', () => {
  test('of a key without a line of its own stand above its first clause, or below its last', () => {
    expect(
      clausesOf('# of gates\ngates: # so\n  # of a\n  a: { require: b } # here\n\n  # end\n\nmode: shadow\n'),
    ).toBe('# of gates\n# so\n# of a\ngate "a" { require b } # here\n\n# end\n\nmode shadow');
    expect(
      clausesOf(
        'gates:\n  g:\n    # of all\n    require:\n      - a # of a\n      # of b\n      - b\n      # end\n',
      ),
    ).toBe('gate "g" {\n  # of all\n  require a # of a\n  # of b\n  require b\n  # end\n}');
  });

  test('of what stands in a header go above it', () => {
    expect(clausesOf('gates:\n  g: # of g\n    environments: [dev] # of env\n    require: a\n')).toBe(
      '# of env\ngate "g" in dev { # of g\n  require a\n}',
    );
    expect(
      clausesOf('rollouts:\n  r:\n    traffic: # of traffic\n      x: { y: 1 } # of x\n    dwell: 1h\n'),
    ).toBe('rollout "r" {\n  # of traffic\n  traffic x { y 1 } # of x\n  dwell 1h\n}');
  });

  test('behind a text of several lines go above it', () => {
    expect(clausesOf('description: | # why\n  a\n  b\n')).toBe('# why\ndescription """\n  a\n  b\n\n  """');
  });

  test('of an alias stand where its value was written', () => {
    expect(
      clausesOf(
        'probes:\n  a: &a\n    http:\n      url: x # of x\n      y: [\n        1, # one\n      ]\n  b: *a\n',
      ),
    ).toBe(
      'probe a = http {\n  url x # of x\n  y [\n    1 # one\n  ]\n}\nprobe b = http {\n  url x\n  y [1]\n}',
    );
  });

  test('of the version and the name stand above the policy', () => {
    expect(
      formatted('yaml', '# head\n\nsentinel: 1 # one\n# name\npolicy: a # shop\nmode: shadow\n', 'dsl'),
    ).toBe('# head\n# one\n# name\npolicy "a" { # shop\n  mode shadow\n}\n');
    expect(formatted('yaml', 'sentinel: 1\npolicy: a # shop\n', 'dsl')).toBe('# shop\npolicy "a" {}\n');
  });
});

describe('what is not sound in its structure is a fault of the caller', () => {
  test.each([
    ['gates: [a]', 'a list stands where a map belongs'],
    ['before: { a: 1 }', 'a map stands where a list belongs'],
    ['settings: { a: { env: [x] } }', 'a list stands where a scalar belongs'],
    ['probes: { a: {} }', 'a component has no kind'],
  ])('%s', (text, message) => {
    const { root } = readYaml(`sentinel: 1\n${text}\n`);
    expect(() => root && printDsl(root)).toThrow(message);
  });
});
