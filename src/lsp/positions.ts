/** Places as editors count them: lines and UTF-16 columns from 0. */
import type { Position, Range } from 'vscode-languageserver';
import type { SourceText, Span } from '../plan/span.ts';

/** A place within a line break is the end of the line: editors know none between `\r` and `\n`. */
export function positionAt(source: SourceText, offset: number): Position {
  const { line, column } = source.positionOf(Math.min(Math.max(offset, 0), source.text.length));
  return { line: line - 1, character: Math.min(column - 1, source.lineText(line).length) };
}

export function rangeOf(source: SourceText, { start, end }: Span): Range {
  return { start: positionAt(source, start), end: positionAt(source, Math.max(start, end)) };
}

/** A place behind the end of its line is the end of the line. */
export function offsetAt(source: SourceText, { line, character }: Position): number {
  const start = source.lineStarts[line];
  if (start === undefined) return source.text.length;
  return start + Math.min(character, source.lineText(line + 1).length);
}

/** Whether an offset is in a span or at its end, where a cursor behind a word stands. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
