/** Events of an iCalendar file as freezes with times of their own, which no longer need the file. */
import { isUnknown } from '../../plan/value.ts';
import { isTimeZone } from '../../plan/time-zone.ts';
import { formatDurationLiteral } from '../../plan/units.ts';
import type { Recurrence } from '../../plan/recurrence.ts';
import {
  CalendarFailure,
  type Component,
  propertyOf,
  readComponents,
} from '../../runtime/calendars/icalendar/components.ts';
import { type CalendarEvent, eventsOf, isLength } from '../../runtime/calendars/icalendar/events.ts';
import { spansOf } from '../../runtime/calendars/icalendar/expand.ts';
import { type Zone, zoneOf } from '../../runtime/core/time/index.ts';
import { occurrencesOf } from '../../runtime/core/time/recurrence.ts';
import { refuse } from '../refusal.ts';
import { importEach, type Imported, type ImportedPart, NotExpressible } from './imported.ts';

const DAY = 86_400_000;

/** Refuses what is no calendar. */
export function importCalendar(text: string, name: string, now: number): Imported {
  try {
    const calendars = readComponents(text);
    const events = eventsOf(calendars).filter(({ cancelled, replaces }) => !cancelled || replaces);
    const changed = new Set(
      events.flatMap(({ uid, replaces }) => (replaces && uid !== undefined ? [uid] : [])),
    );
    const reader = new EventImport(zoneNamed(calendars), changed, now);
    return importEach(
      events.filter(({ replaces }) => !replaces),
      (event) => `the event on line ${event.line}${event.summary === undefined ? '' : ` (${event.summary})`}`,
      (event) => reader.read(event),
    );
  } catch (error) {
    if (error instanceof CalendarFailure)
      refuse('SEN2501', `\`${name}\` cannot be imported: ${error.message}`);
    throw error;
  }
}

/** Many programs say in which zone their calendar is kept. */
function zoneNamed(calendars: readonly Component[]): string | undefined {
  const names = calendars.flatMap((calendar) => propertyOf(calendar, 'X-WR-TIMEZONE')?.value ?? []);
  return names.find(isTimeZone);
}

const keepFile = 'name the file itself, which keeps everything: `calendar: ./FILE.ics`';

class EventImport {
  readonly #home: string | undefined;
  readonly #changed: ReadonlySet<string>;
  readonly #now: number;

  /** `changed`: events of which some times are moved or cancelled. */
  constructor(home: string | undefined, changed: ReadonlySet<string>, now: number) {
    this.#home = home;
    this.#changed = changed;
    this.#now = now;
  }

