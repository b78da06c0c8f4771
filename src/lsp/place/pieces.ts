/** The tokens of a policy with each text as one. */
import type { IToken } from 'chevrotain';
import { endOf } from '../../parser/expression/place.ts';

export interface Piece {
  /** Of a text what stands between its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isWord: boolean;
  readonly isText: boolean;
  /** A clause may begin behind it. */
  readonly endsValue: boolean;
}

/** A text without escapes and interpolations, whole. */
const whole = 'PlainText';
const opening = /^Open(?:Double|Single|Block|Interpolation)$/u;
const closing = /^(?:Close(?:Double|Single|Block)|LineEnd)$/u;
const operators = new Set(['and', 'or', 'not', 'in', 'is', 'like', 'matches']);

/** `open` is the quote of a text that is not closed. */
export function piecesOf(tokens: readonly IToken[]): {
  readonly pieces: readonly Piece[];
  readonly open?: Piece;
} {
  const pieces: Piece[] = [];
  const open: IToken[] = [];
  let text = '';
  for (const token of tokens) {
    const { image, tokenType } = token;
    const { name } = tokenType;
    const [first] = open;
    if (opening.test(name)) {
      if (first) text += image;
      open.push(token);
    } else if (!first) pieces.push(name === whole ? plainText(token) : pieceOf(token));
    else if (closing.test(name) || (name === 'RightBrace' && open.at(-1)?.image === '${')) {
      open.pop();
      if (open.length > 0) text += image;
      else {
        pieces.push({
          ...pieceOf(token),
          text,
          start: first.startOffset,
          isText: true,
          isWord: false,
          endsValue: true,
        });
        text = '';
      }
    } else text += image;
  }
  const [first] = open;
  return { pieces, ...(first && { open: pieceOf(first) }) };
}

function plainText(token: IToken): Piece {
  return { ...pieceOf(token), text: token.image.slice(1, -1), isText: true, isWord: false, endsValue: true };
}

function pieceOf(token: IToken): Piece {
  const { image, startOffset } = token;
  const isWord = /^[A-Za-z_]/u.test(image);
  return {
    text: image,
    start: startOffset,
    end: endOf(token),
    isWord,
    isText: false,
    endsValue: isWord ? !operators.has(image) : /^[0-9/\])]/u.test(image) && image !== '/',
  };
}
