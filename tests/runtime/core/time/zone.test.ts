import { DateTime } from 'luxon';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Zone, zoneOf } from '../../../../src/runtime/core/time/index.ts';
import { runs } from '../../../support/tier.ts';

const HOUR = 3_600_000;

function zone(name: string): Zone {
  const found = zoneOf(name);
  if (!found) throw new TypeError(`no zone ${name}`);
  return found;
}

const local = (text: string) => Date.parse(`${text}Z`);
const iso = (instant: number) => new Date(instant).toISOString().replace('.000', '');

describe('names', () => {
  test.each([
    'UTC',
    'Europe/Berlin',
    'America/Argentina/Buenos_Aires',
    'Asia/Kolkata',
    'US/Eastern',
    'Etc/UTC',
  ])('%s is a zone', (name) => {
    expect(zoneOf(name)?.name).toBe(name);
  });

  test.each([
    'EST',
    'EST5EDT',
    'CET',
    'GMT',
    'Zulu',
    '+02:00',
    'UTC+2',
    'utc',
    'europe/berlin',
    'Mars/Base',
    '',
  ])('%j is none', (name) => {
    expect(zoneOf(name)).toBeUndefined();
  });

  test('every zone of this machine is known', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !zoneOf(name))).toEqual([]);
  });
});

test('offsets are those of luxon', () => {
  const names = ['Africa/Monrovia', 'America/Noronha', 'Asia/Gaza', 'Europe/Dublin', 'Pacific/Apia', 'UTC'];
  const instant = fc.integer({ min: Date.UTC(1900, 0) / 1000, max: Date.UTC(2100, 0) / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...names), instant, (name, seconds) => {
      const time = DateTime.fromMillis(seconds * 1000, { zone: name });
      // It cuts offsets with seconds, of the time before standards, to minutes.
      const minutes = zone(name).offsetAt(seconds * 1000) / 60_000;
      expect(Math.abs(minutes - time.offset)).toBeLessThan(1);
    }),
    { seed: 7, numRuns: runs(300, 10_000) },
  );
});

describe('changes', () => {
  test.each([
    ['Africa/Monrovia', '1972-01-01', ['1972-01-07T00:44:30Z']],
    ['America/Noronha', '2000-10-01', ['2000-10-08T02:00:00Z', '2000-10-15T01:00:00Z']],
    ['Africa/Casablanca', '2024-03-01', ['2024-03-10T02:00:00Z', '2024-04-14T02:00:00Z']],
    ['Africa/Cairo', '2014-05-01', ['2014-05-15T22:00:00Z', '2014-06-26T21:00:00Z']],
    ['UTC', '2026-01-01', []],
  ])('of %s after %s', (name, day, changes) => {
    const from = Date.parse(day);
    const found = zone(name).transitionsIn([from, from + 61 * 24 * HOUR]);
    expect(found.map(({ at }) => iso(at))).toEqual(changes);
    for (const { at, before, after } of found) {
      expect(zone(name).offsetAt(at - 1)).toBe(before);
      expect(zone(name).offsetAt(at)).toBe(after);
    }
  });

  test('a range takes in its start and leaves out its end', () => {
    const change = Date.parse('2026-03-29T01:00Z');
    const berlin = zone('Europe/Berlin');
    expect(berlin.transitionsIn([change, change + 1])).toEqual([
      { at: change, before: HOUR, after: 2 * HOUR },
    ]);
    expect(berlin.transitionsIn([change - 1, change])).toEqual([]);
    expect(berlin.transitionsIn([change + 1, change + 2])).toEqual([]);
  });
});

describe('instants of a time', () => {
  test.each([
    // Plain, in a gap, at its edges; twice, and just not any more.
    ['Europe/Berlin', '2026-06-01T12:00', ['2026-06-01T10:00:00Z']],
    ['Europe/Berlin', '2026-03-29T02:00', ['2026-03-29T01:00:00Z']],
    ['Europe/Berlin', '2026-03-29T02:59', ['2026-03-29T01:00:00Z']],
    ['Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00:00Z']],
    ['Europe/Berlin', '2026-10-25T02:00', ['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z']],
    ['Europe/Berlin', '2026-10-25T02:59:59', ['2026-10-25T00:59:59Z', '2026-10-25T01:59:59Z']],
    ['Europe/Berlin', '2026-10-25T03:00', ['2026-10-25T02:00:00Z']],
    // Half an hour.
    ['Australia/Lord_Howe', '2026-10-04T02:15', ['2026-10-03T15:30:00Z']],
    ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']],
    // Two hours.
    ['Antarctica/Troll', '2026-03-29T01:30', ['2026-03-29T01:00:00Z']],
    ['Antarctica/Troll', '2026-10-25T02:30', ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z']],
    // A day that there was not.
    ['Pacific/Apia', '2011-12-30T00:00', ['2011-12-30T10:00:00Z']],
    ['Pacific/Apia', '2011-12-30T23:59', ['2011-12-30T10:00:00Z']],
    ['Pacific/Apia', '2011-12-31T00:00', ['2011-12-30T10:00:00Z']],
    // A day that there was twice.
    ['Pacific/Kwajalein', '1969-09-30T12:00', ['1969-09-30T01:00:00Z', '1969-10-01T00:00:00Z']],
    // Midnight twice, and never.
    ['America/Havana', '2026-11-01T00:00', ['2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z']],
    ['Asia/Beirut', '2026-03-29T00:00', ['2026-03-28T22:00:00Z']],
  ])('%s %s', (name, time, instants) => {
    expect(iso(zone(name).firstInstantOf(local(time)))).toBe(instants[0]);
    expect(iso(zone(name).lastInstantOf(local(time)))).toBe(instants.at(-1));
  });
});
