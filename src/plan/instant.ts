/** Reading of instants: RFC 3339 with an offset, seconds optional, to the millisecond. */
import type { LiteralReading } from './units.ts';

const shape =
  /^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?)(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?$/u;

/** Milliseconds from 1970 of `2026-11-27T12:00-05:00`. */
export function readInstant(text: string): LiteralReading {
  const { date, time, offset } = shape.exec(text)?.groups ?? {};
  if (date === undefined)
    return { wrong: `\`${text}\` is not an instant, such as \`2026-11-27T12:00-05:00\`` };
  const local = Date.parse(`${date}T${time ?? '00:00'}Z`);
  // A day that the month has not, such as 30 February, would be read as one of the next month.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(date))
    return { wrong: `\`${text}\` is not in the calendar` };
  if (offset === undefined)
    return {
      wrong: `\`${text}\` is not an instant without ${time === undefined ? 'a time and an offset' : 'an offset'}`,
      write: `${date}T${time ?? '00:00'}Z`,
    };
  const minutes = offset === 'Z' ? 0 : offsetMinutes(offset);
  if (minutes === undefined) return { wrong: `\`${text}\` has an offset that no clock shows` };
  return { value: local - minutes * 60_000 };
}

/** Minutes east of UTC; undefined beyond a day. */
function offsetMinutes(offset: string): number | undefined {
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
