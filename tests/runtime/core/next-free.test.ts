import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUnknown } from '../../../src/plan/value.ts';
import type { Window } from '../../../src/plan/window.ts';
import { nextFreeSlot, type TimedFreeze } from '../../../src/runtime/core/next-free.ts';
import { noCalendars } from '../../../src/runtime/core/time/calendars.ts';
import { timetableOf } from '../../../src/runtime/core/time/index.ts';
import { runs } from '../../support/tier.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-24T10:00:00Z');

function timed(window: Window, timezone = 'UTC'): TimedFreeze {
  const timetable = timetableOf({ window, timezone }, noCalendars);
  if (isUnknown(timetable)) throw new Error(timetable.reason);
  return { timezone, timetable };
}

test('told on the clocks of the freeze that lifts then', () => {
  const nights = timed({ kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], between: { from: 1320, until: 360 } });
  const tuesday = timed({ kind: 'weekly', days: [2] }, 'America/New_York');
  expect(nextFreeSlot([nights, tuesday], [], start)?.text).toBe('Wed 25 Nov 06:00 UTC (in 20 h)');
  expect(nextFreeSlot([tuesday], [], start)?.text).toBe('Wed 25 Nov 00:00 New York (in 19 h)');
});

test('of stops made by hand alone in UTC', () => {
  const stops = [
    { from: start - HOUR, until: start + HOUR },
    { from: start + HOUR, until: start + 2 * HOUR },
  ];
  expect(nextFreeSlot([], stops, start)?.text).toBe('Tue 24 Nov 12:00 UTC (in 2 h)');
});

test('none where no end is foreseen, or something is unknown', () => {
  expect(nextFreeSlot([timed({ kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7] })], [], start)).toBeUndefined();
  expect(nextFreeSlot([timed({ kind: 'holidays', region: 'US' })], [], start)).toBeUndefined();
});

const dayRange = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
  .filter(([from, until]) => from !== until)
  .map(([from, until]) => ({ from, until }));
const window = fc.record({
  kind: fc.constant('weekly' as const),
  days: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), { minLength: 1, maxLength: 4 }),
  between: dayRange,
});
const stop = fc
  .tuple(fc.integer({ min: -5, max: 200 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]) => ({ from: start + from * HOUR, until: start + (from + length) * HOUR }));

test('it is free, and every minute before it is not', () => {
  fc.assert(
    fc.property(fc.array(window, { maxLength: 4 }), fc.array(stop, { maxLength: 4 }), (windows, stops) => {
      const freezes = windows.map((one) => timed(one as Window, 'Europe/Berlin'));
      const isFree = (at: number) =>
        !stops.some(({ from, until }) => from <= at && at < until) &&
        freezes.every(({ timetable }) => {
          const standing = timetable.at(at);
          return !isUnknown(standing) && !standing.frozen;
        });
      const slot = nextFreeSlot(freezes, stops, start);
      if (slot) expect(isFree(slot.at)).toBe(true);
      for (let at = start; at < Math.min(slot?.at ?? start + 72 * HOUR, start + 72 * HOUR); at += HOUR / 4)
        expect(isFree(at)).toBe(false);
    }),
    { seed: 11, numRuns: runs(50, 2000) },
  );
});
