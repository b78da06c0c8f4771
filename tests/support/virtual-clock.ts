/** A clock that stands still until everything waits for it, and then jumps to the next timer. */
import type { Clock } from '../../src/runtime/ports/index.ts';

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

export class VirtualClock implements Clock {
  readonly #start: number;
  #elapsed = 0;
  #timers: Timer[] = [];
  readonly #outside = new Set<Promise<unknown>>();

  /** `start` is an RFC 3339 instant. */
  constructor(start = '2026-11-24T10:00:00Z') {
    this.#start = Date.parse(start);
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer: Timer = { due: this.#elapsed + ms, fire: resolve };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal.reason as Error);
      });
    });
  }

  /** Work that is done in the real world, such as an exchange on a network: no time passes here until it is done. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside.add(work);
    try {
      return await work;
    } finally {
      this.#outside.delete(work);
    }
  }

  /** Lets the work go on, and the time pass whenever the work only waits, until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { settled: false };
    const finish = () => {
      state.settled = true;
    };
    work.then(finish, finish);
    while (!state.settled) {
      await quiet();
      if (this.#outside.size > 0)
        await Promise.race(Array.from(this.#outside, (work) => Promise.allSettled([work])));
      else if (!state.settled) this.#jump();
    }
    return work;
  }

  #jump(): void {
    const [next, ...later] = this.#timers.toSorted((a, b) => a.due - b.due);
    if (!next) return;
    this.#timers = later;
    this.#elapsed = Math.max(this.#elapsed, next.due);
    next.fire();
  }
}

/** Until all microtasks have run, and callbacks of the event loop that were ready. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}
