/** Puts the pieces of a text together: escapes decoded, neighbours joined, the indent of a block taken off. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { cover, type Span, type Spanned } from '../../plan/span.ts';
import { type Expression, isLiteralPart } from './ast.ts';

/** Text as it was written; an escape with its backslash. */
interface Written<K> {
  readonly kind: K;
  readonly text: string;
  readonly span: Span;
}

/** What a text is read as: its own characters, and interpolated expressions. */
export type Piece = Written<'literal'> | Written<'escape'> | Expression;

export type TextPart = Spanned<string> | Expression;

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\\\\', '\\'],
  ['\\"', '"'],
  ["\\'", "'"],
  ['\\n', '\n'],
  ['\\t', '\t'],
]);

const escapes = '`\\\\`, `\\"`, `\\\'`, `\\n`, `\\t` and `\\u{…}`';

/** What an escape stands for; undefined when it is none. */
export function decodeEscape(escape: string): string | undefined {
  const hex = /^\\u\{([0-9A-Fa-f]{1,6})\}$/u.exec(escape)?.[1];
  if (hex === undefined) return simpleEscapes.get(escape);
  const code = Number.parseInt(hex, 16);
  // A surrogate alone is no character.
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}

export function joinPieces(pieces: readonly Piece[], sink?: DiagnosticSink): TextPart[] {
  const parts: TextPart[] = [];
  for (const piece of pieces) {
    const part = piece.kind === 'literal' || piece.kind === 'escape' ? decode(piece, sink) : piece;
    const last = parts.at(-1);
    if (last && isLiteralPart(last) && isLiteralPart(part))
      parts[parts.length - 1] = { value: last.value + part.value, span: cover(last.span, part.span) };
    else parts.push(part);
  }
  return parts.filter((part) => !isLiteralPart(part) || part.value !== '');
}

function decode(
  { kind, text, span }: Written<'literal'> | Written<'escape'>,
  sink: DiagnosticSink | undefined,
): Spanned<string> {
  if (kind === 'literal') return { value: text, span };
  const value = decodeEscape(text);
  if (value === undefined)
    sink?.report('SEN1303', `\`${text}\` is not an escape`, span, {
      help:
        text === '\\'
          ? 'write `\\\\` for one backslash'
          : `write \`\\${text}\` for the characters themselves; the escapes are ${escapes}`,
    });
  return { value: value ?? '', span };
}

/**
 * Takes from a `"""` text the line break after the opening, the indent that its lines share, and the last line break
 * with the blanks behind it. Only what was written counts: an escape or an expression is never taken for indent.
 */
export function dedent(pieces: readonly Piece[]): Piece[] {
  const indents = pieces.flatMap((piece, i) =>
    piece.kind === 'literal' ? indentsIn(piece.text, i === pieces.length - 1) : [],
  );
  const shared = Math.min(...indents);
  const lineStart = new RegExp(`\\n[ \\t]{0,${Number.isFinite(shared) ? shared : 0}}`, 'gu');
  return pieces.map((piece, i) => {
    if (piece.kind !== 'literal') return piece;
    let text = piece.text.replaceAll(/\r\n?/gu, '\n');
    if (i === pieces.length - 1) text = text.replace(/\n[ \t]*$/u, '');
    text = text.replaceAll(lineStart, '\n');
    return { ...piece, text: i === 0 ? text.replace(/^[ \t]*\n/u, '') : text };
  });
}

/** The width of the blanks that open each line of a piece, but of blank lines and the one with the closing quotes. */
function indentsIn(text: string, last: boolean): number[] {
  const lines = text.split(/\r\n?|\n/u).slice(1);
  return lines.flatMap((line, i) => {
    const isRest = i === lines.length - 1;
    const width = /^[ \t]*/u.exec(line)?.[0].length ?? 0;
    return width === line.length && (!isRest || last) ? [] : [width];
  });
}
