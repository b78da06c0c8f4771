/** How thoroughly this run tests: `SENTINEL_TIER` is `prove` or `long`, or absent in the usual run. */
export const tier = process.env['SENTINEL_TIER'] ?? 'usual';

/** Runs of a property: few in the usual run, many where time does not matter. */
export function runs(small: number, full: number): number {
  return tier === 'usual' ? small : full;
}

/** For tests on real servers that take long: named in every run, run with the full counts. */
export const skipUnlessProving: boolean = tier === 'usual';
