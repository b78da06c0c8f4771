/** Times that come back every week, as minutes of the week from Monday 00:00. */
import type { Window } from '../../../parser/tree.ts';

const minutesOfDay = 24 * 60;
export const minutesOfWeek = 7 * minutesOfDay;

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The days of the week that a word means, Monday being 0. */
function daysOf(word: string): readonly number[] {
  if (word === 'day') return [0, 1, 2, 3, 4, 5, 6];
  return word === 'weekday' ? [0, 1, 2, 3, 4] : [names.indexOf(word)];
}

/** The minutes that a window takes; undefined when it does not come back every week. */
export function minutesOf({ every, between, outside }: Window): ReadonlySet<number> | undefined {
  if (outside) return remaining(outside);
  if (!every) return undefined;
  const [from, until] = (between?.value ?? '00:00-24:00').split('-').map(minuteOf) as [number, number];
  const length = until > from ? until - from : until + minutesOfDay - from;
  const starts = every.flatMap(({ value }) => daysOf(value)).map((day) => day * minutesOfDay + from);
  return new Set(
    starts.flatMap((start) => Array.from({ length }, (_, minute) => (start + minute) % minutesOfWeek)),
  );
}

/** The minutes that none of the windows takes. */
function remaining(windows: readonly Window[]): ReadonlySet<number> | undefined {
  const open = windows.map(minutesOf).filter((taken) => taken !== undefined);
  if (open.length < windows.length) return undefined;
  const minutes = Array.from({ length: minutesOfWeek }, (_, minute) => minute);
  return new Set(minutes.filter((minute) => !open.some((taken) => taken.has(minute))));
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