  read(event: CalendarEvent): ImportedPart {
    const { start, rules, also, except, uid } = event;
    if (also.length > 0) throw new NotExpressible('happens at further times (`RDATE`)', keepFile);
    if (except.length > 0) throw new NotExpressible('leaves times out (`EXDATE`)', keepFile);
    if (uid !== undefined && this.#changed.has(uid))
      throw new NotExpressible('has times that are moved or cancelled (`RECURRENCE-ID`)', keepFile);
    const timezone = start.zone ?? this.#home ?? 'UTC';
    const zone = zoneOf(timezone);
    const differs =
      start.zone === undefined && this.#home === undefined
        ? ['has no time zone, and is written in UTC: put in whose days are meant']
        : [];
    const [rule, ...others] = rules;
    if (others.length > 0) throw new NotExpressible('recurs by several rules', keepFile);
    if (!rule) return this.#once(event, zone, differs);
    if (!zone)
      throw new NotExpressible(`recurs in the time zone \`${timezone}\`, which is no IANA name`, keepFile);
    return this.#recurring(event, rule, zone, differs);
  }

  /** A zone that only the calendar describes becomes UTC: of one time, that is the same. */
  #once(event: CalendarEvent, zone: Zone | undefined, differs: readonly string[]): ImportedPart {
    const clocks = zone ?? zoneOf('UTC');
    const span = clocks && spansOf([event], clocks, [-8.64e15, 8.64e15], 'closed')[0];
    if (!clocks || !span) return { differs: ['lasts no time, and is left out'] };
    if (span[1] <= this.#now) return { differs: ['is over, and is left out'] };
    const local = (instant: number) => localText(clocks.localAt(instant), event.start.date);
    return {
      freeze: {
        name: nameOf(event),
        keys: { from: local(span[0]), until: local(span[1]), timezone: clocks.name, ...reasonOf(event) },
      },
      differs,
    };
  }

  #recurring(event: CalendarEvent, rule: Recurrence, zone: Zone, differs: readonly string[]): ImportedPart {
    const { start } = event;
    const length = lengthOf(event, zone);
    if (length <= 0) return { differs: ['lasts no time, and is left out'] };
    const first = occurrencesOf(rule, start.wall, [start.wall, start.wall + 1]);
    if (isUnknown(first)) throw new NotExpressible(`cannot be played: ${first.reason}`, keepFile);
    if (first.length === 0) throw new NotExpressible('begins at a time that its rule leaves out', keepFile);
    return {
      freeze: {
        name: nameOf(event),
        keys: {
          rrule: ruleText(rule, zone),
          start: localText(start.wall, start.date),
          duration: formatDurationLiteral(length),
          timezone: zone.name,
          ...reasonOf(event),
        },
      },
      differs: [
        ...differs,
        ...(start.date
          ? ['is of whole days, and is written as so many hours: a day of 25 hours ends an hour early']
          : []),
      ],
    };
  }
}

function lengthOf({ start, end }: CalendarEvent, zone: Zone): number {
  if (isLength(end)) return end.wall + end.passing;
  if (start.date) return end.wall - start.wall;
  const clocks = zoneOf(end.zone ?? zone.name);
  if (!clocks)
    throw new NotExpressible(`ends in the time zone \`${end.zone}\`, which is no IANA name`, keepFile);
  return clocks.lastInstantOf(end.wall) - zone.firstInstantOf(start.wall);
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule as text again, its end on the clocks of the zone. */
function ruleText(rule: Recurrence, zone: Zone): string {
  const { frequency, interval, count, until, weekStart, byDay } = rule;
  const lists = [
    ['BYMONTH', rule.byMonth],
    ['BYWEEKNO', rule.byWeekNo],
    ['BYYEARDAY', rule.byYearDay],
    ['BYMONTHDAY', rule.byMonthDay],
    ['BYDAY', byDay?.map(({ day, nth }) => `${nth ?? ''}${dayNames[day - 1] ?? ''}`)],
    ['BYHOUR', rule.byHour],
    ['BYMINUTE', rule.byMinute],
    ['BYSECOND', rule.bySecond],
    ['BYSETPOS', rule.bySetPos],
  ] as const;
  const end = until && (until.utc ? zone.localAt(until.wall) : until.wall);
  return [
    `FREQ=${frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
    ...(end === undefined
      ? []
      : [`UNTIL=${new Date(end).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}`]),
    ...(weekStart === 1 ? [] : [`WKST=${dayNames[weekStart - 1] ?? ''}`]),
    ...lists.flatMap(([name, values]) => (values ? [`${name}=${values.join(',')}`] : [])),
  ].join(';');
}

function localText(wall: number, date: boolean): string {
  const text = new Date(wall).toISOString().slice(0, 19);
  if (date && wall % DAY === 0) return text.slice(0, 10);
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}

/** `peak-trading` of `Peak trading!`. */
function nameOf({ summary = '', line }: CalendarEvent): string {
  const words = summary.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return words.length === 0 ? `event-${line}` : words.slice(0, 6).join('-');
}

function reasonOf({ summary = '' }: CalendarEvent): { readonly reason?: string } {
  const text = summary.replaceAll(/\s+/gu, ' ').trim();
  return text === '' ? {} : { reason: text };
}
