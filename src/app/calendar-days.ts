/** Days of a calendar, and which freezes each of them sees. */
import { isUnknown } from '../plan/value.ts';
import { type Span, zoneOf } from '../runtime/core/time/index.ts';
import type { CalendarDay, CalendarFreeze } from './report.ts';

const DAY = 86_400_000;

/** From the beginning of the first month that the range touches to the end of the last. */
export function monthsAround([from, until]: Span, timezone: string): Span {
  const zone = zoneOf(timezone);
  if (!zone) return [from, until];
  const first = new Date(zone.localAt(from));
  const last = new Date(zone.localAt(until - 1));
  return [
    zone.firstInstantOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth())),
    zone.firstInstantOf(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1)),
  ];
}

/** Every local day of the range. A freeze whose times are not known may hold on any of them. */
export function calendarDays(
  freezes: readonly CalendarFreeze[],
  [from, until]: Span,
  timezone: string,
): readonly CalendarDay[] {
  const zone = zoneOf(timezone);
  if (!zone) return [];
  const days: CalendarDay[] = [];
  for (let local = Math.floor(zone.localAt(from) / DAY) * DAY; local < zone.localAt(until); local += DAY) {
    const day: Span = [zone.firstInstantOf(local), zone.firstInstantOf(local + DAY)];
    days.push({
      date: new Date(local).toISOString().slice(0, 10),
      freezes: freezes.flatMap((freeze, index) => {
        const part = partOf(freeze, day);
        return part === 'none' ? [] : [{ index, whole: part === 'whole' }];
      }),
    });
  }
  return days;
}

function partOf({ times }: CalendarFreeze, [start, end]: Span): 'none' | 'part' | 'whole' {
  if (isUnknown(times)) return 'whole';
  const here = times.filter(
    (one) => (one.from ?? Number.NEGATIVE_INFINITY) < end && (one.until ?? Number.POSITIVE_INFINITY) > start,
  );
  if (here.length === 0) return 'none';
  return here.some(
    (one) =>
      (one.from ?? Number.NEGATIVE_INFINITY) <= start && (one.until ?? Number.POSITIVE_INFINITY) >= end,
  )
    ? 'whole'
    : 'part';
}
