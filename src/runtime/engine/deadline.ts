import { formatDuration } from '../../plan/units.ts';
import { ProbeFailure } from '../failure.ts';
import type { Clock } from '../ports/index.ts';

/**
 * Runs `work` for at most `ms`. Its signal is aborted at the deadline and with `signal`; the result does not wait for
 * work that ignores it. Rejects with `ProbeFailure` at the deadline, with the signal's reason when that is aborted.
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
    () => stop.abort(new ProbeFailure(`it took longer than ${formatDuration(ms)}`)),
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
