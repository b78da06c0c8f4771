/**
 * Bounds on what is parsed: an expression is written by hand, and whatever reads it may recurse. Larger ones are a
 * diagnostic, never a stack overflow.
 */
import type { IToken } from 'chevrotain';
import { type Expression, partsOf } from './ast.ts';
import { LeftBrace, LeftBracket, LeftParenthesis, OpenInterpolation } from './tokens.ts';
import { RightBrace, RightBracket, RightParenthesis } from './tokens.ts';

/** Levels, of brackets as of operations. */
export const deepest = 64;
export const mostTokens = 2000;

const opening = new Set([LeftParenthesis, LeftBracket, LeftBrace, OpenInterpolation]);
const closing = new Set([RightParenthesis, RightBracket, RightBrace]);

/** The first token that is one too many, or one bracket too deep. */
export function firstTooMany(tokens: readonly IToken[]): { token: IToken; why: 'long' | 'deep' } | undefined {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (opening.has(token.tokenType) && ++depth > deepest) return { token, why: 'deep' };
    if (closing.has(token.tokenType)) depth--;
    if (i >= mostTokens) return { token, why: 'long' };
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
