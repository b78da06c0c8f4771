/**
 * How much time has passed for certain between two looks. The monotonic clock of one boot of one machine counts it
 * exactly, and is not moved by anyone who sets the clock. Across machines there is only the store's clock: what it lost is
 * not asked back, where it went backwards nothing is credited, and by as much as it differs from the clocks of the machines
 * that asked it, it may have jumped. A jump that those clocks made with it cannot be told from time that passed.
 */

/** Milliseconds all. */
export interface Moment {
  /** The store's clock, since the epoch. */
  readonly wall: number;
  /** The monotonic clock of a boot, read before the other. */
  readonly monotonic: number;
  /** How much later the other was read, at most. */
  readonly took: number;
  /** Which boot of which machine. */
  readonly boot: string;
  /** How much the store's clock is ahead of the machine's for certain, negative where it is behind; absent: not at all. */
  readonly skew?: number;
}

/** The clocks are so far apart, milliseconds, that people are told; and that nothing rises by them. */
export const NOTABLE_SKEW = 5_000;
export const MOST_SKEW = 60_000;

/** Never negative. What passed between the readings of the two clocks is not credited by both. */
export function credited(before: Moment | undefined, now: Moment): number {
  if (!before) return 0;
  const passed =
    before.boot === now.boot
      ? now.monotonic - before.monotonic
      : now.wall - now.took - before.wall - uncertainty(before) - uncertainty(now);
  return Math.max(0, passed);
}

function uncertainty({ skew = 0 }: Moment): number {
  return Math.abs(skew);
}
