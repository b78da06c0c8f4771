/** Where to go on reading behind a mistake that ended the reading. */
import type { CST } from 'yaml';
import { type Span, spanOf } from '../../plan/span.ts';
import { lineEnd } from './scalar-node.ts';

/**
 * The part of the text to pass over so that what stands around it can be read: the value of the innermost entry that
 * was open at `offset`, or the line itself.
 */
export function holeAround(text: string, document: CST.Document | undefined, offset: number): Span {
  const colon = document?.value && lastColon(document.value);
  if (colon !== undefined && colon.end <= offset) {
    const end = regionEnd(text, offset, colon.column);
    if (regionEnd(text, colon.end, colon.column) >= offset) return spanOf(colon.end, end);
  }
  return spanOf(text.lastIndexOf('\n', offset - 1) + 1, lineEnd(text, offset));
}

/** The last `:` of a block map, on the way down the last entries, and the column of its key. */
function lastColon(token: CST.Token): { readonly end: number; readonly column: number } | undefined {
  if (token.type !== 'block-map' && token.type !== 'block-seq') return undefined;
  const item = token.items.findLast(({ value, sep }) => value !== undefined || sep !== undefined);
  const inner = item?.value && lastColon(item.value);
  const colon = item?.sep?.find(({ type }) => type === 'map-value-ind');
  return inner ?? (colon && { end: colon.offset + 1, column: token.indent });
}

/** The end of the last line, from the one of `offset` on, before a line of text that is indented by `column` or less. */
function regionEnd(text: string, offset: number, column: number): number {
  let end = lineEnd(text, offset);
  for (let next = text.indexOf('\n', end) + 1; next > 0; next = text.indexOf('\n', end) + 1) {
    const line = text.slice(next, lineEnd(text, next));
    if (line.trim() !== '' && line.search(/[^ ]/u) <= column) break;
    end = next + line.length;
    if (line === '' && end === text.length) break;
  }
  return end;
}
