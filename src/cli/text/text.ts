/**
 * What people read, before it is painted: lines of pieces. A piece is plain text, often a user's or a service's, with
 * the role that it plays; which colour that is, and that no piece can steer a terminal, is decided once, in `paint.ts`.
 */

export type Role =
  | 'error'
  | 'warning'
  | 'info'
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'skipped'
  /** What a line is about. */
  | 'strong'
  /** What may be read over. */
  | 'faint'
  /** The user's own words: between backticks, and in code frames. */
  | 'quoted'
  /** File names, and what can be typed. */
  | 'path';

export type Piece = string | { readonly text: string; readonly role: Role };

export type Line = readonly Piece[];

export function piece(role: Role, text: string): Piece {
  return { text, role };
}

export function textOf(part: Piece): string {
  return typeof part === 'string' ? part : part.text;
}

/** The line as it reads, without roles. */
export function plain(line: Line): string {
  return line.map(textOf).join('');
}

/** A sentence, with what stands between backticks as the user's words. */
export function sentence(text: string, role?: Role): Line {
  return text
    .split(/(`[^`]*`)/u)
    .filter((part) => part !== '')
    .map((part) => (/^`.+`$/u.test(part) ? piece('quoted', part) : role ? piece(role, part) : part));
}

/** `1 gate`, `3 gates`; the plural is regular unless it is given. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`;
}
