import { type Line, piece } from './text.ts';
import { type Page, wrap } from './wrap.ts';

/** Two columns, the left one as wide as its widest cell; the right one is wrapped inside itself. */
export function columns(rows: readonly (readonly [left: string, right: string])[], page: Page): Line[] {
  const width = Math.max(0, ...rows.map(([left]) => page.measure(left)));
  return rows.flatMap(([left, right]) =>
    wrap(
      [right],
      page,
      ['  ', piece('path', left), ' '.repeat(width - page.measure(left) + 2)],
      [' '.repeat(width + 4)],
    ),
  );
}
