/** Dates, times and durations of iCalendar. */
import { CalendarFailure, type Property } from './components.ts';

const DAY = 86_400_000;

/** What clocks show, in milliseconds since 1970-01-01T00:00 as if there were no zones. */
export interface WallTime {
  readonly wall: number;
  /** A day, without a time. */
  readonly date: boolean;
  /** The name of the zone in which it is meant; absent: wherever the calendar is used. */
  readonly zone?: string;
}

/** A length: so much on the wall clock, and then so much more that passes. */
export interface Length {
  readonly wall: number;
  readonly passing: number;
}

/** The value of a property that holds one time. */
export function timeOf(property: Property): WallTime {
  return readTime(property.value, property);
}

/** The values of a list; those of `VALUE=PERIOD` are left as texts to `periodOf`. */
export function timesOf(property: Property): readonly WallTime[] {
  return property.value.split(',').map((text) => readTime(text, property));
}

/** `20261127T000000Z/PT8H`, or with a second time. */
export function periodOf(
  text: string,
  property: Property,
): { readonly start: WallTime; readonly end: WallTime | Length } {
  const [start = '', end = ''] = text.split('/');
  return {
    start: readTime(start, property),
    end: end.startsWith('P') ? readLength(end, property) : readTime(end, property),
  };
}

export function lengthOf(property: Property): Length {
  return readLength(property.value, property);
}

function readTime(text: string, property: Property): WallTime {
  const [, year, month, day, time, hours = '00', minutes = '00', seconds = '00', zulu] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z?))?$/u.exec(text) ?? [];
  // A leap second is the second before it.
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds === '60' ? '59' : seconds}`;
  const wall = year === undefined ? Number.NaN : Date.parse(`${iso}Z`);
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(iso)) throw notATime(property);
  const tzid = property.parameters.get('TZID');
  const zone = zulu === 'Z' ? 'UTC' : tzid;
  return { wall, date: time === undefined, ...(zone !== undefined && time !== undefined && { zone }) };
}

/** `P1DT12H`, `PT30M`, `P2W`: days are those of the calendar, hours pass. */
function readLength(text: string, { name, line }: Property): Length {
  const [whole, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^\+?P(?=\d|T\d)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/u.exec(
      text,
    ) ?? [];
  if (whole === undefined) throw new CalendarFailure(`\`${name}\` on line ${line} is not a duration`);
  return {
    wall: (Number(weeks) * 7 + Number(days)) * DAY,
    passing: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000,
  };
}

function notATime({ name, line }: Property): CalendarFailure {
  return new CalendarFailure(`\`${name}\` on line ${line} is not a date or a time`);
}
