/**
 * How much time has passed for certain between two looks. The monotonic clock of one boot of one machine counts it
 * exactly, and is not moved by anyone who sets the clock. Across machines there is only the store's clock; what it lost is
 * not asked back, and where it went backwards nothing is credited.
 */

/** Milliseconds all. */
export interface Moment {
  /** The store's clock, since the epoch. */
  readonly wall: number;
  /** The monotonic clock of a boot. */
  readonly monotonic: number;
  /** Which boot of which machine. */
  readonly boot: string;
}

/** Never negative. */
export function credited(before: Moment | undefined, now: Moment): number {
  if (!before) return 0;
  const passed = before.boot === now.boot ? now.monotonic - before.monotonic : now.wall - before.wall;
  return Math.max(0, passed);
}
