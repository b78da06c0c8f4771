/** Bounds on what is parsed, as `expression/limits.ts` has them, for a text that holds many expressions. */
import type { IToken } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { Expression } from '../expression/ast.ts';
import * as limits from '../expression/limits.ts';
import { LeftBrace, LeftBracket, LeftParenthesis, OpenInterpolation } from '../expression/tokens.ts';
import { RightBrace, RightBracket, RightParenthesis } from '../expression/tokens.ts';
import { Close, Open } from './lexer.ts';
import { within } from './within.ts';

/** By the index of a type, what it adds to the depth. */
const steps: number[] = [];
for (const { tokenTypeIdx } of [LeftParenthesis, LeftBracket, LeftBrace, OpenInterpolation, Open])
  steps[tokenTypeIdx as number] = 1;
for (const { tokenTypeIdx } of [RightParenthesis, RightBracket, RightBrace, Close])
  steps[tokenTypeIdx as number] = -1;

/** The bracket that lies too deep; reading what is inside it would go as deep itself. */
export function firstTooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    depth = Math.max(0, depth + (steps[token.tokenTypeIdx] ?? 0));
    if (depth > limits.deepest) return token;
  }
  return undefined;
}

/**
 * Tells of an expression that is larger than what reads it can bear. The expressions lie in the span, `tokens` are those of
 * the whole text. What is short cannot be deep, nor have many tokens, and is not looked at.
 */
export function checkSize(
  expressions: readonly Expression[],
  span: Span,
  tokens: readonly IToken[],
  sink: DiagnosticSink,
): void {
  if (lengthOf(span) <= limits.deepest) return;
  if (
    lengthOf(span) > limits.mostTokens &&
    within(tokens, span, ({ startOffset }) => startOffset).length > limits.mostTokens
  ) {
    limits.reportExcess('words', span, sink);
    return;
  }
  const long = expressions.filter((expression) => lengthOf(expression.span) > limits.deepest);
  const tooDeep = long.map(limits.firstTooDeep).find((part) => part !== undefined);
  if (tooDeep) limits.reportExcess('operations', tooDeep.span, sink);
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
