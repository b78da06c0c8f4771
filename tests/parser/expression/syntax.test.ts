/** What is an expression, how tightly its operators bind, and how it is printed. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression, parseTemplate } from '../../../src/parser/expression/index.ts';
import { ExpressionParser } from '../../../src/parser/expression/parser.ts';
import { printExpression } from '../../../src/parser/expression/print.ts';
import { isLiteralPart, partsOf, type Expression } from '../../../src/parser/expression/ast.ts';
import { tableOffsets } from '../../../src/parser/document.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { conditions } from '../../support/arbitrary/expression.ts';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { parsed, parsedTemplate, sound, told, treeOf } from '../../support/expression.ts';
import { withoutPlaces } from '../../support/places.ts';
import { runs } from '../../support/tier.ts';

/** The tree with every operation in parentheses. */
function grouped(expression: Expression): string {
  const inner = partsOf(expression).map(grouped);
  switch (expression.kind) {
    case 'and':
    case 'or':
      return `(${inner.join(` ${expression.kind} `)})`;
    case 'not':
      return `(not ${inner.join('')})`;
    case 'negate':
      return `(-${inner.join('')})`;
    case 'arithmetic':
    case 'compare':
      return `(${inner.join(` ${expression.operator.value} `)})`;
    case 'in':
      return `(${inner.join(expression.negated ? ' not in ' : ' in ')})`;
    case 'is':
      return `(${inner.join('')} ${expression.negated ? 'is not' : 'is'} ${expression.test.value})`;
    default:
      return printExpression(expression);
  }
}

describe('operators, loosest first', () => {
  test.each([
    ['a or b and c', '(a or (b and c))'],
    ['a and b or c and d or e', '((a and b) or (c and d) or e)'],
    ['not a and b', '((not a) and b)'],
    ['not a == b', '(not (a == b))'],
    ['not not a', '(not (not a))'],
    ['not a in b', '(not (a in b))'],
    ['a not in b or c', '((a not in b) or c)'],
    ['a + b < c - d', '((a + b) < (c - d))'],
    ['a - b - c', '((a - b) - c)'],
    ['a - (b - c)', '(a - (b - c))'],
    ['a + b * c / d', '(a + ((b * c) / d))'],
    ['-a * b', '((-a) * b)'],
    ['- - a.b', '(-(-a.b))'],
    ['a - -b', '(a - (-b))'],
    ['a is not known and b is empty', '((a is not known) and (b is empty))'],
    ['a == b\n  or\tc', '((a == b) or c)'],
  ])('%s', (text, expected) => {
    expect(grouped(treeOf(text))).toBe(expected);
  });
});

