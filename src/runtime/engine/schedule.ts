import type { Clock } from '../ports/index.ts';

export interface Series {
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Of the last look, from the start. */
  readonly duration: number;
}

/**
 * Looks again and again: at each series every `every` milliseconds, up to and with its `duration`, from the look at 0 that
 * has been made when this is called. Series that are due together are looked at together. A look that takes longer delays
 * those after it, so that a series never ends early, but where `look` says that it is decided.
 */
export async function lookRepeatedly<S extends Series>(
  clock: Clock,
  signal: AbortSignal,
  start: number,
  series: readonly S[],
  look: (due: readonly S[]) => Promise<ReadonlySet<S>>,
): Promise<void> {
  let open = series.map((one) => ({ one, next: one.every }));
  for (;;) {
    open = open.filter(({ one, next }) => next <= one.duration);
    if (open.length === 0) return;
    const due = Math.min(...open.map(({ next }) => next));
    await clock.sleep(Math.max(0, start + due - clock.monotonic()), signal);
    signal.throwIfAborted();
    const elapsed = Math.max(due, clock.monotonic() - start);
    const now = open.filter(({ next }) => next <= elapsed);
    const decided = await look(now.map(({ one }) => one));
    open = open
      .filter(({ one }) => !decided.has(one))
      .map(({ one, next }) => ({ one, next: next <= elapsed ? next + one.every : next }));
  }
}
