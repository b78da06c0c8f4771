/** Text while it is written: lines with the comments at their ends, put together at last. */
import type { Comment, Comments } from '../document.ts';

/** Where a line is full. */
export const fullWidth = 100;

export interface Line {
  readonly text: string;
  /** The comment at its end, with its sign. */
  readonly comment?: string | undefined;
  /** Lines under it that stand exactly so: the text of a block. */
  readonly below?: string | undefined;
}

const blankLine: Line = { text: '' };

/** With its sign, and a blank behind that unless it goes on with more of them. */
export function commentText({ text }: Comment): string {
  if (text === '') return '#';
  return text.startsWith('#') ? `#${text}` : `# ${text}`;
}

/** Comments on lines of their own. */
export function commentLines(comments: readonly Comment[], indent: string): readonly Line[] {
  return comments.flatMap((comment) => [
    ...(comment.blankBefore ? [blankLine] : []),
    { text: indent + commentText(comment) },
  ]);
}

/** What stands above the thing that the comments belong to. */
export function linesBefore(
  { leading, blankBefore, blankBetween }: Comments,
  indent: string,
): readonly Line[] {
  const [first, ...rest] = leading;
  return [
    ...(blankBefore ? [blankLine] : []),
    ...(first ? [{ text: indent + commentText(first) }] : []),
    ...commentLines(rest, indent),
    ...(blankBetween ? [blankLine] : []),
  ];
}

/** Without the blank lines that it begins with. */
export function withoutBlankStart(lines: readonly Line[]): readonly Line[] {
  const start = lines.findIndex((line) => line !== blankLine);
  return start > 0 ? lines.slice(start) : lines;
}

/** The whole text: one blank line where there were several, comments of lines under each other in one column. */
export function layOut(lines: readonly Line[]): string {
  const kept = withoutBlankStart(lines).filter(
    (line, i, all) => line !== blankLine || all[i - 1] !== blankLine,
  );
  return kept
    .map((line, i) => finished(line, () => commentColumn(kept, i)))
    .map((text) => `${text}\n`)
    .join('');
}

function finished({ text, comment, below }: Line, column: () => number): string {
  const own = comment === undefined ? text : `${text.padEnd(column())} ${comment}`;
  return below === undefined ? own : `${own}\n${below}`;
}

/** The width of the longest line with a comment around this one. */
function commentColumn(lines: readonly Line[], at: number): number {
  let start = at;
  while (isCommented(lines[start - 1]) && lines[start - 1]?.below === undefined) start--;
  let width = 0;
  for (let i = start; i === start || (isCommented(lines[i]) && lines[i - 1]?.below === undefined); i++)
    width = Math.max(width, lines[i]?.text.length ?? 0);
  return width;
}

function isCommented(line: Line | undefined): boolean {
  return line?.comment !== undefined;
}
