/** Texts, words and literals of the DSL. */
import { DiagnosticSink } from '../../../plan/diagnostic.ts';
import { type ScalarNode, straightOffsets } from '../../document.ts';
import { isLiteralPart } from '../../expression/ast.ts';
import { parseTemplate } from '../../expression/index.ts';
import { readQuantity } from '../../expression/literals.ts';
import { unprintable } from '../unprintable.ts';

/** What of a text may stand without quotes: nothing, a literal, also a word, or what stood without them before. */
export type Bare = 'none' | 'literals' | 'words' | 'asWritten';

export function scalarText(node: ScalarNode, bare: Bare): string {
  const { text, value, style } = node;
  if (typeof value !== 'string') return text;
  if (bare === 'none' || (bare === 'asWritten' && style !== 'plain')) return quoted(text);
  return isLiteral(text) || (bare !== 'literals' && isWord(text)) ? text : quoted(text);
}

/** A key, or a name that expressions use. */
export function wordText(text: string): string {
  return isWord(text) ? text : nameText(text);
}

/** A name in quotes; nothing is interpolated in it. */
export function nameText(text: string): string {
  return enclose([{ text: text.replaceAll('${', '$$${'), isLiteral: true }]);
}

function quoted(text: string): string {
  return enclose(piecesOf(text));
}

/** The lines between `"""` and its end; undefined for a text that has to stand on one line, escaped. */
export function blockLines(text: string): readonly string[] | undefined {
  const lines = text.split('\n');
  const starts = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/u.exec(line)?.[0].length ?? 0);
  // The indent that all lines share would be taken off.
  if (lines.length === 1 || Math.min(...starts, Number.POSITIVE_INFINITY) !== 0) return undefined;
  const escaped = piecesOf(text).map((piece) =>
    piece.isLiteral ? escape(piece.text.replaceAll('"""', '\\"""'), /\\(?!""")/gu, /[\n\t]/u) : piece.text,
  );
  return escaped.join('').split('\n');
}

function isWord(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/u.test(text) && text !== 'true' && text !== 'false';
}

const instant = /^\d{4}-\d{2}-\d{2}(?:T[0-9:.]*(?:Z|[+-]\d{2}:\d{2})?)?$/u;
const timeRange = /^\d{2}:\d{2}-\d{2}:\d{2}$/u;

function isLiteral(text: string): boolean {
  if (instant.test(text) || timeRange.test(text)) return true;
  const reading = /^[0-9]/u.test(text) ? readQuantity(text) : { wrong: '' };
  return 'kind' in reading && reading.kind !== 'number';
}

interface Piece {
  readonly text: string;
  /** Else an interpolation, as it is written. */
  readonly isLiteral: boolean;
}

function piecesOf(text: string): readonly Piece[] {
  const template = parseTemplate(text, straightOffsets(0), new DiagnosticSink(''));
  // What is no template has a `${` that means nothing.
  if (!template) return [{ text: text.replaceAll('${', '$$${'), isLiteral: true }];
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, isLiteral: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), isLiteral });
    at = end;
  };
  for (const { span } of template.parts.filter(isLiteralPart)) {
    add(span.start, false);
    add(span.end, true);
  }
  add(text.length, false);
  return pieces;
}

/** Double quotes are the usual ones; single ones spare the escapes. */
function enclose(pieces: readonly Piece[]): string {
  const literal = pieces.flatMap(({ text, isLiteral }) => (isLiteral ? [text] : [])).join('');
  const quote = literal.includes('"') && !literal.includes("'") ? "'" : '"';
  const special = quote === '"' ? /[\\"]/gu : /[\\']/gu;
  return `${quote}${pieces.map((piece) => (piece.isLiteral ? escape(piece.text, special) : piece.text)).join('')}${quote}`;
}

const everyUnprintable = new RegExp(unprintable.source, 'gu');

function escape(text: string, special: RegExp, kept?: RegExp): string {
  return text.replaceAll(special, String.raw`\$&`).replaceAll(everyUnprintable, (character) => {
    if (kept?.test(character)) return character;
    if (character === '\n') return String.raw`\n`;
    return character === '\t' ? String.raw`\t` : `\\u{${character.charCodeAt(0).toString(16)}}`;
  });
}
