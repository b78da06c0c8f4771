import type { Edit } from '../plan/diagnostic.ts';

/** The text with every edit; places are those of the text as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((so, { span, text }) => so.slice(0, span.start) + text + so.slice(span.end), text);
}
