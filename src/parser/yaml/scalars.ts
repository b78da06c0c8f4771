/**
 * Scalars: what their source means as text, and for each unit of that text where it stands in the file. The rules of
 * folding, chomping and escaping are those of YAML 1.2, chapters 7.3 and 8.1.
 */
import { type OffsetMap, straightOffsets, tableOffsets } from '../document.ts';

export interface Decoded {
  readonly text: string;
  readonly offsets: OffsetMap;
  /** Places, relative to the source, of escapes that YAML does not have. */
  readonly badEscapes: readonly { readonly start: number; readonly end: number }[];
}

/** Grows a text and its table of offsets together. */
class Builder {
  #text = '';
  readonly #table: number[] = [];
  readonly badEscapes: { start: number; end: number }[] = [];

  get length(): number {
    return this.#text.length;
  }

  /** A piece that stands in the source as it is. */
  copy(piece: string, offset: number): void {
    for (let i = 0; i < piece.length; i++) this.#table.push(offset + i);
    this.#text += piece;
  }

  /** A piece that one place of the source stands for. */
  put(piece: string, offset: number): void {
    for (let i = 0; i < piece.length; i++) this.#table.push(offset);
    this.#text += piece;
  }

  /** Takes back what was added behind `length`. */
  cut(length: number): void {
    this.#text = this.#text.slice(0, length);
    this.#table.length = length;
  }

