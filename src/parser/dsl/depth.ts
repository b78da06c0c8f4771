import type { IToken } from 'chevrotain';
import { deepest } from '../expression/limits.ts';
import { LeftBrace, LeftBracket, LeftParenthesis, OpenInterpolation } from '../expression/tokens.ts';
import { RightBrace, RightBracket, RightParenthesis } from '../expression/tokens.ts';
import { Close, Open } from './lexer.ts';

const opening = new Set([LeftParenthesis, LeftBracket, LeftBrace, OpenInterpolation, Open].map(idOf));
const closing = new Set([RightParenthesis, RightBracket, RightBrace, Close].map(idOf));

function idOf({ tokenTypeIdx }: { tokenTypeIdx?: number }): number | undefined {
  return tokenTypeIdx;
}

/** The bracket that lies too deep; reading what is inside it would go as deep itself. */
export function firstTooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens)
    if (opening.has(token.tokenTypeIdx)) {
      if (++depth > deepest) return token;
    } else if (closing.has(token.tokenTypeIdx) && depth > 0) depth--;
  return undefined;
}
