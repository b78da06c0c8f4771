/** Shares in whole parts, which is how most of what drivers move takes them. */

/** How many of `whole` parts are `weight` percent: never more than was asked for, whatever binary fractions make of it. */
export function partsOf(weight: number, whole: number): number {
  return Math.floor((weight / 100) * whole + 1e-9);
}

/** Percent of both that are on `part`, to a hundredth; NaN where both take nothing. */
export function percentOf(part: number, other: number): number {
  return Number(((part / (part + other)) * 100).toFixed(2));
}
