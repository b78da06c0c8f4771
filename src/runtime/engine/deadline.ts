import { formatDuration } from '../../plan/units.ts';
import type { Clock, ResolvedRecord } from '../ports/index.ts';

export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** Adapters keep their own timeouts; the engine's deadline comes after them, for one that does not. */
const GRACE = 10_000;
const LONGEST = 15 * 60_000;

/** The time that a configuration itself allows (milliseconds), and a little more; without a `timeout` the usual time. */
export function deadlineOf(config: ResolvedRecord, usual: number): number {
  const number = (key: string) => (typeof config[key] === 'number' ? config[key] : undefined);
  const timeout = number('timeout');
  return timeout === undefined ? usual : Math.min(timeout * (number('attempts') ?? 1) + GRACE, LONGEST);
}

/**
 * Runs `work` for at most `ms`. Its signal is aborted at the deadline and with `signal`; the result does not wait for
 * work that ignores it. Rejects with `DeadlinePassed`, or with the signal's reason when that is aborted.
 */
export async function withDeadline<T>(
  clock: Clock,
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const settled = new AbortController();
  const inner = AbortSignal.any([signal, stop.signal]);
  const aborted = new Promise<never>((_, reject) => {
    inner.addEventListener('abort', () => reject(inner.reason as Error), { once: true });
  });
  const timer = clock.sleep(ms, AbortSignal.any([signal, settled.signal])).then(
    () => stop.abort(new DeadlinePassed(`it took longer than ${formatDuration(ms)}`)),
    // The sleep was ended because the work or the run was.
    () => undefined,
  );
  try {
    return await Promise.race([work(inner), aborted]);
  } finally {
    settled.abort();
    await timer;
  }
}
