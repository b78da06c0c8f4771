/**
 * Texts with values filled in, each value escaped for its place. A value never becomes syntax: where it cannot be
 * escaped, the whole text is unknown, which closes the gate that needs it.
 *
 * Reasons name no value: it may be a secret.
 */
import type { Sink } from '../../plan/plan.ts';
import { isUnknown, type Known, type Unknown, unknown } from '../../plan/value.ts';

/** A piece of a text: as it is written in the policy, or a value that is filled in. */
export type Piece = { readonly written: string } | Filling;

interface Filling {
  readonly value: string;
  /** A number or a boolean, which JSON writes without quotes. */
  readonly bare: boolean;
  /** What the policy calls it. */
  readonly name: string;
}

export function joinPieces(pieces: readonly Piece[], sink: Sink): Known<string> {
  return joiners[sink](pieces);
}

const joiners: Readonly<Record<Sink, (pieces: readonly Piece[]) => Known<string>>> = {
  text: (pieces) => joinEach(pieces, ({ value }) => value),
  header: (pieces) => joinEach(pieces, header),
  argv: (pieces) => joinEach(pieces, argument),
  path: joinPath,
  url: joinUrl,
  json: joinJson,
  promql: joinPromql,
};

/** An escaped value, or why it cannot stand there: `has a line break`. */
type Escaped = string | { readonly wrong: string };

function joinEach(
  pieces: readonly Piece[],
  escape: (filling: Filling, index: number) => Escaped,
): Known<string> {
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    const escaped = 'written' in piece ? piece.written : escape(piece, index);
    if (typeof escaped === 'string') text += escaped;
    else return refusal(piece, escaped.wrong);
  }
  return text;
}

function refusal(piece: Piece, wrong: string): Unknown {
  return unknown('name' in piece ? `\`${piece.name}\` ${wrong}` : `it ${wrong}`);
}

/** Field values of HTTP hold no control characters but the tab (RFC 9110, § 5.5). */
function header({ value }: Filling): Escaped {
  return /[\0-\u0008\u000a-\u001f\u007f]/u.test(value)
    ? { wrong: 'has a line break or another control character, which no header can hold' }
    : value;
}

/** A value at the head of an argument must not turn it into an option. */
function argument({ value }: Filling, index: number): Escaped {
  if (value.includes('\0')) return { wrong: 'has a NUL character, which no argument can hold' };
  return index === 0 && value.startsWith('-')
    ? { wrong: 'begins with `-`, and the program would take it for an option' }
    : value;
}

/** A value names something inside a directory, never another directory. */
function joinPath(pieces: readonly Piece[]): Known<string> {
  const joined = joinEach(pieces, ({ value }) =>
    /[/\\\0]/u.test(value) ? { wrong: 'has a path separator, and only a name can be filled in' } : value,
  );
  return isUnknown(joined) ? joined : checkSegments(joined, pieces);
}

/** Neither `.` nor `..` may come from a value, not by parts either. */
function checkSegments(text: string, pieces: readonly Piece[]): Known<string> {
  const filled = pieces.find((piece) => 'value' in piece);
  if (!filled) return text;
  const written = pieces.map((piece) => ('written' in piece ? piece.written : 'x')).join('');
  return climbs(text) > climbs(written) ? refusal(filled, 'leads to another directory') : text;
}

function climbs(path: string): number {
  return path.split(/[/\\?#]/u).filter((segment) => segment === '.' || segment === '..').length;
}

/** Values are components, but for one at the head: it is a whole origin, which the rest must not change. */
function joinUrl(pieces: readonly Piece[]): Known<string> {
  const [head] = pieces;
  const text = joinEach(pieces, ({ value }, index) =>
    index === 0 ? base(value, pieces.length === 1) : component(value),
  );
  if (isUnknown(text)) return text;
  if (!URL.canParse(text)) return unknown('it is not a URL once its values are filled in');
  if (head && 'value' in head && new URL(text).origin !== new URL(head.value).origin)
    return refusal(head, 'is followed by text that changes the host');
  return checkSegments(text, pieces);
}

/** An address that something is appended to, or that stands alone. */
function base(value: string, alone: boolean): Escaped {
  if (!URL.canParse(value)) return { wrong: 'is not an address such as `https://example.com`' };
  const { protocol, username, password, search, hash } = new URL(value);
  if (protocol !== 'http:' && protocol !== 'https:') return { wrong: 'is not an http or https address' };
  if (username !== '' || password !== '') return { wrong: 'has credentials in its address' };
  if (!alone && (search !== '' || hash !== ''))
    return { wrong: 'has a query or a fragment, and more follows' };
  return alone ? value : value.replace(/\/+$/u, '');
}

function component(value: string): Escaped {
  return value.isWellFormed() ? encodeURIComponent(value) : { wrong: 'is not well-formed text' };
}

function joinJson(pieces: readonly Piece[]): Known<string> {
  const quotes = quotesAround(pieces, ['"']);
  const text = joinEach(pieces, ({ value, bare }, index) => {
    const quoted = JSON.stringify(value);
    if (quotes[index] !== undefined) return quoted.slice(1, -1);
    return bare ? value : quoted;
  });
  return isUnknown(text) || isJson(text) ? text : unknown('it is not JSON once its values are filled in');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Strings of PromQL: backslash escapes in single and double quotes, none in backticks. */
function joinPromql(pieces: readonly Piece[]): Known<string> {
  const quotes = quotesAround(pieces, ['"', "'", '`']);
  return joinEach(pieces, ({ value }, index) => {
    const quote = quotes[index];
    if (quote === undefined)
      return /^[\w:.]+$/u.test(value)
        ? value
        : { wrong: 'stands outside of quotes, where only a name, a number or a duration can be filled in' };
    if (quote === '`')
      return value.includes('`') ? { wrong: 'has a backtick and stands in backticks' } : value;
    return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`);
  });
}

/** The quote in which each piece begins, by the written pieces before it. */
function quotesAround(pieces: readonly Piece[], quotes: readonly string[]): readonly (string | undefined)[] {
  let open: string | undefined;
  return pieces.map((piece) => {
    const before = open;
    if ('written' in piece)
      for (let i = 0; i < piece.written.length; i++) {
        const character = piece.written.charAt(i);
        if (character === '\\' && open !== undefined && open !== '`') i++;
        else if (character === open) open = undefined;
        else if (open === undefined && quotes.includes(character)) open = character;
      }
    return before;
  });
}
