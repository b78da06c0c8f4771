/** The two streams of the program. Everything that is written passes the redaction filter here. */
import type { WriteStream } from 'node:tty';
import type { RedactingFilter } from '../app/index.ts';
import { paint } from './text/paint.ts';
import type { Line } from './text/text.ts';
import { UNBROKEN } from './text/wrap.ts';

/** Columns below which a terminal is treated as if it had so many. */
const NARROWEST = 40;

export class Output {
  readonly colour: boolean;
  readonly isTerminal: boolean;
  readonly #stream: WriteStream;
  readonly #filter: RedactingFilter;
  #error: NodeJS.ErrnoException | undefined;

  constructor(stream: WriteStream, filter: RedactingFilter, colour: boolean) {
    this.#stream = stream;
    this.#filter = filter;
    this.colour = colour;
    this.isTerminal = stream.isTTY;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#error ??= error;
    });
  }

  /** Where lines are broken. */
  get columns(): number {
    return this.isTerminal ? Math.max(this.#stream.columns, NARROWEST) : UNBROKEN;
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
    if (text !== '' && this.#error === undefined) this.#stream.write(text);
  }
}
