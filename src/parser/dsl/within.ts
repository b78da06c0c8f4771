import type { Span } from '../../plan/span.ts';

/** The items that begin inside a span; `items` stand in the order of the text, so few of them are looked at. */
export function within<T>(items: readonly T[], span: Span, startOf: (item: T) => number): readonly T[] {
  const from = firstFrom(items, span.start, startOf);
  return items.slice(from, firstFrom(items, span.end, startOf));
}

function firstFrom<T>(items: readonly T[], offset: number, startOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
