/** What a checked expression becomes: terms, folded constants, conditions over leaves, templates. */
import { describe, expect, test } from 'vitest';
import { conditionOf } from '../../../src/compiler/expression/condition.ts';
import { FactTable } from '../../../src/compiler/expression/facts.ts';
import { checkConstant, checkTemplate } from '../../../src/compiler/expression/index.ts';
import { LeafTable } from '../../../src/compiler/expression/leaves.ts';
import type { Scope } from '../../../src/compiler/expression/scope.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { type Constant, factsOf, type Term } from '../../../src/plan/term.ts';
import type { Type } from '../../../src/plan/type.ts';
import {
  checked,
  checkedCondition,
  type Found,
  parsedTemplate,
  sound,
  told,
  treeOf,
} from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

function constantOf(text: string): Constant | undefined {
  const term = sound(checked(text, gateScope));
  return term.op === 'const' ? term.value : undefined;
}

function typeOf(text: string): Type {
  return sound(checked(text, gateScope)).type;
}

describe('a constant is worked out', () => {
  test.each<[string, Constant]>([
    ['1 + 2 * 3', 7],
    ['-5 / 2', -2.5],
    ['2 * 1%', 0.02],
    ['1h + 30m', 5_400_000],
    ['1h / 30m', 2],
    ['1KiB * 2', 2048],
    ['2026-01-02T00:00Z - 2026-01-01T00:00Z', 86_400_000],
    ['2026-01-01T00:00Z + 1d', Date.UTC(2026, 0, 2)],
    ['1 < 2', true],
    ['1 == 1 and not 2 == 2', false],
    ['"a${"b"}" == "ab"', true],
    ['[1, 2][1]', 2],
    ['[1, 2] == [1, 2]', true],
    ['[1, 2]', [1, 2]],
    ['3 not in [1, 2]', true],
    ['"release/1" like ["main", "release/*"]', true],
    ['"OPS-1" matches /^ops-[0-9]$/i', true],
    ['"1.2.3" is semver', true],
    ['"" is not empty', false],
    ['1 is known', true],
    ['version("v1.10.0") > version("1.9.0-rc.1")', true],
    ['len("é😀")', 2],
    ['min(3, 1, 2)', 1],
    ['max(1%, 0.5%)', 0.01],
    ['abs(-1s)', 1000],
    ['upper("é")', 'É'],
    [
      '"at ${1h30m}, ${0.07}, ${7%}, ${2GB}, ${2026-01-01T00:00Z}, ${true}"',
      'at 1h30m, 0.07, 7%, 2000000000B, 2026-01-01T00:00:00Z, true',
    ],
    ['""', ''],
    ['track', 'stable'],
    ['track == "stable"', true],
    ['git.clean and false', false],
    ['false or git.clean or true', true],
    ['not not true', true],
  ])('%s', (text, expected) => {
    expect(constantOf(text)).toEqual(expected);
  });

  test.each([
    ['git.clean and true', 'git.clean'],
    ['false or git.clean', 'git.clean'],
    ['true and true and git.clean and git.clean', 'git.clean'],
  ])('%s keeps only what matters', (text, fact) => {
    expect([...factsOf(sound(checked(text, gateScope)))]).toEqual([fact]);
  });

  test('and what is folded away is not read', () => {
    const facts = new FactTable();
    sound(checkedCondition('(git.clean or true) and p95 < 1s', gateScope, facts));
    expect(facts.list().map(({ id }) => id)).toEqual(['p95']);
  });
});

describe('types of results', () => {
  test.each<[string, Type]>([
    ['error_rate * 2', 'ratio'],
    ['2 * error_rate', 'ratio'],
    ['error_rate + count', 'ratio'],
    ['error_rate / error_rate', 'number'],
    ['error_rate / 2', 'ratio'],
    ['count / error_rate', 'number'],
    ['error_rate * p95', 'duration'],
    ['p95 * error_rate', 'duration'],
    ['p95 / p95', 'number'],
    ['disk.free / 2', 'bytes'],
    ['now - release.at', 'duration'],
    ['now - 1h', 'instant'],
    ['1h + now', 'instant'],
    ['-disk.free', 'bytes'],
    ['api.json', 'any'],
    ['api.json.x + 1', 'number'],
    ['api.json.x * 1s', 'duration'],
    ['-api.json.x', 'number'],
    ['abs(api.json.x)', 'number'],
    ['abs(p95)', 'duration'],
    ['min(error_rate, count)', 'ratio'],
    ['max(now, release.at)', 'instant'],
    ['[]', { list: 'any' }],
    ['[count, 1%]', { list: 'ratio' }],
    ['["a", api.json.x]', { list: 'any' }],
    ['[[1], [2]]', { list: { list: 'number' } }],
    ['up[0]', { record: { ok: 'boolean', latency: 'duration' } }],
    ['up[api.json.i].latency', 'duration'],
    ['len(up[0])', 'number'],
    ['len(api.json)', 'number'],
    ['version(release.version)', 'version'],
    ['"${api.json.x}"', 'string'],
    ['error_rate', 'ratio'],
    ['error_rate.samples', 'number'],
    ['git["release_tag"]["exists"]', 'boolean'],
    ['within(release.at, 2h)', 'boolean'],
  ])('%s', (text, expected) => {
    expect(typeOf(text)).toEqual(expected);
  });
});

