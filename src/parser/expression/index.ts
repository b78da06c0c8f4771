/** Expressions, and texts with `${…}` inside: from source text to the syntax tree. */
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type OffsetMap, straightOffsets } from '../document.ts';
import { type Expression, isExpressionPart, type TemplateText } from './ast.ts';
import type { ExpressionGrammar } from './grammar.ts';
import { type LexerMode, tokenize } from './lexer.ts';
import { deepest, firstTooDeep, firstTooMany, mostTokens } from './limits.ts';
import { expressionParser } from './parser.ts';
import { endOf, spanAt } from './place.ts';
import { reportSyntaxError, type Unread } from './syntax-error.ts';

/** Reads one expression; undefined when it has a mistake, which is then in the sink. Places are the file's. */
export function parseExpression(
  text: string,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): Expression | undefined {
  const expression = read(text, 'expression', (grammar) => grammar.expression(), offsets, sink);
  return expression && withinDepth([expression], sink) ? expression : undefined;
}

/** Reads a text of the policy, already decoded; only `${…}` and `$${` mean something in it. */
export function parseTemplate(
  text: string,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): TemplateText | undefined {
  const parts = read(text, 'template', (grammar) => grammar.template(), offsets, sink);
  const expressions = parts?.filter(isExpressionPart) ?? [];
  return parts && withinDepth(expressions, sink)
    ? { parts, span: spanAt(offsets, 0, text.length) }
    : undefined;
}

type ReadRule<T> = (grammar: ExpressionGrammar) => T;

function read<T>(
  text: string,
  mode: LexerMode,
  rule: ReadRule<T>,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): T | undefined {
  const result = attempt(text, mode, rule, offsets, sink);
  if ('unread' in result) {
    const reads = (changed: string) => readsCleanly(changed, mode, rule);
    reportSyntaxError(result.unread, offsets, sink, reads);
    return undefined;
  }
  return result.tree;
}

function readsCleanly(text: string, mode: LexerMode, rule: ReadRule<unknown>): boolean {
  const trial = new DiagnosticSink('');
  const result = attempt(text, mode, rule, straightOffsets(0), trial);
  return 'tree' in result && !trial.hasErrors;
}

/** The tree (undefined after a mistake that was reported), or where the grammar was left. */
function attempt<T>(
  text: string,
  mode: LexerMode,
  rule: ReadRule<T>,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): { readonly tree: T | undefined } | { readonly unread: Unread } {
  const told = sink.diagnostics.length;
  const tokens = tokenize(text, mode, offsets, sink);
  if (!tokens) return { tree: undefined };
  const excess = firstTooMany(tokens);
  if (excess) {
    const { token, why } = excess;
    const message =
      why === 'deep'
        ? `brackets are nested more than ${deepest} deep`
        : `the expression has more than ${mostTokens.toLocaleString('en-US')} words and signs`;
    sink.report('SEN1304', message, spanAt(offsets, token.startOffset, endOf(token)), { help: splitUp });
    return { tree: undefined };
  }
  const grammar = expressionParser();
  grammar.begin(tokens, offsets, sink);
  const tree = rule(grammar);
  const [error] = grammar.errors;
  if (error) return { unread: { text, tokens, expected: error.message, found: error.token } };
  return { tree: sink.diagnostics.length === told ? tree : undefined };
}

const splitUp = 'split it into several conditions';

function withinDepth(expressions: readonly Expression[], sink: DiagnosticSink): boolean {
  for (const expression of expressions) {
    const tooDeep = firstTooDeep(expression);
    if (!tooDeep) continue;
    sink.report('SEN1304', `operations are nested more than ${deepest} deep`, tooDeep.span, {
      help: splitUp,
    });
    return false;
  }
  return true;
}
