/** Attempts and the waits between them. */
import type { Clock } from '../../ports/index.ts';
import { NetworkFailure } from './failure.ts';

export interface RetryOptions {
  readonly attempts: number;
  /** Milliseconds before the second attempt; twice as long before each further one. */
  readonly backoff: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A server that asks for more patience than this gets no further attempt. */
const LONGEST_WAIT = 10_000;

/**
 * Makes attempts until one gives a result that `waitOf` lets stand: it says how long to wait at least before another
 * attempt, or nothing. The last result stands in any case. Throws the last failure, with the number of attempts in it.
 */
export async function withRetries<T>(
  options: RetryOptions,
  attempt: () => Promise<T>,
  waitOf: (result: T) => number | undefined = () => undefined,
): Promise<{ readonly result: T; readonly attempts: number }> {
  for (let count = 1; ; count++) {
    const more = count < options.attempts;
    let least = 0;
    try {
      const result = await attempt();
      const wanted = more ? waitOf(result) : undefined;
      if (wanted === undefined || wanted > LONGEST_WAIT) return { result, attempts: count };
      least = wanted;
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof NetworkFailure) || !error.retry || !more) throw counted(error, count);
    }
    await options.clock.sleep(Math.max(least, options.backoff * 2 ** (count - 1)), options.signal);
  }
}

function counted(error: unknown, count: number): unknown {
  if (count === 1 || !(error instanceof NetworkFailure)) return error;
  return new NetworkFailure(`${error.message} (${count} attempts)`, { cause: error, refused: error.refused });
}
