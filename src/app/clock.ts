import type { Clock } from '../runtime/ports/index.ts';

/** The longest timer of Node; a longer one fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The clock of this machine. */
export function systemClock(): Clock {
  const monotonic = () => Number(process.hrtime.bigint()) / 1e6;
  return {
    now: () => Date.now(),
    monotonic,
    async sleep(ms, signal) {
      const end = monotonic() + ms;
      for (let rest = ms; rest > 0; rest = end - monotonic())
        await pause(Math.min(rest, LONGEST_TIMER), signal);
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
