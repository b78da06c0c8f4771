/** Expressions, and texts with `${…}` inside: from source text to the syntax tree. */
import type { IToken } from 'chevrotain';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type OffsetMap, straightOffsets } from '../document.ts';
import { type Expression, isExpressionPart, type TemplateText } from './ast.ts';
import type { ExpressionGrammar } from './grammar.ts';
import { type LexerMode, tokenize } from './lexer.ts';
import { firstTooDeep, firstTooMany, reportExcess } from './limits.ts';
import { expressionParser } from './parser.ts';
import { endOf, spanAt } from './place.ts';
import { readQuickly, readTemplateQuickly } from './quick.ts';
import { reportSyntaxError, type Unread } from './syntax-error.ts';

/** Reads one expression; undefined when it has a mistake, which is then in the sink. Places are the file's. */
export function parseExpression(
  text: string,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): Expression | undefined {
  const expression = read(text, expressions, offsets, sink);
  return expression && withinDepth([expression], sink) ? expression : undefined;
}

/** Reads a text of the policy, already decoded; only `${…}` and `$${` mean something in it. */
export function parseTemplate(
  text: string,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): TemplateText | undefined {
  const parts = read(text, templates, offsets, sink);
  const expressions = parts?.filter(isExpressionPart) ?? [];
  return parts && withinDepth(expressions, sink)
    ? { parts, span: spanAt(offsets, 0, text.length) }
    : undefined;
}

/** What a text is read as: by hand where that can be done, since to build the grammar takes longer than most policies. */
interface Reading<T> {
  readonly mode: LexerMode;
  readonly quickly: (tokens: readonly IToken[], offsets: OffsetMap) => T | undefined;
  readonly rule: (grammar: ExpressionGrammar) => T;
}

const expressions: Reading<Expression> = {
  mode: 'expression',
  quickly: readQuickly,
  rule: (grammar) => grammar.expression(),
};

const templates: Reading<TemplateText['parts']> = {
  mode: 'template',
  quickly: readTemplateQuickly,
  rule: (grammar) => grammar.template(),
};

function read<T>(text: string, reading: Reading<T>, offsets: OffsetMap, sink: DiagnosticSink): T | undefined {
  const result = attempt(text, reading, offsets, sink);
  if ('unread' in result) {
    const reads = (changed: string) => readsCleanly(changed, reading);
    reportSyntaxError(result.unread, offsets, sink, reads);
    return undefined;
  }
  return result.tree;
}

function readsCleanly(text: string, reading: Reading<unknown>): boolean {
  const trial = new DiagnosticSink('');
  const result = attempt(text, reading, straightOffsets(0), trial);
  return 'tree' in result && !trial.hasErrors;
}

/** The tree (undefined after a mistake that was reported), or where the grammar was left. */
function attempt<T>(
  text: string,
  { mode, quickly, rule }: Reading<T>,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): { readonly tree: T | undefined } | { readonly unread: Unread } {
  const told = sink.diagnostics.length;
  const tokens = tokenize(text, mode, offsets, sink);
  if (!tokens) return { tree: undefined };
  const excessive = firstTooMany(tokens);
  if (excessive) {
    const { token, excess } = excessive;
    reportExcess(excess, spanAt(offsets, token.startOffset, endOf(token)), sink);
    return { tree: undefined };
  }
  const read = sink.diagnostics.length === told ? quickly(tokens, offsets) : undefined;
  if (read !== undefined) return { tree: read };
  const grammar = expressionParser();
  grammar.begin(tokens, offsets, sink);
  const tree = rule(grammar);
  const [error] = grammar.errors;
  if (error) return { unread: { text, tokens, expected: error.message, found: error.token } };
  return { tree: sink.diagnostics.length === told ? tree : undefined };
}

function withinDepth(expressions: readonly Expression[], sink: DiagnosticSink): boolean {
  const tooDeep = expressions.map(firstTooDeep).find((part) => part !== undefined);
  if (tooDeep) reportExcess('operations', tooDeep.span, sink);
  return tooDeep === undefined;
}
