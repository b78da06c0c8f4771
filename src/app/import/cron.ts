/** Cron expressions of five fields: minute, hour, day of the month, month, weekday. */
import type { Weekday } from '../../plan/window.ts';
import { NotExpressible } from './imported.ts';

export interface Cron {
  /** Minutes of the day, sorted. */
  readonly times: readonly number[];
  /** Absent: every one. */
  readonly monthDays?: readonly number[];
  readonly months?: readonly number[];
  readonly weekdays?: readonly Weekday[];
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of its values, from the least on. */
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const fields = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: months },
  // Sunday is 0 and 7.
  { name: 'weekday', least: 0, most: 7, names: weekdays },
] as const satisfies readonly Field[];

/** Throws `NotExpressible` for anything that is not understood whole. */
export function readCron(text: string): Cron {
  const parts = text.trim().split(/\s+/u);
  if (parts.length !== fields.length)
    throw new NotExpressible(`has a cron expression \`${text}\` without exactly five fields`);
  const [minutes, hours, monthDays, monthsOfYear, days] = fields.map((field, index) =>
    readField(parts[index] ?? '', field),
  ) as [number[], number[], number[], number[], number[]];
  const isOpen = (index: number) => parts[index] === '*';
  if (!isOpen(2) && !isOpen(4))
    throw new NotExpressible(`has a cron expression \`${text}\` with a day of the month and a weekday`);
  return {
    times: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
    ...(!isOpen(2) && { monthDays }),
    ...(!isOpen(3) && { months: monthsOfYear }),
    ...(!isOpen(4) && {
      weekdays: [...new Set(days.map((day) => (day || 7) as Weekday))].toSorted((a, b) => a - b),
    }),
  };
}

/** The values that a field allows, sorted: `*`, `5`, `1-5`, `MON-FRI`, `0,30`, `0-59/15`. */
function readField(text: string, field: Field): readonly number[] {
  const values = text.split(',').flatMap((item) => {
    const [, from = '', to, step = '1'] =
      /^(\*|[A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/([1-9]\d?))?$/u.exec(item) ?? [];
    const first = from === '*' ? field.least : valueOf(from, field);
    const alone = item.includes('/') || from === '*' ? field.most : first;
    const last = to === undefined ? alone : valueOf(to, field);
    if (first === undefined || last === undefined || last < first || (from === '*' && to !== undefined))
      throw new NotExpressible(
        `has \`${item}\` as the ${field.name} of a cron expression, which is not understood`,
      );
    const count = Math.floor((last - first) / Number(step)) + 1;
    return Array.from({ length: count }, (_, index) => first + index * Number(step));
  });
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function valueOf(text: string, { least, most, names }: Field): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return least + named;
  const value = /^\d{1,2}$/u.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
