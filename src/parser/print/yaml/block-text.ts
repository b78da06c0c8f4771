/** Texts of several lines, and texts too long for theirs: block scalars. */
import { fullWidth } from '../lines.ts';
import { unprintable } from '../unprintable.ts';

export interface BlockText {
  /** `|`, `>-`, …. */
  readonly header: string;
  /** The lines under it. */
  readonly below: string;
}

/** Lines as they are; undefined where a block cannot hold the text. */
export function literalText(text: string, indent: string): BlockText | undefined {
  if (!fitsBlock(text)) return undefined;
  return { header: `|${chomp(text)}`, below: indented(withoutLastBreak(text).split('\n'), indent) };
}

/** Lines filled anew; undefined where they would not be read as this text. */
export function foldedText(text: string, indent: string): BlockText | undefined {
  if (!fitsBlock(text) || /^\n|(?:^|\n)[ \t]/u.test(text)) return undefined;
  const paragraphs = withoutLastBreak(text).split(/(\n+)/u);
  const lines = paragraphs.flatMap((part) =>
    // Between paragraphs one line break is written as two.
    part.startsWith('\n') ? Array<string>(part.length).fill('') : filled(part, fullWidth - indent.length),
  );
  return { header: `>${chomp(text)}`, below: indented(lines, indent) };
}

/** Lines that are read as one, with a blank between them. */
export function joinedText(lines: readonly string[], indent: string): BlockText {
  return { header: '>-', below: indented(lines, indent) };
}

function fitsBlock(text: string): boolean {
  return (
    text.trim() !== '' &&
    !/^\n*[ \t]|\n[ \t]+\n?$|\n\n$/u.test(text) &&
    !unprintable.test(text.replaceAll(/[\n\t]/gu, ''))
  );
}

function chomp(text: string): string {
  return text.endsWith('\n') ? '' : '-';
}

function withoutLastBreak(text: string): string {
  return text.replace(/\n$/u, '');
}

function indented(lines: readonly string[], indent: string): string {
  return lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
}

/** Broken at single blanks, which are read where a line ends. */
function filled(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/(?<=\S) (?=\S)/u)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
