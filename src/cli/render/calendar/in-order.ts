import type { CalendarFreeze, FrozenPeriod } from '../../../app/index.ts';
import { isUnknown } from '../../../plan/value.ts';

/** Every time of every freeze, by its beginning. */
export function inOrder(
  freezes: readonly CalendarFreeze[],
): readonly (readonly [CalendarFreeze, FrozenPeriod])[] {
  return freezes
    .flatMap((freeze) =>
      isUnknown(freeze.times) ? [] : freeze.times.map((period) => [freeze, period] as const),
    )
    .toSorted(
      ([, a], [, b]) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY) || 0,
    );
}
