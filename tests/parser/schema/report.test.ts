/** What the check of the structure says: once, at the place, in the words of the language. */
import { describe, expect, test } from 'vitest';
import { objectSchema } from '../../../src/plan/config.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { SourceText, spanOf } from '../../../src/plan/span.ts';
import { reportSchemaErrors } from '../../../src/parser/schema/report.ts';
import { parseYaml } from '../../../src/parser/yaml/index.ts';
import { readBlocks, readPolicyText } from '../../support/policy-tree.ts';

const gate = (keys: string): string => `gates: { g: { require: git.clean, ${keys} } }`;

describe.each([
  [
    'unknown key',
    'gates: { g: { requires: git.clean } }',
    'SEN1101 requires',
    '`requires` is not a key of a gate; did you mean `require`?',
  ],
  [
    'unknown key, nothing near',
    'release: { colour: red }',
    'SEN1101 colour',
    '`colour` is not a key of a release block; it may have `tag`, `paths` and `version_map`',
  ],
  ['a list for a map', 'gates: [a]', 'SEN1102 [a]', '`gates` takes a map of keys, not a list'],
  ['a text for a block', 'gates: { g: git.clean }', 'SEN1102 git.clean', '`g` takes a gate, not `git.clean`'],
  [
    'a map for a text',
    'description: { a: 1 }',
    'SEN1102 { a: 1 }',
    '`description` takes text, not a map of keys',
  ],
  [
    'a text for a list',
    'environments: prod',
    'SEN1102 prod',
    '`environments` takes a list of texts, not `prod`; write `[prod]`',
  ],
  [
    'a block of text for a list',
    'environments: |\n  prod\n',
    'SEN1102 |\n  prod',
    '`environments` takes a list of texts, not `prod\n`',
  ],
  [
    'a map for an expression',
    'gates: { g: { require: { a: 1 } } }',
    'SEN1102 { a: 1 }',
    '`require` takes an expression, or a list of expressions, not a map of keys',
  ],
  [
    'a list for an expression',
    gate('when: [a]'),
    'SEN1102 [a]',
    '`when` takes an expression such as `disk.used < 85%`, not a list',
  ],
  [
    'a number for a duration',
    gate('for: 5'),
    'SEN1102 5',
    '`for` takes a duration such as `30s`, not `5`; write `5s`',
  ],
  [
    'a boolean for a duration',
    gate('for: true'),
    'SEN1102 true',
    '`for` takes a duration such as `30s`, not `true`',
  ],
  [
    'a number for a text',
    'description: 1.10',
    'SEN1102 1.10',
    '`description` takes text, not `1.10`; YAML reads `1.10` as a number; for the text write `"1.10"`',
  ],
  [
    'a boolean for a text',
    'description: true',
    'SEN1102 true',
    '`description` takes text, not `true`; YAML reads `true` as a boolean; for the text write `"true"`',
  ],
  [
    'a text for a boolean',
    'inputs: { i: { required: yes } }',
    'SEN1102 yes',
    '`required` takes `true` or `false`, not `yes`; write `true`',
  ],
  [
    'another text for a boolean',
    'inputs: { i: { required: "off" } }',
    'SEN1102 "off"',
    '`required` takes `true` or `false`, not `off`; write `false`',
  ],
  [
    'no boolean at all',
    'inputs: { i: { required: maybe } }',
    'SEN1102 maybe',
    '`required` takes `true` or `false`, not `maybe`',
  ],
  [
    'a text for a number',
    gate('tolerate: three'),
    'SEN1102 three',
    '`tolerate` takes a whole number, not `three`',
  ],
  [
    'a fraction for a number',
    gate('tolerate: 1.5'),
    'SEN1102 1.5',
    '`tolerate` takes a whole number, not `1.5`',
  ],
  [
    'percent as a number',
    'rollouts: { r: { stages: [{ weight: 10 }] } }',
    'SEN1102 10',
    '`weight` takes a percentage such as `5%`, not `10`; write `10%`',
  ],
  [
    'percent as a fraction',
    'rollouts: { r: { stages: [{ weight: 0.07 }] } }',
    'SEN1102 0.07',
    '`weight` takes a percentage such as `5%`, not `0.07`; write `7%`',
  ],
  [
    'a one that may be either',
    'rollouts: { r: { stages: [{ weight: 1 }] } }',
    'SEN1102 1',
    '`weight` takes a percentage such as `5%`, not `1`',
  ],
  [
    'a word',
    gate('severity: critcal'),
    'SEN1104 critcal',
    '`severity` is `advisory`, `block` or `critical`, not `critcal`; did you mean `critical`?',
  ],
  ['a word, nothing near', gate('mode: off'), 'SEN1104 off', '`mode` is `enforce` or `shadow`, not `off`'],
  ['a number below', gate('tolerate: -1'), 'SEN1105 -1', '`tolerate` is at least 0, not `-1`'],
  [
    'a number above',
    'scores: { s: { criteria: [{ of: git.clean }], healthy: 1.5 } }',
    'SEN1105 1.5',
    '`healthy` is at most 1, not `1.5`',
  ],
  [
    'too many items',
    'inputs: { i: { type: [string, number] } }',
    'SEN1105 [string, number]',
    '`type` holds 1 at most',
  ],
  [
    'too many keys',
    'probes: { p: { each: { a: [1], b: [2] }, disk: {} } }',
    'SEN1105 { a: [1], b: [2] }',
    '`each` holds 1 at most',
  ],
  ['an empty text', 'description: ""', 'SEN1106 description', '`description` is empty'],
  ['an empty list', 'gates: { g: { require: [] } }', 'SEN1106 require', '`require` is empty'],
  ['an empty block', 'gates: {}', 'SEN1106 gates', '`gates` is empty'],
  [
    'a missing key',
    'limits: { l: { by: [env] } }',
    'SEN1103 l',
    '`l` needs the key `at_most`; add `at_most: [1 per 1m, 3 per 1h]`',
  ],
  [
    'a missing key in a list',
    'scores: { s: { criteria: [{ weight: 1 }] } }',
    'SEN1103 criteria',
    '`criteria` needs the key `of`; add `of: error_rate < 1%`',
  ],
  [
    'a missing key without an example',
    'groups: { g: { rolouts: [a] } }',
    'SEN1101 rolouts',
    '`rolouts` is not a key of a group; did you mean `rollouts`?',
  ],
])('%s', (_, blocks, found, message) => {
  test('is told', () => {
    const reading = readBlocks(blocks);
    expect(reading.found).toContain(found);
    expect(reading.messages).toContain(message);
    expect(reading.messages.join(' ')).not.toMatch(/schema|oneOf|must /u);
  });
});

