/** A fraction as percent, in decimal: 0.07 is 7, not 7.000000000000001. */
export function percent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}
