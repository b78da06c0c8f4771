/** A stream that keeps what was written to it. */
import type { Sink } from '../../src/cli/sink.ts';

export interface KeepingSink extends Sink {
  readonly written: () => string;
}

export function keepingSink(columns?: number): KeepingSink {
  let text = '';
  return {
    isTerminal: columns !== undefined,
    columns: () => columns ?? 0,
    write(more) {
      text += more;
    },
    written: () => text,
  };
}
