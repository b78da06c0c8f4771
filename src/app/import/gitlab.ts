/**
 * Deploy freezes of GitLab, as its API lists them: a cron expression at which each begins, one at which it ends, and the
 * zone of both. A freeze holds from every beginning to the next end.
 */
import { isTimeZone } from '../../plan/time-zone.ts';
import { formatDurationLiteral } from '../../plan/units.ts';
import { zoneOf } from '../../runtime/core/time/index.ts';
import { type Cron, readCron } from './cron.ts';
import { importEach, type Imported, type ImportedPart, NotExpressible } from './imported.ts';
import { weeklyWindow } from './weekly.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Undefined where it is not what GitLab lists. */
export function importGitlab(text: string, now: number): Imported | undefined {
  const json = parsed(text);
  const items = Array.isArray(json) ? (json as readonly unknown[]) : [json];
  const freezes = items.map(readFreeze);
  if (!freezes.every((freeze) => freeze !== undefined)) return undefined;
  return importEach(
    freezes,
    ({ id }) => `freeze ${id}`,
    (freeze) => importFreeze(freeze, now),
  );
}

interface GitlabFreeze {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readFreeze(item: unknown, index: number): GitlabFreeze | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(item));
  const [start, end] = [fields.get('freeze_start'), fields.get('freeze_end')];
  const timezone = fields.get('cron_timezone') ?? 'UTC';
  const id = fields.get('id') ?? index + 1;
  if (typeof start !== 'string' || typeof end !== 'string' || typeof timezone !== 'string') return undefined;
  return typeof id === 'number' || typeof id === 'string'
    ? { id: String(id), start, end, timezone }
    : undefined;
}

function importFreeze({ id, start, end, timezone }: GitlabFreeze, now: number): ImportedPart {
  if (!isTimeZone(timezone))
    throw new NotExpressible(`is in the time zone \`${timezone}\`, which is no IANA name`);
  const [begins, ends] = [readCron(start), readCron(end)];
  const dated = [begins, ends].some(({ monthDays, months }) => monthDays ?? months);
  const { keys, differs } = dated
    ? datedWindow(begins, ends, timezone, now)
    : { keys: weeklyWindow(begins, ends), differs: [] };
  return { freeze: { name: `gitlab-${id}`, keys: { ...keys, timezone } }, differs };
}

/** Beginnings and ends on one day of a month, or of the year. */
function datedWindow(
  begins: Cron,
  ends: Cron,
  timezone: string,
  now: number,
): { readonly keys: Readonly<Record<string, unknown>>; readonly differs: readonly string[] } {
  const [start, end] = [oneTimeOf(begins), oneTimeOf(ends)];
  if ((start.month === undefined) !== (end.month === undefined))
    throw new NotExpressible('begins every month and ends once a year, or the other way round');
  const yearly = start.month !== undefined;
  const lengths = new Set(Array.from({ length: 48 }, (_, k) => lengthAfter(start, end, k)));
  lengths.delete(undefined);
  const [length] = lengths;
  if (length === undefined || lengths.size !== 1)
    throw new NotExpressible(
      'does not always last as long, as months and years differ',
      'write one freeze for each, with `from` and `until`',
    );
  const first = Array.from({ length: 48 }, (_, k) =>
    startOf(start, new Date(now).getUTCFullYear() - 1, k),
  ).find((time) => time !== undefined);
  const rule = yearly
    ? `FREQ=YEARLY;BYMONTH=${start.month};BYMONTHDAY=${start.day}`
    : `FREQ=MONTHLY;BYMONTHDAY=${start.day}`;
  return {
    keys: {
      rrule: rule,
      start: new Date(first ?? 0).toISOString().slice(0, 16),
      duration: formatDurationLiteral(length),
    },
    differs: changesClocks(start, length, timezone, now)
      ? [
          'lasts equally long every time: where clocks change in between, it ends an hour earlier or later than in GitLab',
        ]
      : [],
  };
}

interface OneTime {
  readonly day: number;
  readonly month?: number;
  /** Minutes of the day. */
  readonly time: number;
}

function oneTimeOf({ times, monthDays = [], months = [], weekdays }: Cron): OneTime {
  const [time, day, month] = [times[0], monthDays[0], months[0]];
  const isOne = times.length === 1 && monthDays.length === 1 && months.length <= 1 && !weekdays;
  if (!isOne || time === undefined || day === undefined)
    throw new NotExpressible(
      'is bound to days of months in more than one way',
      'write one freeze for each, with `from` and `until`',
    );
  return { day, time, ...(month !== undefined && { month }) };
}

/** On the wall clock, in the k-th month or year from the beginning of a year; undefined where it has no such day. */
function startOf({ day, month, time }: OneTime, year: number, k: number): number | undefined {
  const date = new Date(month === undefined ? Date.UTC(year, k, 1) : Date.UTC(year + k, month - 1, 1));
  const found = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day));
  return found.getUTCMonth() === date.getUTCMonth() ? found.getTime() + time * MINUTE : undefined;
}

/** How long the k-th time lasts, on the wall clock: to the first end after its beginning. */
function lengthAfter(start: OneTime, end: OneTime, k: number): number | undefined {
  const from = startOf(start, 2024, k);
  if (from === undefined) return undefined;
  const ends = Array.from({ length: 60 }, (_, j) => startOf(end, 2024, j)).filter(
    (time) => time !== undefined,
  );
  const until = ends.find((time) => time > from);
  return until === undefined ? undefined : until - from;
}

/** In some of the coming years the clocks of the zone are changed while it lasts. */
function changesClocks(start: OneTime, length: number, timezone: string, now: number): boolean {
  const zone = zoneOf(timezone);
  const year = new Date(now).getUTCFullYear();
  return Array.from({ length: start.month === undefined ? 120 : 10 }, (_, k) => startOf(start, year, k)).some(
    (local) => {
      if (local === undefined || !zone) return false;
      const from = zone.firstInstantOf(local);
      return zone.transitionsIn([from, from + length + DAY / 24]).length > 0;
    },
  );
}
