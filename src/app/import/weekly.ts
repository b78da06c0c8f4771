/** Beginnings and ends that recur every week, as a window that means exactly the same. */
import type { Weekday } from '../../plan/window.ts';
import type { Cron } from './cron.ts';
import { NotExpressible } from './imported.ts';

const DAY = 1440;
const WEEK = 7 * DAY;

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Minutes of the week from Monday on; the end may lie in the next one. */
type Stretch = readonly [from: number, until: number];

/** Keys of a freeze. Where no `every` with `between` says it, the time that is left open does. */
export function weeklyWindow(begins: Cron, ends: Cron): Readonly<Record<string, unknown>> {
  const closed = closedTimes(minutesOf(begins), minutesOf(ends));
  const plain = wholeDays(closed) ?? sameTimeOfDay(closed);
  if (plain) return plain;
  const open = gapsBetween(closed).flatMap(cutAtMidnight);
  return { outside: byTimeOfDay(open) };
}

function minutesOf({ times, weekdays = [1, 2, 3, 4, 5, 6, 7] }: Cron): readonly number[] {
  return weekdays.flatMap((day) => times.map((time) => (day - 1) * DAY + time)).toSorted((a, b) => a - b);
}

/** From each beginning to the first end after it; those that touch or overlap are one. */
function closedTimes(begins: readonly number[], ends: readonly number[]): readonly Stretch[] {
  const all = [...ends, ...ends.map((end) => end + WEEK)];
  const stretches = begins.map((from): Stretch => [from, all.find((end) => end > from) ?? from + WEEK]);
  const joined: [number, number][] = [];
  for (const [from, until] of stretches) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else joined.push([from, until]);
  }
  const [first] = joined;
  const last = joined.at(-1);
  if (!first || !last) throw new NotExpressible('never begins');
  // The last of the week may reach into the first of the next.
  if (joined.length > 1 && last[1] >= first[0] + WEEK) {
    last[1] = Math.max(last[1], first[1] + WEEK);
    joined.shift();
  }
  if (last[1] - last[0] >= WEEK) throw new NotExpressible('is frozen at all times');
  return joined;
}

/** `every`, when all of them begin and end at midnight. */
function wholeDays(closed: readonly Stretch[]): Readonly<Record<string, unknown>> | undefined {
  if (closed.some(([from, until]) => from % DAY !== 0 || until % DAY !== 0)) return undefined;
  const days = closed.flatMap(cutAtMidnight).map(([from]) => Math.floor((from % WEEK) / DAY));
  return dailyKeys(days, 0, DAY);
}

/** `every` and `between`, when all of them begin at one time of the day and end at one within 24 hours. */
function sameTimeOfDay(closed: readonly Stretch[]): Readonly<Record<string, unknown>> | undefined {
  const [[from, until] = [0, 0]] = closed;
  const length = until - from;
  const time = from % DAY;
  if (length >= DAY || closed.some(([a, b]) => a % DAY !== time || b - a !== length)) return undefined;
  return dailyKeys(
    closed.map(([start]) => Math.floor(start / DAY)),
    time,
    time + length,
  );
}

function gapsBetween(closed: readonly Stretch[]): readonly Stretch[] {
  return closed.map(([, until], index) => {
    const next = closed[index + 1]?.[0] ?? (closed[0]?.[0] ?? 0) + WEEK;
    return [until, next];
  });
}

function cutAtMidnight([from, until]: Stretch): readonly Stretch[] {
  const cut: Stretch[] = [];
  for (let start = from; start < until; start = (Math.floor(start / DAY) + 1) * DAY)
    cut.push([start, Math.min(until, (Math.floor(start / DAY) + 1) * DAY)]);
  return cut;
}

/** Stretches of one day each, those with the same times together. */
function byTimeOfDay(open: readonly Stretch[]): readonly Readonly<Record<string, unknown>>[] {
  const groups = Map.groupBy(open, ([from, until]) => `${from % DAY} ${until - from}`);
  return [...groups.values()].map((group) => {
    const [[from, until] = [0, 0]] = group;
    const days = group.map(([start]) => Math.floor((start % WEEK) / DAY));
    return dailyKeys(days, from % DAY, (from % DAY) + until - from);
  });
}

/** Days from Monday, 0; minutes of the day, of which the end may be on the next. */
function dailyKeys(days: readonly number[], from: number, until: number): Readonly<Record<string, unknown>> {
  const isWhole = from === 0 && until === DAY;
  return {
    every: daysText([...new Set(days)].toSorted((a, b) => a - b)),
    ...(!isWhole && { between: `${timeText(from)}-${timeText(until === DAY ? DAY : until % DAY)}` }),
  };
}

function daysText(days: readonly number[]): string | readonly string[] {
  const weekday: Weekday[] = [1, 2, 3, 4, 5];
  if (days.length === 7) return 'day';
  if (days.length === 5 && weekday.every((day, index) => days[index] === day - 1)) return 'weekday';
  return days.map((day) => dayNames[day] ?? '');
}

function timeText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