describe('prints in its canonical spelling', () => {
  test.each([
    ['((a))', 'a'],
    ['(a and b) and c', '(a and b) and c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['a or (b and c)', 'a or b and c'],
    ['not (a and b)', 'not (a and b)'],
    ['not (a == b)', 'not a == b'],
    ['(a == b) == c', '(a == b) == c'],
    ['(a + b) * c', '(a + b) * c'],
    ['a * (b * c)', 'a * (b * c)'],
    ['-(a + b)', '-(a + b)'],
    ['(-a).b', '(-a).b'],
    ['(5).b', '(5).b'],
    ["'a\"b' == 'it\\'s'", '"a\\"b" == "it\'s"'],
    ['"a\\n\\t\\\\\\u{7}"', '"a\\n\\t\\\\\u0007"'],
    ['"\\u{202e}\\u{d}"', '"\\u{202e}\\u{d}"'],
    ['"$ $$ $${x} ${a}"', '"$ $$ $${x} ${a}"'],
    ['"\\u{24}${a}$"', '"\\u{24}${a}$"'],
    ['"a${"b${c}"}d"', '"a${"b${c}"}d"'],
    ['""', '""'],
    ['[ ]', '[]'],
    ['[1,[2]]', '[1, [2]]'],
    ['a . b [ "c d" ] [0]', 'a.b["c d"][0]'],
    ['a.in.not.true', 'a.in.not.true'],
    ['a["b"]', 'a["b"]'],
    ['all( xs , x=>x . ok )', 'all(xs, x => x.ok)'],
    ['max(a,b,c)', 'max(a, b, c)'],
    ['a matches /x[/]\\/y/', 'a matches /x[/]\\/y/'],
    ['a matches /x/i', 'a matches /x/i'],
    ['a like "x"', 'a like "x"'],
    ['a / b / c', 'a / b / c'],
    ['known == empty', 'known == empty'],
    ['0.0000001', '0.0000001'],
    ['123456789.125', '123456789.125'],
    ['0.07%', '0.07%'],
    ['700%', '700%'],
    ['60m', '1h'],
    ['7d', '1w'],
    ['1024KiB', '1MiB'],
    ['2GB', '2GB'],
    ['0.5KiB', '512B'],
    ['0B', '0B'],
    ['2026-11-27T12:00:00.250-05:00', '2026-11-27T17:00:00.250Z'],
  ])('%s', (text, expected) => {
    const tree = treeOf(text);
    expect(printExpression(tree)).toBe(expected);
    expect(withoutPlaces(treeOf(expected))).toEqual(withoutPlaces(tree));
  });
});

describe('literals', () => {
  test.each([
    ['1%', { kind: 'ratio', value: 0.01 }],
    ['0.7%', { kind: 'ratio', value: 0.007 }],
    ['1h30m', { kind: 'duration', value: 5_400_000 }],
    ['250ms', { kind: 'duration', value: 250 }],
    ['512MiB', { kind: 'bytes', value: 536_870_912 }],
    ['1.5KiB', { kind: 'bytes', value: 1536 }],
    ['9007199254740991', { kind: 'number', value: Number.MAX_SAFE_INTEGER }],
    ['0', { kind: 'number', value: 0 }],
    ['true', { kind: 'boolean', value: true }],
    ['2026-11-27T12:00+01:00', { kind: 'instant', value: Date.UTC(2026, 10, 27, 11) }],
    ['0001-01-01T00:00Z', { kind: 'instant', value: Date.parse('0001-01-01T00:00Z') }],
  ])('%s', (text, expected) => {
    expect(withoutPlaces(treeOf(text))).toEqual(expected);
  });
});

describe('a text in three quotes', () => {
  test.each([
    ['"""plain"""', 'plain'],
    ['"""\n    one\n      two\n    three\n    """', 'one\n  two\nthree'],
    ['"""\n    one\n\n  two\n"""', '  one\n\ntwo'],
    ['"""\n\tone\r\n\ttwo\r\n"""', 'one\ntwo'],
    ['"""\n  "quoted" and ""more""\n  """', '"quoted" and ""more""'],
    ['"""\n  a\\n  b\n  """', 'a\n  b'],
    ['"""\n  one\n   \n  two"""', 'one\n \ntwo'],
    ['""""""', ''],
  ])('%j', (text, expected) => {
    const tree = treeOf(text);
    expect(
      tree.kind === 'text' &&
        tree.parts
          .filter(isLiteralPart)
          .map(({ value }) => value)
          .join(''),
    ).toBe(expected);
  });

  test('keeps the indent of what is interpolated', () => {
    expect(printExpression(treeOf('"""\n  a\n    ${b}\n  ${c}\n  """'))).toBe('"a\\n  ${b}\\n${c}"');
  });
});

describe('a text of the policy', () => {
  test.each([
    ['plain "text" \\n', ['plain "text" \\n']],
    ['${settings.api_url}/health', ['settings.api_url', '/health']],
    ['a $${b} $ $$ c', ['a ${b} $ $$ c']],
    ['${a["}"]}${"{${b}}"}', ['a["}"]', '"{${b}}"']],
    ['', []],
    ['[${a}m]{b}', ['[', 'a', 'm]{b}']],
  ])('%j', (text, expected) => {
    const { parts, span } = sound(parsedTemplate(text));
    expect(parts.map((part) => (isLiteralPart(part) ? part.value : printExpression(part)))).toEqual(expected);
    expect(span).toEqual({ start: 0, end: text.length });
  });

  test.each([
    ['a ${', 'SEN1301 expected a value after `${`, found the end ⟦${⟧'],
    ['a ${b', 'SEN1301 expected `}` after `b`, found the end ⟦b⟧'],
    ['a ${b c} d', 'SEN1301 expected `}` after `b`, found `c` ⟦c⟧'],
    [
      '${a && b}',
      'SEN1301 expected `}` after `a`, found `&&` ⟦&&⟧\nhelp: write `and` for `&&`\nfix: ${a and b}',
    ],
    [
      'a \u202e b',
      'SEN1303 the invisible character U+202E stands here ⟦\u202e⟧\nhelp: take it out, or write `\\u{202e}` between quotes',
    ],
    [
      `\${${'-'.repeat(70)}a}`,
      `SEN1304 operations are nested more than 64 deep ⟦${'-'.repeat(6)}a⟧\nhelp: split it into several conditions`,
    ],
  ])('%j is refused', (text, expected) => {
    expect(told(parsedTemplate(text))).toBe(expected);
  });
});

describe('limits', () => {
  const splitUp = 'help: split it into several conditions';

  test.each([
    [
      'parentheses',
      `${'('.repeat(65)}a${')'.repeat(65)}`,
      'SEN1304 brackets are nested more than 64 deep ⟦(⟧',
    ],
    ['open brackets', 'a['.repeat(100_000), 'SEN1304 brackets are nested more than 64 deep ⟦[⟧'],
    ['interpolations', '"${'.repeat(65), 'SEN1304 brackets are nested more than 64 deep ⟦${⟧'],
    ['a chain', `a${' + a'.repeat(64)}`, 'SEN1304 operations are nested more than 64 deep ⟦a⟧'],
    ['negations', `${'not '.repeat(64)}a`, 'SEN1304 operations are nested more than 64 deep ⟦a⟧'],
    ['length', `a${' or a'.repeat(1000)}`, 'SEN1304 the expression has more than 2,000 words and signs ⟦a⟧'],
  ])('%s', (_, text, expected) => {
    expect(told(parsed(text))).toBe(`${expected}\n${splitUp}`);
  });

  test.each([`${'('.repeat(64)}a${')'.repeat(64)}`, `a${' + a'.repeat(63)}`, `a${' or a'.repeat(999)}`])(
    'allow %s',
    (text) => {
      expect(told(parsed(text))).toBe('');
    },
  );
});

test('the grammar is sound: no ambiguity, no left recursion', () => {
  expect(() => new ExpressionParser({ skipValidations: false })).not.toThrow();
});

test('places are those of the file, through whatever encoding the text came from', () => {
  fc.assert(
    fc.property(conditions(sampleFacts), (text) => {
      // Every character of the text takes two of the file, after three others.
      const offsets = tableOffsets(Array.from({ length: text.length + 1 }, (_, i) => 3 + 2 * i));
      const sink = new DiagnosticSink('sentinel.yaml');
      const moved = parseExpression(text, offsets, sink);
      const straight = treeOf(text);
      const places = (tree: Expression): { start: number; end: number }[] => [
        tree.span,
        ...partsOf(tree).flatMap(places),
      ];
      expect(moved && places(moved)).toEqual(
        places(straight).map(({ start, end }) => ({ start: 3 + 2 * start, end: 3 + 2 * end })),
      );
      expect(places(straight)[0]).toEqual({ start: 0, end: text.length });
    }),
    { seed: 4, numRuns: runs(100, 5000) },
  );
});

// Milliseconds each; in quadratic time they would take minutes, which is more than any test has.
test('every text is read in linear time, whatever it is', () => {
  const long = 200_000;
  const hostile = [
    '1',
    '_1',
    '1e',
    'a',
    '"',
    '\\',
    '$',
    '${',
    "'",
    '-',
    '2026-',
    'matches /[',
    '/[',
    '[/',
    ' ',
    '\\u{',
    'not ',
    '"""',
    '!',
    '=',
  ];
  for (const piece of hostile)
    for (const text of [piece.repeat(long / piece.length), `"${piece.repeat(long / piece.length)}`]) {
      const sink = new DiagnosticSink('sentinel.yaml');
      const offsets = tableOffsets([0]);
      parseExpression(text, offsets, sink);
      parseTemplate(text, offsets, sink);
    }
});

test('any text gives a tree or a diagnostic inside it', () => {
  const pieces = fc.constantFrom(
    'a',
    '.',
    'b',
    '1',
    '1%',
    '5m',
    '"',
    "'",
    '"""',
    '${',
    '$${',
    '}',
    '{',
    '(',
    ')',
    '[',
    ']',
    ',',
    '=>',
    '==',
    '<',
    'and',
    'or',
    'not',
    'in',
    'is',
    'known',
    'like',
    'matches',
    '/x/i',
    '/',
    '*',
    '+',
    '-',
    ' ',
    '\n',
    '\\',
    '\\u{41}',
    '#',
    '&&',
    'é',
    '\u202e',
    '2026-01-01T00:00Z',
    'len(',
    'all(a, x => ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      for (const { value, diagnostics } of [parsed(text), parsedTemplate(text)]) {
        expect(value === undefined).toBe(diagnostics.length > 0);
        for (const { location } of diagnostics) {
          expect(location?.span.start).toBeGreaterThanOrEqual(0);
          expect(location?.span.end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { seed: 5, numRuns: runs(1000, 100_000) },
  );
});
