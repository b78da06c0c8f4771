/** Windows on the wall clock, for properties; they need nothing from outside. */
import * as fc from 'fast-check';
import type { Weekday, Window } from '../../../src/plan/window.ts';

const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, { minLength: 1 });

const between = fc
  .record({ from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 1, max: 1440 }) })
  .filter(({ from, until }) => from !== until);

/** Within days of the instant, which is taken for a time on the clock. */
export function absoluteNear(instant: number): fc.Arbitrary<Extract<Window, { kind: 'absolute' }>> {
  return fc
    .tuple(fc.integer({ min: -3 * 1440, max: 3 * 1440 }), fc.integer({ min: 1, max: 2 * 1440 }))
    .map(([start, length]) => ({
      kind: 'absolute',
      from: textOf(instant + start * 60_000),
      until: textOf(instant + (start + length) * 60_000),
    }));
}

export const weekly: fc.Arbitrary<Window> = fc.oneof(
  fc.record({ kind: fc.constant('weekly' as const), days }),
  fc.record({ kind: fc.constant('weekly' as const), days, between }),
);

/** `2026-11-27T00:00` of a time on the wall clock. */
function textOf(local: number): string {
  return new Date(Math.floor(local / 60_000) * 60_000).toISOString().slice(0, 16);
}

/** Spans of a few days, in any order, overlapping at will. */
export const spans: fc.Arbitrary<readonly (readonly [number, number])[]> = fc.array(
  fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([start, length]) => [start, start + length] as const),
  { maxLength: 12 },
);
