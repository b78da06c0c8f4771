/**
 * How much time has passed for certain between two looks. The monotonic clock of one boot of one machine counts it
 * exactly, and is not moved by anyone who sets the clock. Across machines there is only the store's clock; what it lost is
 * not asked back, and where it went backwards nothing is credited.
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
}

/** Never negative. What passed between the readings of the two clocks is not credited by both. */
export function credited(before: Moment | undefined, now: Moment): number {
  if (!before) return 0;
  const passed =
    before.boot === now.boot ? now.monotonic - before.monotonic : now.wall - now.took - before.wall;
  return Math.max(0, passed);
}
