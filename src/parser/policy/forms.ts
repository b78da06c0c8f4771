/** Texts with a form of their own: rates, tolerances, local times, ranges of the day. */
import { type LiteralReading, readDuration } from '../../plan/units.ts';
import type { Tolerance } from '../tree.ts';

/** A value, or what is wrong with the text and what to write. */
export type Reading<T> = { readonly value: T } | Exclude<LiteralReading, { readonly value: number }>;

const count = '(0|[1-9][0-9]{0,8})';

/** `3 per 1h`. */
export function readRate(text: string): Reading<{ readonly count: number; readonly per: number }> {
  const match = new RegExp(`^${count} +per +(\\S+)$`, 'u').exec(text);
  if (match === null) return { wrong: `\`${text}\` is not a rate such as \`3 per 1h\`` };
  const per = readDuration(match[2] ?? '');
  if ('wrong' in per) return per;
  if (match[1] === '0') return { wrong: `\`${text}\` admits nothing`, write: `1 per ${match[2] ?? ''}` };
  if (per.value === 0)
    return { wrong: `\`${text}\` has no time to count in`, write: `${match[1] ?? ''} per 1h` };
  return { value: { count: Number(match[1]), per: per.value } };
}

/** `2`, `2 of 5`, `3 consecutive`. */
export function readTolerance(text: string): Reading<Tolerance> {
  const match = new RegExp(`^${count}(?: +of +${count}| +(consecutive))?$`, 'u').exec(text);
  if (match === null)
    return { wrong: `\`${text}\` is not a tolerance such as \`2\`, \`2 of 5\` or \`3 consecutive\`` };
  const value = { count: Number(match[1]) };
  if (match[3] !== undefined) return { value: { ...value, consecutive: true } };
  if (match[2] === undefined) return { value };
  const of = Number(match[2]);
  if (value.count < of) return { value: { ...value, of } };
  return { wrong: `\`${text}\` tolerates everything: of ${of} observations at most ${of - 1} may fail` };
}

/** `2026-11-27T00:00`, `2026-11-27`: a time of some zone, which exists in the calendar. */
export function readLocalTime(text: string): Reading<string> {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/u.exec(text);
  if (match === null) {
    const local = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u.exec(
      text,
    )?.[1];
    if (local !== undefined)
      return {
        wrong: `\`${text}\` has an offset; times of a freeze are those of its \`timezone\``,
        write: local,
      };
    const spaced = text.replace(/^(\S+) +(\S+)$/u, '$1T$2');
    const corrected = spaced === text ? undefined : readLocalTime(spaced);
    return {
      wrong: `\`${text}\` is not a local time such as \`2026-11-27T00:00\``,
      ...(corrected !== undefined && 'value' in corrected && { write: spaced }),
    };
  }
  const [, date = '', hours = '00', minutes = '00', seconds = '00'] = match;
  const instant = new Date(`${date}T${hours}:${minutes}:${seconds}Z`);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${date}T${hours}`);
  return exists ? { value: text } : { wrong: `\`${text}\` is not in the calendar` };
}

/** `22:00-06:00`; `24:00` is the end of the day. */
export function readDayRange(text: string): Reading<string> {
  const match = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/u.exec(text);
  if (match === null) return { wrong: `\`${text}\` is not a range of the day such as \`22:00-06:00\`` };
  const [from, to] = [minuteOfDay(match[1], match[2]), minuteOfDay(match[3], match[4])];
  if (from === undefined || to === undefined || from === 24 * 60)
    return { wrong: `\`${text}\` goes beyond the day, which is \`00:00\` to \`24:00\`` };
  return from === to ? { wrong: `\`${text}\` begins where it ends`, write: '00:00-24:00' } : { value: text };
}

function minuteOfDay(hours = '', minutes = ''): number | undefined {
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= 24 * 60 ? minute : undefined;
}
