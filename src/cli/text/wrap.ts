/** Breaks lines at blanks. */
import { type Line, type Piece, textOf } from './text.ts';
import type { Measure } from './width.ts';

export interface Page {
  /** Columns of the terminal, or those of a page where there is none. */
  readonly columns: number;
  readonly measure: Measure;
}

/** Where there is no terminal, lines are not broken: whoever reads them later breaks them. */
export const UNBROKEN = Number.POSITIVE_INFINITY;

/**
 * The line within the page's width, its first row after `first`, all others after `rest`. A word longer than a row is
 * not broken: it may be a path or a command, which people copy.
 */
export function wrap(line: Line, page: Page, first: Line = [], rest: Line = first): Line[] {
  const indent = { first: widthOf(first, page.measure), rest: widthOf(rest, page.measure) };
  const rows: Piece[][] = [[...first]];
  let used = indent.first;
  let row = rows[0] as Piece[];
  let atStart = true;
  for (const word of words(line)) {
    const width = widthOf(word.pieces, page.measure);
    const gap = atStart ? 0 : word.gap;
    if (!atStart && used + gap + width > page.columns) {
      row = [...rest];
      rows.push(row);
      used = indent.rest;
    } else if (gap > 0) {
      append(row, sameRole(row.at(-1), word.pieces[0], ' '.repeat(gap)));
      used += gap;
    }
    for (const part of word.pieces) append(row, part);
    used += width;
    atStart = false;
  }
  return rows;
}

/** The blank between two words of one role belongs to that role. */
function sameRole(before: Piece | undefined, after: Piece | undefined, text: string): Piece {
  return typeof before === 'object' && typeof after === 'object' && before.role === after.role
    ? { text, role: before.role }
    : text;
}

/** Adds a piece; one of the same role as the last becomes part of it. */
function append(row: Piece[], part: Piece): void {
  const last = row.at(-1);
  if (typeof last === 'object' && typeof part === 'object' && last.role === part.role)
    row[row.length - 1] = { text: last.text + part.text, role: part.role };
  else if (typeof last === 'string' && typeof part === 'string') row[row.length - 1] = last + part;
  else row.push(part);
}

interface Word {
  /** Blanks before it. */
  readonly gap: number;
  /** Pieces without a blank between them. */
  readonly pieces: Piece[];
}

function words(line: Line): Word[] {
  const found: Word[] = [];
  let gap = 0;
  let open = false;
  for (const part of line) {
    for (const text of textOf(part).split(/( +)/u)) {
      if (text === '') continue;
      if (text.startsWith(' ')) {
        gap += text.length;
        open = false;
        continue;
      }
      const own = typeof part === 'string' ? text : { text, role: part.role };
      if (open) found.at(-1)?.pieces.push(own);
      else found.push({ gap, pieces: [own] });
      gap = 0;
      open = true;
    }
  }
  return found;
}

function widthOf(pieces: Line, measure: Measure): number {
  return pieces.reduce((sum, part) => sum + measure(textOf(part)), 0);
}
