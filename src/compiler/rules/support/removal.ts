/** Edits that take a thing out of the text and leave what is around it as it was. */
import type { Edit } from '../../../plan/diagnostic.ts';
import { type SourceText, type Span, spanOf } from '../../../plan/span.ts';

/**
 * Takes one of several neighbours out: with its lines where it has them for itself (behind the dash or the word that
 * introduces it), else with the comma that parts it
 * from the next or the one before. Undefined where neither is there.
 */
export function removal({ text }: SourceText, span: Span): Edit | undefined {
  const { start, end } = withQuotes(text, span);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, end);
  if (
    /^[ \t]*(?:- +|(?:require|prefer) +)?$/u.test(text.slice(lineStart, start)) &&
    /^[ \t]*(?:#.*)?\r?\n?$/u.test(text.slice(end, lineEnd))
  )
    return { span: spanOf(lineStart, lineEnd), text: '' };
  const behind = /^\s*,\s*/u.exec(text.slice(end));
  if (behind) return { span: spanOf(start, end + behind[0].length), text: '' };
  const before = /,\s*$/u.exec(text.slice(0, start));
  return before ? { span: spanOf(before.index, end), text: '' } : undefined;
}

/** The span of an expression lies inside the quotes around it. */
function withQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start - 1];
  const isQuoted = (quote === '"' || quote === "'") && text[end] === quote;
  return isQuoted ? spanOf(start - 1, end + 1) : spanOf(start, end);
}

/** The offset behind the line break. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
