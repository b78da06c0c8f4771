import { expect, test } from 'vitest';
import { isUnknown } from '../../../src/plan/value.ts';
import type { Window } from '../../../src/plan/window.ts';
import { noCalendars } from '../../../src/runtime/core/time/calendars.ts';
import { timetableOf } from '../../../src/runtime/core/time/index.ts';
import { upcoming } from '../../../src/runtime/core/upcoming.ts';

const at = Date.parse('2026-11-24T10:00:00Z');

function next(window: Window, most = 2) {
  const timetable = timetableOf({ window, timezone: 'UTC' }, noCalendars);
  return isUnknown(timetable) ? timetable : upcoming(timetable, at, most);
}

test('the one that goes on begins now, the others when they begin', () => {
  expect(next({ kind: 'weekly', days: [2, 5] })).toEqual([
    { from: at, until: Date.parse('2026-11-25T00:00Z') },
    { from: Date.parse('2026-11-27T00:00Z'), until: Date.parse('2026-11-28T00:00Z') },
  ]);
});

test('as many as there are', () => {
  expect(next({ kind: 'absolute', from: '2026-12-01T00:00', until: '2026-12-02T00:00' }, 3)).toHaveLength(1);
  expect(next({ kind: 'absolute', from: '2026-01-01T00:00', until: '2026-01-02T00:00' })).toEqual([]);
});

test('one without an end is the last', () => {
  expect(next({ kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7] })).toEqual([{ from: at }]);
});

test('unknown where the window is', () => {
  expect(isUnknown(next({ kind: 'holidays', region: 'US' }))).toBe(true);
});
