/**
 * What freezes need from outside: recurrences, public holidays, calendars. Everything is read before anything is decided;
 * what cannot be read is unknown, with the reason, and a freeze that rests upon it holds.
 */
import { type Recurrence, readRecurrence } from '../../plan/recurrence.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import type { Freeze, LocalTime, Window } from '../../plan/window.ts';
import type { Calendars, LocalSpan, Sense, Span } from '../core/time/calendars.ts';
import { localTime, zoneOf } from '../core/time/index.ts';
import { occurrencesOf } from '../core/time/recurrence.ts';
import type { HolidayLookup } from './holidays.ts';
import { CalendarFailure } from './icalendar/components.ts';
import type { CalendarEvent } from './icalendar/events.ts';
import { spansOf } from './icalendar/expand.ts';
import type { SourceOptions } from './source.ts';

/** Reads what the windows of these freezes name. It does not reject, but where the signal is aborted. */
export async function loadCalendars(freezes: readonly Freeze[], options: SourceOptions): Promise<Calendars> {
  const windows = freezes.flatMap(({ window }) => [...allOf(window)]);
  const [holidays, events] = await Promise.all([
    windows.some(({ kind }) => kind === 'holidays') ? loadHolidays() : undefined,
    loadEvents(windows, options),
  ]);
  return new LoadedCalendars(holidays, events);
}

/** The window and those within it. */
function* allOf(window: Window): Generator<Window> {
  yield window;
  if (window.kind === 'outside') for (const inner of window.open) yield* allOf(inner);
}

async function loadHolidays(): Promise<HolidayLookup> {
  const { holidayLookup } = await import('./holidays.ts');
  return holidayLookup();
}

/** By their source. Of several ages that are asked for one source the least counts. */
async function loadEvents(
  windows: readonly Window[],
  options: SourceOptions,
): Promise<ReadonlyMap<string, Known<readonly CalendarEvent[]>>> {
  const ages = new Map<string, number>();
  for (const window of windows)
    if (window.kind === 'calendar') {
      const age = window.maxAge ?? Number.POSITIVE_INFINITY;
      ages.set(window.source, Math.min(age, ages.get(window.source) ?? age));
    }
  if (ages.size === 0) return new Map();
  const { readEvents } = await import('./source.ts');
  return new Map(
    await Promise.all(
      Array.from(
        ages,
        async ([source, maxAge]) => [source, await readEvents(source, maxAge, options)] as const,
      ),
    ),
  );
}

class LoadedCalendars implements Calendars {
  readonly #holidays: HolidayLookup | undefined;
  readonly #events: ReadonlyMap<string, Known<readonly CalendarEvent[]>>;
  readonly #rules = new Map<string, Known<Recurrence>>();

  constructor(
    holidays: HolidayLookup | undefined,
    events: ReadonlyMap<string, Known<readonly CalendarEvent[]>>,
  ) {
    this.#holidays = holidays;
    this.#events = events;
  }

  occurrences(text: string, start: LocalTime, range: LocalSpan): Known<readonly number[]> {
    const rule = this.#rules.get(text) ?? ruleOf(text);
    this.#rules.set(text, rule);
    return isUnknown(rule) ? rule : occurrencesOf(rule, localTime(start), range);
  }

  holidays(region: string, range: LocalSpan): Known<readonly LocalSpan[]> {
    return this.#holidays ? this.#holidays(region, range) : notRead;
  }

  calendar(source: string, timezone: string, range: Span, sense: Sense): Known<readonly Span[]> {
    const events = this.#events.get(source) ?? notRead;
    if (isUnknown(events)) return events;
    const home = zoneOf(timezone);
    if (!home) return unknown(`the time zone ${timezone} is not known here`);
    try {
      return spansOf(events, home, range, sense);
    } catch (error) {
      if (error instanceof CalendarFailure) return unknown(`the calendar cannot be used: ${error.message}`);
      throw error;
    }
  }
}

const notRead = unknown('this was not read');

function ruleOf(text: string): Known<Recurrence> {
  const read = readRecurrence(text);
  return 'problem' in read ? unknown(read.problem.wrong) : read.value;
}
