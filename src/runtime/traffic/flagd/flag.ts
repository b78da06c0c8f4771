/** One flag: its variants, and the targeting that shares users out between them. */
import { partsOf, percentOf } from '../parts.ts';

export interface FlagDefinition {
  readonly state?: unknown;
  readonly variants: Readonly<Record<string, unknown>>;
  readonly defaultVariant?: unknown;
  readonly targeting?: unknown;
}

/** Names of the two variants. */
export interface Variants {
  readonly off: string;
  readonly on: string;
}

export function isFlag(value: unknown): value is FlagDefinition {
  if (typeof value !== 'object' || value === null) return false;
  const { variants } = value as { readonly variants?: unknown };
  return typeof variants === 'object' && variants !== null && !Array.isArray(variants);
}

/** Percent that see `on`; undefined for a targeting that says something else. */
export function shareOf(
  { state, targeting, defaultVariant }: FlagDefinition,
  variants: Variants,
): number | undefined {
  if (state !== 'ENABLED') return 0;
  if (isNothing(targeting)) {
    if (defaultVariant === variants.off) return 0;
    return defaultVariant === variants.on ? 100 : undefined;
  }
  const { fractional } = targeting as { readonly fractional?: unknown };
  if (!Array.isArray(fractional)) return undefined;
  // By what users are drawn may stand before the buckets, of which a third one would take from the two.
  const buckets: readonly unknown[] = fractional.slice(Array.isArray(fractional[0]) ? 0 : 1);
  const [on, off] = buckets;
  if (buckets.length !== 2 || !isBucket(on) || !isBucket(off)) return undefined;
  if (on[0] !== variants.on || off[0] !== variants.off || on[1] + off[1] === 0) return undefined;
  return percentOf(on[1], off[1]);
}

function isNothing(targeting: unknown): boolean {
  if (targeting === undefined || targeting === null) return true;
  return typeof targeting === 'object' && Object.keys(targeting).length === 0;
}

function isBucket(value: unknown): value is readonly [string, number] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'number' &&
    value[1] >= 0
  );
}

/**
 * The flag with that share. `on` is first: as the share grows, nobody who is in goes out. Users without a key to be drawn
 * by get the default.
 */
export function flagAt(
  flag: FlagDefinition,
  weight: number,
  { off, on }: Variants,
  by: readonly string[],
): FlagDefinition {
  // Older ones want weights that add up to 100, and whole ones.
  const unit = Number.isInteger(weight) ? 1 : 100;
  const share = partsOf(weight, 100 * unit);
  const key =
    by.length === 0 ? [] : [{ cat: [{ var: '$flagd.flagKey' }, ...by.map((name) => ({ var: name }))] }];
  return {
    ...flag,
    state: 'ENABLED',
    defaultVariant: weight === 100 ? on : off,
    targeting: {
      fractional: [...key, [on, share], [off, 100 * unit - share]],
    },
  };
}
