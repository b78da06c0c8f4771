import { describe, expect, test } from 'vitest';
import { isUnknown, type Known, unknown } from '../../../../src/plan/value.ts';
import type { Weekday, Window } from '../../../../src/plan/window.ts';
import { type Calendars, noCalendars } from '../../../../src/runtime/core/time/calendars.ts';
import {
  freezeAt,
  nextFree,
  type Timetable,
  timetableOf,
  zoneOf,
} from '../../../../src/runtime/core/time/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Saturday. */
const now = Date.parse('2026-11-21T15:00Z');

function timetable(window: Window, timezone = 'UTC', calendars: Calendars = noCalendars): Timetable {
  const found = timetableOf({ window, timezone }, calendars);
  if (isUnknown(found)) throw new TypeError(found.reason);
  return found;
}

/** Instants as text. */
function told(value: Known<unknown>): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'number' ? new Date(item).toISOString().slice(0, 16) : item,
    ) ?? 'null',
  );
}

const weekends: Window = { kind: 'weekly', days: [6, 7] };
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const nights: Window = { kind: 'weekly', days: everyDay, between: { from: 22 * 60, until: 6 * 60 } };
const always: Window = { kind: 'weekly', days: everyDay };
const absolute = (from: string, until: string): Window => ({ kind: 'absolute', from, until });

describe('at an instant', () => {
  test.each<[string, Window, string, unknown]>([
    ['frozen', weekends, 'Europe/Berlin', { frozen: true, until: '2026-11-22T23:00' }],
    [
      'free',
      nights,
      'Europe/Berlin',
      { frozen: false, next: { from: '2026-11-21T21:00', until: '2026-11-22T05:00' } },
    ],
    [
      'far ahead',
      absolute('2026-01-01T00:00', '2066-01-01T00:00'),
      'UTC',
      { frozen: true, until: '2066-01-01T00:00' },
    ],
    ['over', absolute('2026-01-01T00:00', '2026-01-02T00:00'), 'UTC', { frozen: false }],
    ['always', always, 'UTC', { frozen: true }],
    ['never open', { kind: 'outside', open: [] }, 'UTC', { frozen: true }],
    [
      'not open any more',
      { kind: 'outside', open: [absolute('2020-01-01T00:00', '2021-01-01T00:00')] },
      'UTC',
      { frozen: true },
    ],
    [
      'open, and not again',
      { kind: 'outside', open: [absolute('2026-01-01T00:00', '2027-01-01T00:00')] },
      'UTC',
      { frozen: false, next: { from: '2027-01-01T00:00' } },
    ],
  ])('%s', (_, window, zone, standing) => {
    expect(told(timetable(window, zone).at(now))).toEqual(standing);
  });

  test('an edge belongs to what begins there', () => {
    const table = timetable(absolute('2026-11-27T00:00', '2026-12-01T00:00'));
    const frozenAt = (text: string) => {
      const standing = table.at(Date.parse(text));
      return !isUnknown(standing) && standing.frozen;
    };
    expect(frozenAt('2026-11-26T23:59:59.999Z')).toBe(false);
    expect(frozenAt('2026-11-27T00:00Z')).toBe(true);
    expect(frozenAt('2026-11-30T23:59:59.999Z')).toBe(true);
    expect(frozenAt('2026-12-01T00:00Z')).toBe(false);
  });

  const leapDays: Calendars = {
    ...noCalendars,
    occurrences: (...[, , [from, until]]) =>
      [2024, 2028, 2032].map((year) => Date.UTC(year, 1, 29)).filter((day) => day >= from && day < until),
  };
  const leapDay: Window = { kind: 'recurring', rule: 'LEAP', start: '2024-02-29T00:00', duration: DAY };

  test('what comes after more than a year is foreseen', () => {
    expect(told(freezeAt(leapDay, zone('UTC'), now, leapDays))).toEqual({
      frozen: false,
      next: { from: '2028-02-29T00:00', until: '2028-03-01T00:00' },
    });
  });

  test('what is too much to foresee for ten years is known for one', () => {
    const busy: Calendars = {
      ...leapDays,
      occurrences: (...[, , [from, until]]) => (until - from > 1000 * DAY ? unknown('too much') : []),
    };
    expect(freezeAt(leapDay, zone('UTC'), now, busy)).toEqual({ frozen: false });
  });

  test('what cannot be read is unknown', () => {
    expect(freezeAt({ kind: 'holidays', region: 'US' }, zone('UTC'), now, noCalendars)).toEqual(
      unknown('nothing is read from outside'),
    );
  });

  test('it is expanded once for what is asked of the same weeks', () => {
    let reads = 0;
    const table = timetable({ kind: 'calendar', source: 'a.ics' }, 'UTC', {
      ...noCalendars,
      calendar: (...[, , [from]]) => {
        reads += 1;
        return [[from, from + 500 * DAY]];
      },
    });
    for (let i = 0; i < 24; i++) table.at(now + i * HOUR);
    expect(reads).toBeLessThanOrEqual(2);
  });

  test('a zone that is not known here', () => {
    expect(timetableOf({ window: weekends, timezone: 'Mars/Base' }, noCalendars)).toEqual(
      unknown('the time zone Mars/Base is not known here'),
    );
  });
});

describe('the next time in which no freeze holds', () => {
  test.each<[string, readonly Window[], unknown]>([
    ['after all of them', [weekends, nights], { from: '2026-11-23T06:00', until: '2026-11-23T22:00' }],
    ['now', [nights], { from: '2026-11-21T15:00', until: '2026-11-21T22:00' }],
    ['without any', [], { from: '2026-11-21T15:00' }],
    ['never', [always, nights], null],
    [
      'after one that lasts years',
      [absolute('2026-01-01T00:00', '2030-01-01T03:00'), nights],
      { from: '2030-01-01T06:00', until: '2030-01-01T22:00' },
    ],
    [
      'for good',
      [absolute('2026-01-01T00:00', '2027-01-01T00:00'), absolute('2026-06-01T00:00', '2027-02-01T00:00')],
      { from: '2027-02-01T00:00' },
    ],
  ])('%s', (_, windows, free) => {
    expect(
      told(
        nextFree(
          windows.map((window) => timetable(window)),
          now,
        ),
      ),
    ).toEqual(free);
  });

  test('in zones of their own', () => {
    const tables = [timetable(weekends, 'America/New_York'), timetable(nights, 'Europe/Berlin')];
    expect(told(nextFree(tables, now))).toEqual({ from: '2026-11-23T05:00', until: '2026-11-23T21:00' });
  });

  test('unknown where one of them is', () => {
    const unread = timetable({ kind: 'calendar', source: 'a.ics' });
    expect(nextFree([timetable(nights), unread], now)).toEqual(unknown('nothing is read from outside'));
  });
});

function zone(name: string) {
  const found = zoneOf(name);
  if (!found) throw new TypeError(`no zone ${name}`);
  return found;
}
