import type { IToken } from 'chevrotain';
import type { Span } from '../../plan/span.ts';
import type { OffsetMap } from '../document.ts';

/** The file's range of `[start, end)` of a text. */
export function spanAt(offsets: OffsetMap, start: number, end: number): Span {
  return { start: offsets.at(start), end: offsets.at(end) };
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
