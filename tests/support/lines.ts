/** Lines of the renderers as plain text, without colour. */
import { paint } from '../../src/cli/text/paint.ts';
import type { Line } from '../../src/cli/text/text.ts';
import { measureFor } from '../../src/cli/text/width.ts';
import type { Page } from '../../src/cli/text/wrap.ts';

export function shownLines(lines: Iterable<Line>): string {
  return paint(lines, false);
}

/** A page as wide as a usual terminal, for texts such as these. */
export async function pageFor(texts: Iterable<string>, columns = 80): Promise<Page> {
  return { columns, measure: await measureFor(texts) };
}
