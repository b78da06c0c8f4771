import type { IToken } from 'chevrotain';
import { deepest } from '../expression/limits.ts';
import { LeftBrace, LeftBracket, LeftParenthesis, OpenInterpolation } from '../expression/tokens.ts';
import { RightBrace, RightBracket, RightParenthesis } from '../expression/tokens.ts';
import { Close, Open } from './lexer.ts';

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
    if (depth > deepest) return token;
  }
  return undefined;
}
