/**
 * Windows around changes of clocks: the verdicts of the index beside those of somebody who watches a clock, at every edge,
 * one second before it and one second after it.
 */
import { DateTime, IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import type { Weekday, Window } from '../../../../src/plan/window.ts';
import { isUnknown } from '../../../../src/plan/value.ts';
import type { Calendars } from '../../../../src/runtime/core/time/calendars.ts';
import { expand, zoneOf } from '../../../../src/runtime/core/time/index.ts';
import { tier } from '../../../support/tier.ts';
import { NaiveFreeze, WallClock } from '../../../support/wall-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Change {
  readonly zone: string;
  readonly at: number;
  /** Offsets in milliseconds. */
  readonly before: number;
  readonly after: number;
}

/** Half an hour, two hours, Ramadan, midnight skipped and midnight twice, both hemispheres. */
const sampleZones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/New_York',
  'America/Santiago',
  'America/Scoresbysund',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Chatham',
];

/** Days left out and repeated, minutes past midnight, changes of the standard time. */
const notable: readonly (readonly [zone: string, day: string])[] = [
  ['America/Juneau', '1983-10-30'],
  ['America/Caracas', '2007-12-09'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/St_Johns', '2010-11-07'],
  ['Antarctica/Casey', '2020-10-03'],
  ['Asia/Pyongyang', '2015-08-14'],
  ['Asia/Pyongyang', '2018-05-04'],
  ['Europe/London', '1947-04-13'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kwajalein', '1993-08-21'],
];

const isWhole = tier !== 'usual';

test(
  isWhole ? 'every zone, every change from 2024 to 2030' : 'a sample of zones, one year',
  { timeout: 600_000 },
  () => {
    const zones = isWhole ? Intl.supportedValuesOf('timeZone') : sampleZones;
    const range = [Date.UTC(isWhole ? 2024 : 2026, 0), Date.UTC(isWhole ? 2031 : 2027, 0)] as const;
    const changes = zones.flatMap((zone) => {
      const found = changesIn(zone, ...range);
      expect(foundByUs(zone, ...range), zone).toEqual(found);
      return found;
    });
    const kinds = new Map<string, number>();
    const mismatches = changes.flatMap((change) => mismatchesAround(change, kinds));
    const verdicts = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `${verdicts.toLocaleString('en')} verdicts around ${changes.length} changes of ${zones.length} zones, ${mismatches.length} mismatches (${[...kinds].map(([kind, count]) => `${kind} ${count.toLocaleString('en')}`).join(', ')}; tz ${process.versions.tz})`,
    );
    expect(mismatches).toEqual([]);
    expect([...kinds.keys()]).toHaveLength(5);
    expect(changes.length).toBeGreaterThan(isWhole ? 1500 : 20);
  },
);

test.each(notable)('%s on %s', (zone, day) => {
  const noon = Date.parse(`${day}T12:00Z`);
  const changes = changesIn(zone, noon - 2 * DAY, noon + 2 * DAY);
  expect(changes).not.toEqual([]);
  expect(foundByUs(zone, noon - 2 * DAY, noon + 2 * DAY)).toEqual(changes);
  expect(changes.flatMap((change) => mismatchesAround(change, new Map()))).toEqual([]);
});

/** By luxon, every six hours and then every minute. */
function changesIn(zone: string, from: number, until: number): readonly Change[] {
  const clock = IANAZone.create(zone);
  const offset = (instant: number) => clock.offset(instant) * MINUTE;
  const changes: Change[] = [];
  for (let at = from; at < until; at += 6 * HOUR) {
    if (offset(at) === offset(at + 6 * HOUR)) continue;
    for (let minute = at + MINUTE; minute <= at + 6 * HOUR; minute += MINUTE) {
      const [before, after] = [offset(minute - MINUTE), offset(minute)];
      if (before !== after) changes.push({ zone, at: minute, before, after });
    }
  }
  return changes;
}

function foundByUs(zone: string, from: number, until: number): readonly Change[] {
  return (zoneOf(zone)?.transitionsIn([from + 1, until + 1]) ?? []).map((change) => ({ zone, ...change }));
}

/** Verdicts that differ, as texts; counts all of them by kind. */
function mismatchesAround(change: Change, kinds: Map<string, number>): readonly string[] {
  const zone = zoneOf(change.zone);
  if (!zone) return [`${change.zone} is not known`];
  const [from, until] = [change.at - 49 * HOUR, change.at + 49 * HOUR];
  const clock = new WallClock(change.zone, from - 3 * DAY, until + 3 * DAY);
  return windowsAround(change).flatMap((window) => {
    const index = expand(window, zone, [from, until], daily);
    if (isUnknown(index)) return [index.reason];
    const naive = new NaiveFreeze(window, clock);
    const instants = [from, ...index.spans.flat(), ...naive.edges]
      .flatMap((edge) => [edge - 1000, edge, edge + 1000])
      .filter((instant) => instant >= from && instant < until);
    kinds.set(window.kind, (kinds.get(window.kind) ?? 0) + instants.length);
    return instants
      .filter((instant) => index.covers(instant) !== naive.frozenAt(instant))
      .map((instant) => `${change.zone} ${new Date(instant).toISOString()} ${JSON.stringify(window)}`);
  });
}

/** With edges before, in and after the time that is shown never or twice. */
function windowsAround({ at, before, after }: Change): readonly Window[] {
  const [low, high] = [at + Math.min(before, after), at + Math.max(before, after)];
  const quarter = Math.floor((high - low) / 4 / MINUTE) * MINUTE;
  const middle = low + 2 * quarter;
  const weekday = (time: number) => DateTime.fromMillis(time, { zone: 'utc' }).weekday as Weekday;
  const text = (time: number) => new Date(time).toISOString().slice(0, 16);
  const minute = (time: number) => (((time % DAY) + DAY) % DAY) / MINUTE;
  const absolute = (start: number, end: number): Window => ({
    kind: 'absolute',
    from: text(start),
    until: text(end),
  });
  const weekly = (days: readonly Weekday[], start?: number, end?: number): Window => ({
    kind: 'weekly',
    days,
    ...(start !== undefined && end !== undefined && { between: { from: start, until: end } }),
  });
  const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  const outside = (...open: readonly Window[]): Window => ({ kind: 'outside', open });
  const recurring = (time: number, duration: number): Window => ({
    kind: 'recurring',
    rule: 'FREQ=DAILY',
    start: text(time - 30 * DAY),
    duration,
  });
  const holiday = (time: number): Window => ({ kind: 'holidays', region: text(time).slice(0, 10) });
  return [
    absolute(low, high),
    absolute(low + quarter, high - quarter),
    absolute(low - HOUR, middle),
    absolute(middle, high + HOUR),
    weekly([weekday(low)]),
    weekly([weekday(high + DAY)]),
    weekly([weekday(low - DAY)]),
    weekly([6, 7]),
    weekly(everyDay, 22 * 60, 6 * 60),
    weekly(everyDay, minute(middle), minute(low - HOUR)),
    weekly(everyDay, 23 * 60 + 30, 30),
    weekly([weekday(low)], 14 * 60, 24 * 60),
    weekly([weekday(low)], 0, minute(middle) || 1),
    outside(weekly([1, 2, 3, 4, 5], 9 * 60, 16 * 60)),
    outside(weekly(everyDay, minute(low + quarter), minute(high - quarter))),
    outside(weekly(everyDay, minute(middle), minute(middle + 8 * HOUR))),
    outside(weekly([weekday(low)]), absolute(middle, high + 30 * HOUR)),
    outside(recurring(middle, HOUR), holiday(high)),
    recurring(middle, 30 * MINUTE),
    recurring(low - 2 * HOUR, 9 * HOUR),
    holiday(low),
    holiday(high + DAY),
  ];
}

/** Rules recur daily, and a region names its one holiday. */
const daily: Calendars = {
  occurrences(_, start, [from, until]) {
    const times: number[] = [];
    for (let time = Date.parse(`${start}Z`); time < until; time += DAY) if (time >= from) times.push(time);
    return times;
  },
  holidays(region) {
    const day = Date.parse(`${region}T00:00Z`);
    return [[day, day + DAY]];
  },
  calendar: () => [],
};
