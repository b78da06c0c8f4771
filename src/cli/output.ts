/** The two streams of the program. Everything that is written passes the redaction filter here. */
import type { RedactingFilter } from '../app/index.ts';
import type { Sink } from './sink.ts';
import { paint } from './text/paint.ts';
import type { Line } from './text/text.ts';
import { UNBROKEN } from './text/wrap.ts';

/** Columns below which a terminal is treated as if it had so many. */
const NARROWEST = 40;

export class Output {
  readonly colour: boolean;
  readonly isTerminal: boolean;
  readonly #sink: Sink;
  readonly #filter: RedactingFilter;
  #error: NodeJS.ErrnoException | undefined;

  constructor(sink: Sink, filter: RedactingFilter, colour: boolean) {
    this.#sink = sink;
    this.#filter = filter;
    this.colour = colour;
    this.isTerminal = sink.isTerminal;
  }

  /** Where lines are broken. */
  get columns(): number {
    return this.isTerminal ? Math.max(this.#sink.columns(), NARROWEST) : UNBROKEN;
  }

  /** Why the stream took no more; a reader that went away (`… | head`) is no failure. */
  get failure(): Error | undefined {
    return this.#error?.code === 'EPIPE' ? undefined : this.#error;
  }

  lines(lines: Iterable<Line>): void {
    this.text(paint(lines, this.colour));
  }

  /** Text that is already in its final form: a program format, a painted line. */
  text(text: string): void {
    this.#write(this.#filter.push(text));
  }

  /** Writes what the filter still keeps back. */
  flush(): void {
    this.#write(this.#filter.end());
  }

  #write(text: string): void {
    if (text === '' || this.#error !== undefined) return;
    try {
      this.#sink.write(text);
    } catch (error) {
      this.#error = error as NodeJS.ErrnoException;
    }
  }
}