  finish(end: number): Decoded {
    this.#table.push(end);
    return { text: this.#text, offsets: tableOffsets(this.#table), badEscapes: this.badEscapes };
  }
}

const lineBreak = /\r?\n/y;

/** Reads a line break and the blank lines behind it: the index of the next content and the number of blank lines. */
function readBreaks(source: string, start: number): { readonly next: number; readonly blank: number } {
  let next = start;
  let breaks = 0;
  for (;;) {
    const c = source[next];
    if (c === ' ' || c === '\t') next++;
    else {
      lineBreak.lastIndex = next;
      if (!lineBreak.test(source)) return { next, blank: breaks - 1 };
      next = lineBreak.lastIndex;
      breaks++;
    }
  }
}

function isBreak(source: string, index: number): boolean {
  return source[index] === '\n' || (source[index] === '\r' && source[index + 1] === '\n');
}

/** Folds the lines of a flow scalar. `step` reads what is special at an index and says where to go on, or undefined. */
function fold(
  source: string,
  range: { readonly start: number; readonly end: number },
  base: number,
  step: (builder: Builder, index: number) => number | undefined,
): Decoded {
  const builder = new Builder();
  /** The text's length without the white space that ends the line so far. */
  let solid = 0;
  let i = range.start;
  while (i < range.end) {
    if (isBreak(source, i)) {
      builder.cut(solid);
      const { next, blank } = readBreaks(source, i);
      builder.put(blank > 0 ? '\n'.repeat(blank) : ' ', base + i);
      solid = builder.length;
      i = Math.min(next, range.end);
      continue;
    }
    const next = step(builder, i);
    if (next !== undefined) {
      i = next;
      solid = builder.length;
      continue;
    }
    const c = source.charAt(i);
    builder.copy(c, base + i);
    if (c !== ' ' && c !== '\t') solid = builder.length;
    i++;
  }
  return builder.finish(base + range.end);
}

export function decodePlain(source: string, base: number): Decoded {
  if (!source.includes('\n')) return straight(source, base);
  return fold(source, { start: 0, end: source.length }, base, () => undefined);
}

/** `source` with its quotes. */
export function decodeSingle(source: string, base: number): Decoded {
  const inner = source.slice(1, -1);
  if (!/['\n]/u.test(inner)) return straight(inner, base + 1);
  return fold(source, { start: 1, end: source.length - 1 }, base, (builder, i) => {
    if (source[i] !== "'") return undefined;
    builder.put("'", base + i);
    return i + 2;
  });
}

const escapes = new Map(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    e: '\x1B',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    N: '\x85',
    _: '\xA0',
    L: '\u2028',
    P: '\u2029',
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t',
  }),
);
const escapeDigits = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** `source` with its quotes. */
export function decodeDouble(source: string, base: number): Decoded {
  const inner = source.slice(1, -1);
  if (!/[\\\n]/u.test(inner)) return straight(inner, base + 1);
  return fold(source, { start: 1, end: source.length - 1 }, base, (builder, i) => {
    if (source[i] !== '\\') return undefined;
    if (isBreak(source, i + 1)) {
      lineBreak.lastIndex = i + 1;
      lineBreak.test(source);
      let next = lineBreak.lastIndex;
      while (source[next] === ' ' || source[next] === '\t') next++;
      return next;
    }
    const letter = source.charAt(i + 1);
    const simple = escapes.get(letter);
    if (simple !== undefined) {
      builder.put(simple, base + i);
      return i + 2;
    }
    const digits = source.slice(i + 2, i + 2 + (escapeDigits.get(letter) ?? 0));
    const code = digits.length === escapeDigits.get(letter) ? hexNumber(digits) : undefined;
    if (code === undefined || code > 0x10ffff) {
      builder.badEscapes.push({ start: i, end: i + 2 });
      builder.copy(source.slice(i, i + 2), base + i);
      return i + 2;
    }
    builder.put(String.fromCodePoint(code), base + i);
    return i + 2 + digits.length;
  });
}

function hexNumber(digits: string): number | undefined {
  return /^[0-9a-fA-F]+$/u.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function straight(text: string, start: number): Decoded {
  return { text, offsets: straightOffsets(start), badEscapes: [] };
}

export interface BlockHeader {
  /** Where it ends in the file. */
  readonly end: number;
  readonly style: 'literal' | 'folded';
  /** An indentation that is said outright: `|2`. */
  readonly indent: number;
  readonly chomp: '' | '+' | '-';
}

/** `|`, `>-`, `|2+`; undefined when it is something else. */
export function readBlockHeader(source: string, start: number): BlockHeader | undefined {
  const match = /^([|>])(?:([1-9])?([+-])?|([+-])([1-9]))$/u.exec(source);
  if (match === null) return undefined;
  return {
    end: start + source.length,
    style: match[1] === '|' ? 'literal' : 'folded',
    indent: Number(match[2] ?? match[5] ?? 0),
    chomp: (match[3] ?? match[4] ?? '') as BlockHeader['chomp'],
  };
}

interface Line {
  /** Leading spaces. */
  readonly indent: number;
  readonly content: string;
  /** Offset of the line's first character in the file. */
  readonly start: number;
}

export interface DecodedBlock extends Decoded {
  /** Where the last line of content ends. */
  readonly end: number;
  /** The place of a line that stands too far left, or behind blank lines that go further right. */
  readonly badIndent?: number;
}

/**
 * `source` is the lines behind the header, which begin at `base`; `parentIndent` is the indentation of the collection
 * that holds the scalar.
 */
export function decodeBlock(
  source: string,
  base: number,
  header: BlockHeader,
  parentIndent: number,
): DecodedBlock {
  const lines = splitLines(source, base);
  const firstIndex = lines.findIndex((line) => line.content !== '');
  const builder = new Builder();
  if (firstIndex === -1) {
    if (header.chomp === '+' && source !== '')
      builder.put('\n'.repeat(Math.max(1, lines.length - 1)), header.end);
    return { ...builder.finish(header.end), end: header.end };
  }
  const indent = header.indent > 0 ? parentIndent + header.indent : (lines[firstIndex]?.indent ?? 0);
  const isContent = (line: Line): boolean => line.content !== '' || line.indent > indent;
  const end = lines.findLastIndex(isContent) + 1;
  let badIndent = lines.slice(0, firstIndex).find((line) => line.indent > indent)?.start;
  /** Line breaks since the last content, and where the first of them stands. */
  let breaks = 0;
  let breakAt = base;
  let foldable = false;
  for (const line of lines.slice(0, end)) {
    if (line.content !== '' && line.indent < indent) badIndent ??= line.start + line.indent;
    if (isContent(line)) {
      const text = ' '.repeat(Math.max(0, line.indent - indent)) + line.content;
      const spaced = /^[ \t]/u.test(text);
      const folds = header.style === 'folded' && foldable && !spaced;
      builder.put(folds ? (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) : '\n'.repeat(breaks), breakAt);
      const from = line.start + Math.min(indent, line.indent);
      builder.copy(text, from);
      breakAt = from + text.length;
      breaks = 0;
      foldable = !spaced;
    }
    breaks++;
  }
  if (header.chomp === '+') builder.put('\n'.repeat(Math.max(1, lines.length - end)), breakAt);
  if (header.chomp === '') builder.put('\n', breakAt);
  return { ...builder.finish(breakAt), end: breakAt, ...(badIndent !== undefined && { badIndent }) };
}

function splitLines(source: string, base: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= source.length) {
    const found = source.indexOf('\n', start);
    const end = found === -1 ? source.length : found;
    const text = source.slice(start, source[end - 1] === '\r' && found !== -1 ? end - 1 : end);
    const content = text.replace(/^ +/u, '');
    lines.push({ indent: text.length - content.length, content, start: base + start });
    start = end + 1;
  }
  return lines;
}
