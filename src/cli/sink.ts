/** Where text goes in the end: one of the standard streams. */
import { fstatSync, writeSync } from 'node:fs';

export interface Sink {
  readonly isTerminal: boolean;
  /** The width of a terminal. */
  columns(): number;
  /** Throws the system's error. */
  write(text: string): void;
}

/** Milliseconds until a full pipe is tried again. */
const PIPE_WAIT = 5;

/**
 * Writes at once and in order, as Node's own streams do for files, pipes and terminals; to set those up would cost a
 * tenth of Node's start.
 */
export function standardSink(descriptor: 1 | 2): Sink {
  return {
    isTerminal: isTerminal(descriptor),
    columns: () => (descriptor === 1 ? process.stdout : process.stderr).columns,
    write(text) {
      for (let rest: Uint8Array = Buffer.from(text); rest.length > 0;)
        rest = rest.subarray(writeSome(descriptor, rest));
    },
  };
}

/** How many bytes were taken: none when a pipe that does not block is full, and then after a wait. */
function writeSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_WAIT);
    return 0;
  }
}

/** Whether a standard stream is a terminal. Most that are none are told from it without loading what knows terminals. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
}
