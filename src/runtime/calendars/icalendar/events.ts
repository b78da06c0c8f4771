/** The events of a calendar, as rules of when they happen. What cannot be understood whole is refused. */
import { type Recurrence, readRecurrence } from '../../../plan/recurrence.ts';
import {
  CalendarFailure,
  type Component,
  type Property,
  propertiesOf,
  propertyOf,
  unescapeText,
} from './components.ts';
import { type Length, lengthOf, periodOf, timeOf, timesOf, type WallTime } from './times.ts';
import { type ZoneByName, type ZoneFor, zonesOf } from './zones.ts';

/** A time with its zone found; without one it is wherever the calendar is used. */
export interface EventTime extends WallTime {
  readonly clocks?: ZoneFor;
}

/** Until a time, or for so long. */
export type EventEnd = EventTime | Length;

export interface CalendarEvent {
  readonly uid?: string;
  readonly summary?: string;
  readonly start: EventTime;
  readonly end: EventEnd;
  readonly rules: readonly Recurrence[];
  /** Further times at which it happens. */
  readonly also: readonly { readonly start: EventTime; readonly end?: EventEnd }[];
  /** Times of its rules at which it does not happen. */
  readonly except: readonly EventTime[];
  /** The one time of another event of the same `uid` that this one stands for. */
  readonly replaces?: EventTime;
  /** It does not take place. */
  readonly cancelled: boolean;
  readonly line: number;
}

export function isLength(end: EventEnd): end is Length {
  return 'passing' in end;
}

/** Throws `CalendarFailure`. `TRANSP` is not asked: a day that nobody is busy on is a freeze all the same. */
export function eventsOf(calendars: readonly Component[]): readonly CalendarEvent[] {
  return calendars.flatMap((calendar) => {
    const zones = zonesOf(calendar);
    return calendar.components
      .filter(({ name }) => name === 'VEVENT')
      .map((component) => new EventReader(component, zones).read());
  });
}

class EventReader {
  readonly #component: Component;
  readonly #zones: ZoneByName;

  constructor(component: Component, zones: ZoneByName) {
    this.#component = component;
    this.#zones = zones;
  }

  read(): CalendarEvent {
    const { line } = this.#component;
    const begins = this.#property('DTSTART');
    if (!begins) throw this.#wrong('has no `DTSTART`');
    if (this.#property('EXRULE')) throw this.#wrong('has an `EXRULE`, which is no longer in use');
    const start = this.#time(begins);
    const uid = this.#property('UID')?.value;
    const summary = this.#property('SUMMARY');
    const replaces = this.#replaces(uid);
    return {
      ...(uid !== undefined && { uid }),
      ...(summary && { summary: unescapeText(summary.value) }),
      start,
      end: this.#end(start),
      rules: propertiesOf(this.#component, 'RRULE').map((rule) => this.#rule(rule)),
      also: propertiesOf(this.#component, 'RDATE').flatMap((dates) => this.#also(dates, start)),
      except: propertiesOf(this.#component, 'EXDATE').flatMap((dates) =>
        timesOf(dates).map((time) => this.#sameKind(this.#inZone(time), start, 'EXDATE')),
      ),
      ...(replaces && { replaces }),
      cancelled: this.#property('STATUS')?.value.toUpperCase() === 'CANCELLED',
      line,
    };
  }

  #replaces(uid: string | undefined): EventTime | undefined {
    const property = this.#property('RECURRENCE-ID');
    if (!property) return undefined;
    if (property.parameters.has('RANGE')) throw this.#wrong('replaces a `RANGE` of others');
    if (uid === undefined) throw this.#wrong('has a `RECURRENCE-ID` and no `UID`');
    return this.#time(property);
  }

  #end(start: EventTime): EventEnd {
    const ends = this.#property('DTEND');
    const lasts = this.#property('DURATION');
    if (lasts) return lengthOf(lasts);
    if (!ends) return { wall: start.date ? 86_400_000 : 0, passing: 0 };
    const end = this.#sameKind(this.#time(ends), start, 'DTEND');
    if (end.zone === start.zone && end.wall < start.wall) throw this.#wrong('ends before it begins');
    // Some write a day that ends on itself.
    return end.date && end.wall === start.wall ? { wall: 86_400_000, passing: 0 } : end;
  }

  #rule({ value, line }: Property): Recurrence {
    const read = readRecurrence(value);
    if ('problem' in read) throw new CalendarFailure(`line ${line}: ${read.problem.wrong}`);
    return read.value;
  }

  #also(property: Property, start: EventTime): CalendarEvent['also'] {
    if (property.parameters.get('VALUE')?.toUpperCase() !== 'PERIOD')
      return timesOf(property).map((time) => ({ start: this.#sameKind(this.#inZone(time), start, 'RDATE') }));
    return property.value.split(',').map((text) => {
      const period = periodOf(text, property);
      const end = isLength(period.end) ? period.end : this.#inZone(period.end);
      return { start: this.#inZone(period.start), end };
    });
  }

  #property(name: string): Property | undefined {
    return propertyOf(this.#component, name);
  }

  #time(property: Property): EventTime {
    return this.#inZone(timeOf(property));
  }

  #inZone(time: WallTime): EventTime {
    return time.zone === undefined ? time : { ...time, clocks: this.#zones(time.zone) };
  }

  #sameKind(time: EventTime, start: EventTime, name: string): EventTime {
    if (time.date === start.date) return time;
    throw this.#wrong(
      `has a \`${name}\` of another kind than its \`DTSTART\`: one is a day, the other a time`,
    );
  }

  #wrong(what: string): CalendarFailure {
    return new CalendarFailure(`the event on line ${this.#component.line} ${what}`);
  }
}
