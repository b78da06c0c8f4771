/** Times that come back every week, as minutes of the week from Monday 00:00. */
import type { Window } from '../../../parser/tree.ts';

const minutesOfDay = 24 * 60;
export const minutesOfWeek = 7 * minutesOfDay;

const days: Readonly<Record<string, readonly number[]>> = {
  mon: [0],
  tue: [1],
  wed: [2],
  thu: [3],
  fri: [4],
  sat: [5],
  sun: [6],
  weekday: [0, 1, 2, 3, 4],
  day: [0, 1, 2, 3, 4, 5, 6],
};

/** The minutes that a window takes; undefined when it does not come back every week. */
export function minutesOf({ every, between, outside }: Window): ReadonlySet<number> | undefined {
  if (outside) return remaining(outside);
  if (!every) return undefined;
  const [from, until] = between ? between.value.split('-').map(minuteOf) : [0, minutesOfDay];
  if (from === undefined || until === undefined) return undefined;
  const length = until > from ? until - from : until + minutesOfDay - from;
  const starts = every.flatMap(({ value }) => days[value] ?? []).map((day) => day * minutesOfDay + from);
  return new Set(
    starts.flatMap((start) => Array.from({ length }, (_, minute) => (start + minute) % minutesOfWeek)),
  );
}

/** The minutes that none of the windows takes. */
function remaining(windows: readonly Window[]): ReadonlySet<number> | undefined {
  const open = windows.map(minutesOf);
  if (open.includes(undefined)) return undefined;
  const minutes = Array.from({ length: minutesOfWeek }, (_, minute) => minute);
  return new Set(minutes.filter((minute) => !open.some((taken) => taken?.has(minute))));
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