describe('conditions that are right', () => {
  test.each([
    'error_rate < 0',
    'error_rate < count',
    'count in [error_rate]',
    'api.json.x == 1%',
    'api.json.x < 5',
    'api.json.list == ["a"]',
    'api.json.x == up[0].ok',
    'api.json == api.headers',
    'api.json.x in api.json.y',
    'up == up',
    'ticket like api.json.pattern',
    'release.version like "v1.*"',
    'release.version matches /^v/',
    'api.json.x is empty',
    'up[0] is empty',
    'tags == []',
    'all(api.json, x => x.ok)',
    'all(up, r => any(tags, t => t == "x" and r.ok))',
    'api.json.ok',
    'not api.json.ok',
  ])('%s', (text) => {
    expect(told(checkedCondition(text, gateScope))).toBe('');
  });
});

describe('a condition', () => {
  /** The skeleton with each leaf as what it underlines. */
  function outline(text: string): unknown {
    const facts = new FactTable();
    const leaves = new LeafTable();
    const { skeleton, span } = conditionOf(sound(checkedCondition(text, gateScope, facts)), facts, leaves);
    expect(span).toEqual([0, text.length]);
    const written = leaves.list().map(({ term }) => text.slice(...term.span));
    return JSON.parse(
      JSON.stringify(skeleton, (key, value: unknown) => (key === 'leaf' ? written[Number(value)] : value)),
    );
  }

  test.each([
    ['git.clean', { leaf: 'git.clean' }],
    ['not git.clean', { not: { leaf: 'git.clean' } }],
    ['not not git.clean', { leaf: 'git.clean' }],
    [
      'git.clean and (api and (p95 < 1s or ticket == ""))',
      {
        all: [
          { leaf: 'git.clean' },
          { leaf: 'api' },
          { any: [{ leaf: 'p95 < 1s' }, { leaf: 'ticket == ""' }] },
        ],
      },
    ],
    [
      'git.clean or (api or p95 < 1s)',
      { any: [{ leaf: 'git.clean' }, { leaf: 'api' }, { leaf: 'p95 < 1s' }] },
    ],
    ['not (git.clean and api)', { not: { all: [{ leaf: 'git.clean' }, { leaf: 'api' }] } }],
    ['1 < 2', { leaf: '1 < 2' }],
  ])('%s', (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('leaves name the slots that they read', () => {
    const facts = new FactTable();
    const leaves = new LeafTable();
    const text = 'git.clean and p95 < 1s and within(release.at, 1h) and p95 > error_rate.age';
    conditionOf(sound(checkedCondition(text, gateScope, facts)), facts, leaves);
    expect(facts.list().map(({ id }) => id)).toEqual([
      'git.clean',
      'p95',
      'release.at',
      'now',
      'error_rate.age',
    ]);
    expect(leaves.list().map((leaf) => leaf.facts)).toEqual([[0], [1], [2, 3], [1, 4]]);
  });

  test('a fact that no term was checked with has no slot', () => {
    expect(() => new FactTable().slotOf('git.clean')).toThrow(RangeError);
  });

  test('a time that is out of scope is an unknown name', () => {
    const timeless: Scope = {
      ...gateScope,
      bindings: new Map([['at', gateScope.bindings.get('now') ?? never()]]),
    };
    expect(told(checkedCondition('within(at, 1h)', timeless))).toContain(
      'SEN1401 nothing is called `now` ⟦within⟧',
    );
  });
});

function never(): never {
  throw new Error('the scope of a gate knows the time');
}

describe('a template', () => {
  function template(
    text: string,
    takesSecrets: boolean,
  ): Found<readonly (string | Term)[]> & { facts: readonly string[] } {
    const sink = new DiagnosticSink('sentinel.yaml');
    const facts = new FactTable();
    const value = checkTemplate(sound(parsedTemplate(text)), { ...gateScope, takesSecrets }, sink, facts);
    return { text, value, diagnostics: sink.diagnostics, facts: facts.list().map(({ id }) => id) };
  }

  test('has pieces of text and terms', () => {
    const found = template('${settings.api_url}/health?for=${upper(ticket)}', false);
    expect(found.value?.map((part) => (typeof part === 'string' ? part : part.op))).toEqual([
      'fact',
      '/health?for=',
      'call',
    ]);
    expect(found.facts).toEqual(['settings.api_url', 'ticket']);
  });

  test('holds a secret where one may stand', () => {
    const found = template('Bearer ${secrets.token}', true);
    expect(found.value).toEqual([
      'Bearer ',
      { op: 'fact', fact: 'secrets.token', type: 'string', span: [9, 22] },
    ]);
    expect(found.facts).toEqual(['secrets.token']);
  });

  const refusal = '\nhelp: a secret stands alone in `${…}`, at a place that takes secrets, such as a header';

  test.each([
    [
      'Bearer ${secrets.token}',
      false,
      `SEN1405 the secret \`secrets.token\` cannot be read here ⟦secrets.token⟧${refusal}`,
    ],
    [
      '${upper(secrets.token)}',
      true,
      `SEN1405 the secret \`secrets.token\` cannot be read here ⟦secrets.token⟧${refusal}`,
    ],
    [
      '${tags}',
      true,
      'SEN1409 a list of strings cannot stand in a text ⟦tags⟧\nhelp: choose one value of `tags`',
    ],
    ['${git.clean.x}', true, 'SEN1403 `git.clean` is a boolean and has no members ⟦git.clean.x⟧'],
    [
      '${secrets["${ticket}"]}',
      true,
      'SEN1402 a member of `secrets` is chosen when the policy is written ⟦"${ticket}"⟧\nhelp: write its name; there is `token`',
    ],
  ])('%s is refused (secrets taken: %j)', (text, takesSecrets, expected) => {
    const found = template(text, takesSecrets);
    expect(told(found)).toBe(expected);
    expect(found.value).toBeUndefined();
  });
});

describe('a constant of a wanted type', () => {
  function constant(text: string, type: Type): Found<Constant> {
    const sink = new DiagnosticSink('sentinel.yaml');
    const value = checkConstant(treeOf(text), type, sink);
    return { text, value, diagnostics: sink.diagnostics };
  }

  test.each<[string, Type, Constant]>([
    ['5m', 'duration', 300_000],
    ['0', 'ratio', 0],
    ['"v1.2.3"', 'version', 'v1.2.3'],
    ['version("1.2.3")', 'version', '1.2.3'],
    ['["1.2.3"]', { list: 'version' }, ['1.2.3']],
    ['[]', { list: 'duration' }, []],
    ['[1s, 2s]', { list: 'duration' }, [1000, 2000]],
  ])('%s is a %j', (text, type, expected) => {
    expect(sound(constant(text, type))).toEqual(expected);
  });

  test.each<[string, Type, string]>([
    [
      '5',
      'duration',
      'SEN1404 `5` has no unit and is given for a duration ⟦5⟧\nhelp: write it with its unit, such as `5ms`\nfix: 5ms',
    ],
    [
      '1',
      'ratio',
      'SEN1404 `1` has no unit and is given for a ratio ⟦1⟧\nhelp: write `1%`, or `100%` for the whole\nfix: 1%',
    ],
    ['"v1"', 'version', 'SEN1403 this is a string, not a version ⟦"v1"⟧'],
    ['5', 'version', 'SEN1403 this is a number, not a version ⟦5⟧'],
    ['"x"', 'number', 'SEN1403 this is a string, not a number ⟦"x"⟧'],
    [
      '["x", "1.0.0"]',
      { list: 'version' },
      'SEN1403 this is a list of strings, not a list of versions ⟦["x", "1.0.0"]⟧',
    ],
    ['[[1]]', { list: { list: 'string' } }, 'SEN1403 this is a list of lists, not a list of lists ⟦[[1]]⟧'],
    [
      'ticket',
      'string',
      'SEN1401 nothing is called `ticket` ⟦ticket⟧\nhelp: a value is wanted here, not a name',
    ],
  ])('%s is no %j', (text, type, expected) => {
    expect(told(constant(text, type))).toBe(expected);
  });
});
