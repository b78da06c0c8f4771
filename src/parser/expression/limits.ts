/**
 * Bounds on what is parsed: an expression is written by hand, and whatever reads it may recurse. Larger ones are a
 * diagnostic, never a stack overflow.
 */
import type { IToken } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import { type Expression, partsOf } from './ast.ts';
import { LeftBrace, LeftBracket, LeftParenthesis, OpenInterpolation } from './tokens.ts';
import { RightBrace, RightBracket, RightParenthesis } from './tokens.ts';

/** Levels, of brackets as of operations. */
export const deepest = 64;
export const mostTokens = 2000;

/** What an expression may have too much of. */
type Excess = 'words' | 'brackets' | 'operations';

export function reportExcess(excess: Excess, span: Span, sink: DiagnosticSink): void {
  sink.report('SEN1304', sentenceOf(excess), span, { help: 'split it into several conditions' });
}

function sentenceOf(excess: Excess): string {
  return excess === 'words'
    ? `the expression has more than ${mostTokens.toLocaleString('en-US')} words and signs`
    : `${excess} are nested more than ${deepest} deep`;
}

const opening = new Set([LeftParenthesis, LeftBracket, LeftBrace, OpenInterpolation]);
const closing = new Set([RightParenthesis, RightBracket, RightBrace]);

/** The first token that is one too many, or one bracket too deep. */
export function firstTooMany(
  tokens: readonly IToken[],
): { readonly token: IToken; readonly excess: Excess } | undefined {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (opening.has(token.tokenType) && ++depth > deepest) return { token, excess: 'brackets' };
    if (closing.has(token.tokenType)) depth--;
    if (i >= mostTokens) return { token, excess: 'words' };
  }
  return undefined;
}

/** The innermost part that lies too deep; chains such as `a + b + …` are deep to the left. */
export function firstTooDeep(expression: Expression): Expression | undefined {
  const open: { expression: Expression; depth: number }[] = [{ expression, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { expression: current, depth } = next;
    if (depth > deepest) return current;
    open.push(...partsOf(current).map((part) => ({ expression: part, depth: depth + 1 })));
  }
  return undefined;
}
