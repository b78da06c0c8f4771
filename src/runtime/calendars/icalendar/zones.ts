/**
 * The zones of a calendar's times. An IANA name means the zone of that name, whatever the calendar says about it; another
 * name means what its `VTIMEZONE` describes; without one it is refused, for its times could be any.
 */
import { readRecurrence } from '../../../plan/recurrence.ts';
import { isUnknown } from '../../../plan/value.ts';
import type { Span } from '../../core/time/calendars.ts';
import { type Zone, zoneOf } from '../../core/time/index.ts';
import { occurrencesOf, type Work } from '../../core/time/recurrence.ts';
import { CalendarFailure, type Component, propertiesOf, propertyOf, unescapeText } from './components.ts';
import { timeOf, timesOf } from './times.ts';

/** What is asked of a zone. */
export type Clocks = Pick<Zone, 'firstInstantOf' | 'lastInstantOf' | 'localAt'>;

/** Clocks of which the changes are known within a range, and near it. */
export type ZoneFor = (range: Span, work: Work) => Clocks;

/** By the names that times use. Throws `CalendarFailure` for a zone that is not known. */
export type ZoneByName = (name: string) => ZoneFor;

export function zonesOf(calendar: Component): ZoneByName {
  const described = new Map<string, ZoneFor>();
  for (const component of calendar.components)
    if (component.name === 'VTIMEZONE') {
      const name = propertyOf(component, 'TZID')?.value;
      if (name !== undefined) described.set(unescapeText(name), describedZone(component));
    }
  return (name) => {
    const zone = zoneOf(name);
    const found = zone ? () => zone : described.get(name);
    if (found) return found;
    throw new CalendarFailure(`the time zone \`${name}\` is neither an IANA name nor described in it`);
  };
}

const YEAR = 366 * 86_400_000;
const DAY = 86_400_000;

/** A time of one offset follows upon another. */
interface Onset {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

type Observance = (range: Span, work: Work) => readonly Onset[];

/** Clocks that change more often within the asked time are described by somebody with other intentions. */
const MOST_ONSETS = 600;

function describedZone(component: Component): ZoneFor {
  const observances = component.components
    .filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')
    .map(observanceOf);
  if (observances.length === 0)
    throw new CalendarFailure(`the \`VTIMEZONE\` on line ${component.line} describes no time`);
  return ([from, until], work) => {
    const range = [from - 2 * YEAR, until + 2 * YEAR] as const;
    const onsets = observances.flatMap((observance) => observance(range, work));
    if (onsets.length > MOST_ONSETS)
      throw new CalendarFailure(`the \`VTIMEZONE\` on line ${component.line} changes its clocks too often`);
    return new DescribedClocks(onsets);
  };
}

function observanceOf(component: Component): Observance {
  const before = offsetOf(component, 'TZOFFSETFROM');
  const after = offsetOf(component, 'TZOFFSETTO');
  const begins = propertyOf(component, 'DTSTART');
  if (!begins)
    throw new CalendarFailure(`the \`${component.name}\` on line ${component.line} has no \`DTSTART\``);
  const { wall: start } = timeOf(begins);
  const dates = propertiesOf(component, 'RDATE').flatMap((property) =>
    timesOf(property).map(({ wall }) => wall),
  );
  const rules = propertiesOf(component, 'RRULE').map(({ value, line }) => {
    const read = readRecurrence(value);
    if ('problem' in read) throw new CalendarFailure(`line ${line}: ${read.problem.wrong}`);
    const { until } = read.value;
    return until?.utc ? { ...read.value, until: { utc: false, wall: until.wall + before } } : read.value;
  });
  return ([from, to], work) => {
    const played = rules.flatMap((rule) => {
      const ends = rule.until !== undefined || rule.count !== undefined;
      // Of a rule that has ended, the last time counts.
      const times = occurrencesOf(rule, start, [ends ? start : from, to], work);
      if (isUnknown(times)) throw new CalendarFailure(times.reason);
      return times;
    });
    return [start, ...dates, ...played].map((local) => ({ at: local - before, before, after }));
  };
}

/** `+0100`, `-033000`; milliseconds. */
function offsetOf(component: Component, name: string): number {
  const property = propertyOf(component, name);
  const [, sign, hours, minutes, seconds = 0] =
    /^([+-])(\d\d)(\d\d)(\d\d)?$/u.exec(property?.value ?? '') ?? [];
  if (sign === undefined)
    throw new CalendarFailure(`the \`${component.name}\` on line ${component.line} has no \`${name}\``);
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

class DescribedClocks implements Clocks {
  readonly #onsets: readonly Onset[];

  constructor(onsets: readonly Onset[]) {
    this.#onsets = onsets.toSorted((a, b) => a.at - b.at);
  }

  localAt(instant: number): number {
    const current = this.#onsets.findLast(({ at }) => at <= instant);
    return instant + (current?.after ?? this.#onsets[0]?.before ?? 0);
  }

  firstInstantOf(local: number): number {
    return Math.min(...this.#instantsOf(local));
  }

  lastInstantOf(local: number): number {
    return Math.max(...this.#instantsOf(local));
  }

  /** All instants at which clocks show it; in a gap the first that exists after it. */
  #instantsOf(local: number): readonly number[] {
    const near = this.#onsets.filter(({ at }) => Math.abs(at - local) < 3 * DAY);
    const offsets = new Set(
      [local - 3 * DAY, ...near.map(({ at }) => at)].map((at) => this.localAt(at) - at),
    );
    const shown = [...offsets].map((offset) => local - offset).filter((at) => this.localAt(at) === local);
    if (shown.length > 0) return shown;
    return near
      .filter(({ at, before, after }) => at + before <= local && local < at + after)
      .map(({ at }) => at);
  }
}
