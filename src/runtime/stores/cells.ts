/** Between cells of a table and the values of the port. */
import { StoreFailure } from '../failure.ts';
import type { Row } from './database.ts';

export function numberIn(row: Row, column: string): number {
  const cell = row[column];
  if (typeof cell !== 'number' || !Number.isSafeInteger(cell)) throw damaged(column);
  return cell;
}

export function textIn(row: Row, column: string): string {
  const cell = row[column];
  if (typeof cell !== 'string') throw damaged(column);
  return cell;
}

/** The first row of what must not be empty. */
export function only(rows: readonly Row[], what: string): Row {
  const [row] = rows;
  if (!row) throw new StoreFailure(`the store is damaged: it has no ${what}`);
  return row;
}

/**
 * A text by which something is found again. What one database keeps and another refuses or changes is refused by all:
 * NUL, lone surrogates, and the last code point, which ends the range of a prefix.
 */
export function keyText(text: string): string {
  if (text.isWellFormed() && !/[\0\u{10FFFF}]/u.test(text)) return text;
  throw new StoreFailure(`\`${JSON.stringify(text)}\` cannot be a key of the store`);
}

/** Milliseconds from now: kept in the range of whole numbers, however long. */
export function after(instant: number, ms: number): number {
  return Math.min(instant + ms, Number.MAX_SAFE_INTEGER);
}

function damaged(column: string): StoreFailure {
  return new StoreFailure(`the store is damaged: a value of \`${column}\` is not what was written`);
}
