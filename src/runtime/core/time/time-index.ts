import type { Span } from './calendars.ts';
import { Edges } from './edges.ts';

/** All of time. */
export const ALWAYS: Span = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Spans of time, searched by their edges. */
export class TimeIndex {
  /** In which it says what holds; outside of it, nothing is foreseen. */
  readonly foreseen: Span;
  /** Start, end, start, end, …: rising, so that spans neither overlap nor touch; within `foreseen`. */
  readonly #edges: Edges;

  constructor(spans: readonly Span[], foreseen: Span) {
    this.foreseen = foreseen;
    this.#edges = mergedEdges(spans, foreseen);
  }

  get spans(): readonly Span[] {
    return this.spansWithin(this.foreseen);
  }

  covers(instant: number): boolean {
    // The number of edges that are past is odd inside of a span.
    return this.#edges.countUpTo(instant) % 2 === 1;
  }

  /** When what covers the instant ends. Undefined where nothing does, and where no end is foreseen. */
  endOf(instant: number): number | undefined {
    const count = this.#edges.countUpTo(instant);
    return count % 2 === 1 ? this.#foreseen(count) : undefined;
  }

  /** When the next span after the instant begins. Undefined where none is foreseen. */
  nextStart(instant: number): number | undefined {
    const count = this.#edges.countUpTo(instant);
    return this.#foreseen(count + (count % 2));
  }

  /** Those that overlap the range, cut to it. */
  spansWithin([from, until]: Span): readonly Span[] {
    const found: Span[] = [];
    const first = this.#edges.countUpTo(from);
    for (let i = first - (first % 2); i < this.#edges.length; i += 2) {
      const start = this.#edges.at(i) as number;
      if (start >= until) break;
      found.push([Math.max(start, from), Math.min(this.#edges.at(i + 1) as number, until)]);
    }
    return found;
  }

  /** The time between, of what is foreseen. */
  complement(): TimeIndex {
    const [from, until] = this.foreseen;
    const edges = [from, ...this.spans.flat(), until];
    return new TimeIndex(pairs(edges), this.foreseen);
  }

  /** What any of them covers, as far as all of them see. */
  static union(indexes: readonly TimeIndex[]): TimeIndex {
    const from = Math.max(ALWAYS[0], ...indexes.map(({ foreseen }) => foreseen[0]));
    const until = Math.min(ALWAYS[1], ...indexes.map(({ foreseen }) => foreseen[1]));
    return new TimeIndex(
      indexes.flatMap(({ spans }) => spans),
      [from, until],
    );
  }

  #foreseen(edge: number): number | undefined {
    const instant = this.#edges.at(edge);
    return instant !== undefined && instant < this.foreseen[1] ? instant : undefined;
  }
}

function mergedEdges(spans: readonly Span[], [from, until]: Span): Edges {
  const edges: number[] = [];
  for (const [start, end] of inOrder(spans)) {
    const begins = Math.max(start, from);
    const ends = Math.min(end, until);
    if (begins >= ends) continue;
    const last = edges.length - 1;
    const before = edges[last];
    if (before === undefined || begins > before) edges.push(begins, ends);
    else if (ends > before) edges[last] = ends;
  }
  return new Edges(edges);
}

/** By their starts; most come in order. */
function inOrder(spans: readonly Span[]): readonly Span[] {
  const ordered = spans.every(([start], i) => start >= (spans[i - 1]?.[0] ?? ALWAYS[0]));
  return ordered ? spans : spans.toSorted(([a], [b]) => (a === b ? 0 : a - b));
}

function pairs(edges: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < edges.length; i += 2) spans.push([edges[i] as number, edges[i + 1] as number]);
  return spans;
}
