/** Instants for people, on the clocks of a zone. */
import { clockText, placeOfZone } from '../../plan/clock-text.ts';
import { formatDuration, formatInstant, isInCalendar } from '../../plan/units.ts';
import { zoneOf } from './time/zone.ts';

/**
 * `Tue 1 Dec 00:00 New York`, on the clocks of the zone of that name; the year where it is not that of `now`, seconds where
 * there are some. A zone that is not known here gives RFC 3339, as does what its clocks cannot show.
 */
export function localText(instant: number, zoneName: string, now: number): string {
  const zone = isInCalendar(instant) && isInCalendar(now) ? zoneOf(zoneName) : undefined;
  const local = zone?.localAt(instant);
  if (!zone || local === undefined || !isInCalendar(local)) return formatInstant(instant);
  return `${clockText(local, zone.localAt(now))} ${placeOfZone(zoneName)}`;
}

const timeLeft = / \(in (?:[\d.]+ [a-z]+ ?)+\)/u;

/** A text with a `comingText` in it, for those who read it later: without the time left. */
export function lastingText(text: string): string {
  return text.replace(timeLeft, '');
}

/** The same with the time left: `Tue 1 Dec 00:00 New York (in 3 d 4 h)`. */
export function comingText(instant: number, zoneName: string, now: number): string {
  return `${localText(instant, zoneName, now)} (in ${formatDuration(instant - now)})`;
}