test('what a policy cannot do without', () => {
  expect(readPolicyText('description: x').messages).toEqual([
    'the policy needs the key `sentinel`; add `sentinel: 1`',
    'the policy needs the key `policy`; add `policy: checkout-api`',
  ]);
});

test('what could not be read is not asked for again', () => {
  expect(readBlocks('limits: { l: { at_most: } }').found).toEqual(['SEN1008 at_most']);
  expect(readBlocks('gates: { g: { require: [f(x, y)] } }').found).toEqual(['SEN1012 f(x, y)']);
  expect(readBlocks('gates:\n  g:').found).toEqual(['SEN1008 g']);
});

test('what an alias repeats is told once', () => {
  expect(readBlocks('gates:\n  a: &g { require: git.clean, for: 5 }\n  b: *g').found).toEqual(['SEN1102 5']);
});

describe('the body of a component', () => {
  const schema = objectSchema(
    'A request.',
    {
      url: { type: 'string' },
      size: { type: 'string', sentinel: { literal: 'bytes' } },
      any: { type: 'null' },
    },
    { required: ['url'] },
  );

  function report(text: string, errors: Parameters<typeof reportSchemaErrors>[0]): readonly string[] {
    const sink = new DiagnosticSink('x.yaml');
    const root = parseYaml(new SourceText('x.yaml', text), sink);
    if (root === undefined) throw new Error('no document');
    reportSchemaErrors(errors, root, sink, { schema, what: '`http`', at: spanOf(0, 1) });
    return sink.diagnostics.map(({ message, help, location }) => {
      const underlined = text.slice(location?.span.start, location?.span.end);
      return `${message}${help === undefined ? '' : `; ${help}`} «${underlined}»`;
    });
  }

  const error = (
    keyword: string,
    instancePath: string,
    params: object = {},
  ): Parameters<typeof reportSchemaErrors>[0][number] => ({
    keyword,
    instancePath,
    params: { ...params },
  });

  test('is called by its kind', () => {
    expect(report('a~/b: 1', [error('required', '', { missingProperty: 'url' })])).toEqual([
      '`http` needs the key `url`; add `url:` «a»',
    ]);
    expect(report('x: 1', [error('additionalProperties', '', { additionalProperty: 'x' })])).toEqual([
      '`x` is not a key of `http`; it may have `url`, `size` and `any` «x»',
    ]);
    expect(report('size: 5', [error('type', '/size')])).toEqual([
      '`size` takes a size such as `512MiB`, not `5` «5»',
    ]);
    expect(report('any: 5', [error('type', '/any')])).toEqual(['`any` takes null, not `5` «5»']);
    expect(report('a~/b: 5', [error('minimum', '/a~0~1b', { limit: 6 })])).toEqual([
      '`a~/b` is at least 6, not `5` «5»',
    ]);
  });

  test('errors that fit no place are passed over', () => {
    expect(report('x: [1]', [error('type', '/x/5'), error('type', '/x/0/y'), error('type', '/z')])).toEqual(
      [],
    );
    expect(
      report('x: [1]', [error('enum', '/x'), error('required', '/x'), error('additionalProperties', '/x')]),
    ).toEqual([]);
  });

  test('the same error twice is told once, and a wrong kind hides the rest', () => {
    const twice = [error('minLength', '/url'), error('minLength', '/url')];
    expect(report('url: ""', twice)).toEqual(['`url` is empty «url»']);
    expect(report('url: 1', [error('type', '/url'), error('enum', '/url')])).toHaveLength(1);
  });
});
