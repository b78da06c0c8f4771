import type { IToken } from 'chevrotain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OffsetMap, straightOffsets } from '../../../src/parser/document.ts';
import { tokenize } from '../../../src/parser/expression/lexer.ts';
import { ExpressionParser } from '../../../src/parser/expression/parser.ts';
import { readQuickly, readTemplateQuickly } from '../../../src/parser/expression/quick.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { conditions } from '../../support/arbitrary/expression.ts';
import { sampleFacts as facts } from '../../support/arbitrary/facts.ts';
import { runs } from '../../support/tier.ts';

/** Reads by the rules alone. */
class RuledParser extends ExpressionParser {
  protected override quickly(): undefined {
    return undefined;
  }
}

const quick = new ExpressionParser();
const ruled = new RuledParser();

function readings(text: string) {
  return [quick, ruled].map((grammar) => {
    const sink = new DiagnosticSink('policy.yaml');
    const tokens = tokenize(text, 'expression', straightOffsets(3), sink);
    if (!tokens) return { sink };
    grammar.begin(tokens, straightOffsets(3), sink);
    const tree = grammar.expression();
    const errors = grammar.errors.map(({ message, token }) => ({ message, token }));
    return { sink, errors, tree: errors.length > 0 ? undefined : tree };
  });
}

const pieces = [
  ...'a b.c f( ( ) [ ] , . - + * / 1 5m 1% 007 2.5.1 true false not and or in is known semver like matches'.split(
    ' ',
  ),
  ...'/^a/i /a/x == != < > => "t" "t${a}" \'t\' """t""" 2026-11-27 2026-11-99 x y x=>x ==='.split(' '),
];
const soups = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((words) => words.join(' '));

const spoilt = fc
  .tuple(conditions(facts), fc.constantFrom(...pieces), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, piece, place]) => {
    const at = Math.floor(place * text.length);
    return `${text.slice(0, at)} ${piece} ${text.slice(at)}`;
  });

test('an expression read by hand is what the rules of the grammar read', () => {
  fc.assert(
    fc.property(fc.oneof(soups, conditions(facts), spoilt), (text) => {
      const [byHand, byRules] = readings(text);
      expect(byHand).toEqual(byRules);
    }),
    { seed: 20_261_121, numRuns: runs(3000, 100_000) },
  );
});

const offsets = straightOffsets(3);

/** What the tokens of the text are by hand alone, and by the rules. */
function wholes<T>(
  text: string,
  mode: 'expression' | 'template',
  byHand: (tokens: readonly IToken[], offsets: OffsetMap) => T | undefined,
  byRules: (grammar: ExpressionParser) => T,
) {
  const sink = new DiagnosticSink('policy.yaml');
  const tokens = tokenize(text, mode, offsets, sink);
  if (!tokens || sink.hasErrors) return {};
  const read = byHand(tokens, offsets);
  ruled.begin(tokens, offsets, sink);
  const tree = byRules(ruled);
  return { read, tree: ruled.errors.length > 0 || sink.hasErrors ? undefined : tree };
}

test('a whole expression or text is read by hand as by the rules, or left to them', () => {
  const texts = fc
    .array(
      fc.oneof(
        fc.constantFrom('a ', '$${', '${', '}', '\u200b', '"', '${x}'),
        conditions(facts).map((text) => `\${${text}}`),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(soups, conditions(facts), spoilt), texts, (text, template) => {
      const expression = wholes(text, 'expression', readQuickly, (grammar) => grammar.expression());
      if (expression.read) expect(expression.read).toEqual(expression.tree);
      const parts = wholes(template, 'template', readTemplateQuickly, (grammar) => grammar.template());
      if (parts.read) expect(parts.read).toEqual(parts.tree);
    }),
    { seed: 20_261_121, numRuns: runs(1000, 100_000) },
  );
});

test('neither a well-formed expression nor a text around one needs the grammar', () => {
  const tokens = (text: string, mode: 'expression' | 'template') =>
    tokenize(text, mode, offsets, new DiagnosticSink('policy.yaml')) ?? [];
  expect(readQuickly(tokens('api.ok and latency < 2s', 'expression'), offsets)).toBeDefined();
  expect(readQuickly(tokens('api.ok and', 'expression'), offsets)).toBeUndefined();
  expect(readQuickly(tokens('api.ok latency', 'expression'), offsets)).toBeUndefined();
  expect(readTemplateQuickly(tokens('to $${x} ${release.env}!', 'template'), offsets)).toHaveLength(3);
  expect(readTemplateQuickly(tokens('${a', 'template'), offsets)).toBeUndefined();
  expect(readTemplateQuickly(tokens('${a b}', 'template'), offsets)).toBeUndefined();
});
