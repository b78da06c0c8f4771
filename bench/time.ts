/** How fast freezes are looked up and expanded, against the same questions asked of luxon. */
import { DateTime } from 'luxon';
import type { Weekday, Window } from '../src/plan/window.ts';
import { noCalendars } from '../src/runtime/core/time/calendars.ts';
import { expand, type Span, TimeIndex, Zone } from '../src/runtime/core/time/index.ts';
import { isUnknown } from '../src/plan/value.ts';
import { type Bar, measure, median, printTimes, speed, type Suite } from './harness.ts';

const MINUTE = 60_000;
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const suite: Suite = {
  title: 'Time',
  about: `Lookup: is an instant frozen, by nights and weekends of Berlin, with the edges of 20 years in the index; 65,536 instants at random. luxon: the local
time of the instant, and its fields compared. Expansion: the spans of a year for 50 ranges over midnight in five zones; luxon
makes both edges of each day. Warm: the changes of clocks are known from before; cold: they are found out.`,
  packages: ['luxon'],
  run: async () => [...(await lookup()), ...(await expansion())],
};

async function lookup(): Promise<Bar[]> {
  const name = 'Europe/Berlin';
  const years: Span = [Date.UTC(2016, 0), Date.UTC(2036, 0)];
  const zone = new Zone(name);
  const index = TimeIndex.union([
    indexOf({ kind: 'weekly', days: [6, 7] }, zone, years),
    indexOf(night(22 * 60, 6 * 60), zone, years),
  ]);
  const byFields = (instant: number) => {
    const { weekday, hour } = DateTime.fromMillis(instant, { zone: name });
    return weekday >= 6 || hour >= 22 || hour < 6;
  };
  const instants = randomInstants(years, 65_536);
  const differences = instants.filter((instant) => index.covers(instant) !== byFields(instant)).length;
  console.log(`  ${differences} differences, ${index.spans.length * 2} edges`);
  if (differences > 0) throw new Error('the index and luxon differ');
  let frozen = 0;
  const ask = (covers: (instant: number) => boolean) => (count: number) => {
    for (let i = 0; i < count; i++) if (covers(instants[i & 0xffff] ?? 0)) frozen++;
    return frozen;
  };
  const measures = await measure([
    { name: 'lookup: luxon', run: ask(byFields) },
    { name: 'lookup: index', run: ask((instant) => index.covers(instant)) },
  ]);
  printTimes(measures);
  const [base, rival] = measures;
  if (!base || !rival) throw new TypeError('nothing was measured');
  return [{ name: 'lookup against luxon', ...speed(rival, base), unit: 'times', atLeast: 100 }];
}

async function expansion(): Promise<Bar[]> {
  const names = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'UTC'];
  const ranges = Array.from({ length: 10 }, (_, i) => [18 * 60 + i * 30, 4 * 60 + i * 15] as const);
  const windows = names.flatMap((zone) => ranges.map(([from, until]) => ({ zone, from, until })));
  const year: Span = [Date.UTC(2026, 0), Date.UTC(2027, 0)];
  const expandAll = (zones: ReadonlyMap<string, Zone>) =>
    windows.map(({ zone: name, from, until }) => {
      const zone = zones.get(name);
      if (!zone) throw new TypeError(`no zone ${name}`);
      return indexOf(night(from, until), zone, year);
    });
  const byLuxon = () => windows.map(({ zone, from, until }) => nightsByLuxon(zone, from, until, year));
  const makeZones = () => new Map(names.map((name) => [name, new Zone(name)]));
  const zones = makeZones();
  const peers = byLuxon();
  const differences = expandAll(zones).filter(
    ({ spans }, i) => JSON.stringify(spans) !== JSON.stringify(peers[i]),
  ).length;
  console.log(`  ${differences} differences, ${peers.flat().length} spans`);
  if (differences > 0) throw new Error('the expansion and luxon differ');
  let last: unknown;
  const again = (work: () => unknown) => (count: number) => {
    for (let i = 0; i < count; i++) last = work();
    return last;
  };
  const measures = await measure([
    { name: 'a year of 50 windows: luxon', run: again(byLuxon) },
    { name: 'a year of 50 windows: warm', run: again(() => expandAll(zones)) },
    { name: 'a year of 50 windows: cold', run: again(() => expandAll(makeZones())) },
  ]);
  printTimes(measures);
  const [base, warm, cold] = measures;
  if (!base || !warm || !cold) throw new TypeError('nothing was measured');
  return [
    { name: 'expansion against luxon, warm', ...speed(warm, base), unit: 'times' },
    { name: 'expansion against luxon, cold', ...speed(cold, base), unit: 'times' },
    { name: 'a year of 50 windows, cold', value: median(cold.samples) / 1e6, unit: 'ms' },
  ];
}

function night(from: number, until: number): Window {
  return { kind: 'weekly', days: everyDay, between: { from, until } };
}

function indexOf(window: Window, zone: Zone, range: Span): TimeIndex {
  const index = expand(window, zone, range, noCalendars);
  if (isUnknown(index)) throw new TypeError(index.reason);
  return index;
}

/** Its start and end by luxon, for every day on which a night of the range begins, cut to the range. */
function nightsByLuxon(zone: string, from: number, until: number, [start, end]: Span): readonly Span[] {
  const nights: Span[] = [];
  for (let day = DateTime.fromMillis(start, { zone }).startOf('day').minus({ days: 1 }); ;) {
    const next = day.plus({ days: 1 });
    const begins = day.set({ hour: Math.floor(from / 60), minute: from % 60 }).toMillis();
    const ends = next.set({ hour: Math.floor(until / 60), minute: until % 60 }).toMillis();
    if (begins >= end) return nights;
    if (ends > start) nights.push([Math.max(begins, start), Math.min(ends, end)]);
    day = next;
  }
}

/** Whole minutes, the same in every run. */
function randomInstants([start, end]: Span, count: number): readonly number[] {
  let state = 20_261_121;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return start + Math.floor((state / 2 ** 32) * ((end - start) / MINUTE)) * MINUTE;
  });
}
