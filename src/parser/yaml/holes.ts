import type { Span } from '../../plan/span.ts';

/** Parts of a text that were blanked, because each has its diagnostic already. What is missing there is no news. */
export class Holes {
  readonly #text: string;
  readonly #spans: readonly Span[];

  constructor(text: string, spans: readonly Span[]) {
    this.#text = text;
    this.#spans = spans;
  }

  /** Nothing but a hole stands behind `offset`, where a value would be. */
  behind(offset: number): boolean {
    return this.#spans.some(
      ({ start }) => start >= offset && /^\s*:?\s*$/u.test(this.#text.slice(offset, start)),
    );
  }

  /** Nothing stands between a hole and `offset`. */
  before(offset: number): boolean {
    return this.#spans.some(({ end }) => end <= offset && this.#text.slice(end, offset).trim() === '');
  }

  within(start: number, end: number): boolean {
    return this.#spans.some((hole) => hole.start > start && hole.start < end);
  }
}
