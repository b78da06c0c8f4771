/** A piece of source with what is meant underlined. Carets stand under what is shown, whatever its width. */
import type { SourceText, Span } from '../../plan/span.ts';
import { visible } from '../text/sanitize.ts';
import { type Line, piece, type Role } from '../text/text.ts';
import type { Measure } from '../text/width.ts';
import type { Page } from '../text/wrap.ts';

export interface Label {
  readonly span: Span;
  /** Stands behind the underline. */
  readonly message?: string;
  /** What the frame is about is underlined with `^`, other places with `-`. */
  readonly primary: boolean;
}

const TAB = 4;
/** Room for a label's message where a long line is cut. */
const MARGIN = 12;

/** The lines on which labels stand, in order, without what lies between them. */
export function frame(source: SourceText, labels: readonly Label[], role: Role, page: Page): Line[] {
  const marks = labels.flatMap((label) => marksOf(source, label));
  const numbers = withSingleGaps([...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b));
  const gutter = String(numbers.at(-1) ?? 1).length;
  const bar = piece('faint', `${' '.repeat(gutter)} |`);
  const room = Math.max(page.columns - gutter - 3, 40);

  const rows: Line[] = [[bar]];
  let last: number | undefined;
  for (const number of numbers) {
    if (last !== undefined && number > last + 1) rows.push([piece('faint', '...')]);
    last = number;
    const shown = displayed(source.lineText(number), page.measure);
    const here = marks
      .filter((mark) => mark.line === number)
      .map((mark) => ({
        ...mark,
        from: shown.columnOf(mark.start),
        to: Math.max(shown.columnOf(mark.end), shown.columnOf(mark.start) + 1),
      }));
    const view = viewOf(shown, here, room);
    rows.push([piece('faint', `${String(number).padStart(gutter)} |`), ` ${view.text}`]);
    for (const { label, from, to } of here) {
      const left = Math.max(from - view.offset, 0);
      const length = Math.max(Math.min(to - view.offset, room) - left, 1);
      const line = (label.primary ? '^' : '-').repeat(length);
      const text = label.message === undefined ? line : `${line} ${label.message}`;
      rows.push([bar, ' '.repeat(left + 1), piece(label.primary ? role : 'info', text)]);
    }
  }
  return rows;
}

/** One line between two takes no more room than the dots that would stand for it. */
function withSingleGaps(numbers: readonly number[]): number[] {
  return numbers.flatMap((number, index) =>
    number - 2 === numbers[index - 1] ? [number - 1, number] : [number],
  );
}

interface Mark {
  readonly label: Label;
  readonly line: number;
  /** Units of the line. */
  readonly start: number;
  readonly end: number;
}

/** Where a label stands, line by line; of one over many lines the first and the last, its message under the last. */
function marksOf(source: SourceText, label: Label): Mark[] {
  const from = source.positionOf(label.span.start);
  const to = source.positionOf(Math.max(label.span.end, label.span.start));
  const start = from.column - 1;
  // A span that ends at the start of a line means the line before it.
  const lastLine = to.column === 1 && to.line > from.line ? to.line - 1 : to.line;
  const lastText = source.lineText(lastLine);
  const end = lastLine === to.line ? to.column - 1 : lastText.length;
  if (lastLine === from.line) return [{ label, line: from.line, start, end }];
  const { message: _, ...silent } = label;
  return [
    { label: silent, line: from.line, start, end: source.lineText(from.line).length },
    { label, line: lastLine, start: lastText.length - lastText.trimStart().length, end },
  ];
}

interface Displayed {
  readonly cells: readonly { readonly text: string; readonly column: number }[];
  readonly width: number;
  /** The column at which a unit of the line is shown. */
  columnOf(unit: number): number;
}

/** The line as it is shown: tabs as blanks up to the next stop, controls as escapes. */
function displayed(line: string, measure: Measure): Displayed {
  const cells: { text: string; column: number }[] = [];
  const columns: number[] = [];
  let column = 0;
  for (const part of graphemes(line)) {
    const text = part === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(part);
    cells.push({ text, column });
    for (let unit = 0; unit < part.length; unit++) columns.push(column);
    column += measure(text);
  }
  return { cells, width: column, columnOf: (unit) => columns[unit] ?? column };
}

function graphemes(line: string): Iterable<string> {
  if (/^[\t\x20-\x7e]*$/u.test(line)) return line;
  return Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
}

/** The part of a long line in which its labels stand. */
function viewOf(
  shown: Displayed,
  marks: readonly { readonly from: number; readonly to: number }[],
  room: number,
): { readonly text: string; readonly offset: number } {
  if (shown.width <= room) return { text: join(shown.cells), offset: 0 };
  const left = Math.min(...marks.map((mark) => mark.from), shown.width);
  const right = Math.max(...marks.map((mark) => mark.to + MARGIN), 0);
  const offset = right <= room ? 0 : Math.max(Math.min(left - MARGIN, shown.width - room), 0);
  const cut = shown.cells.filter(({ column }) => column >= offset && column < offset + room - 1);
  const first = cut[0]?.column ?? offset;
  const text = offset > 0 ? `…${join(cut.slice(1))}` : join(cut);
  return { text: offset + room < shown.width ? `${text}…` : text, offset: first };
}

function join(cells: readonly { readonly text: string }[]): string {
  return cells.map((cell) => cell.text).join('');
}
