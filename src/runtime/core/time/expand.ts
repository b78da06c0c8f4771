/**
 * From a window on the wall clock to spans of instants.
 *
 * A closed time is never shorter than it is written: a start that clocks show twice is the earlier instant, an end the
 * later. For release hours it is the other way round: they are never longer, and empty where a start comes after its end.
 */
import { isUnknown, type Known } from '../../../plan/value.ts';
import type { DayRange, LocalTime, Weekday, Window } from '../../../plan/window.ts';
import type { Calendars, LocalSpan, Sense, Span } from './calendars.ts';
import { ALWAYS, TimeIndex } from './time-index.ts';
import { DAY, MINUTE, type Zone } from './zone.ts';

/** When the window holds, foreseen at least for `range`. Unknown where what it needs from outside is. */
export function expand(window: Window, zone: Zone, range: Span, calendars: Calendars): Known<TimeIndex> {
  return new Expansion(zone, range, calendars).index(window, 'closed');
}

/** Milliseconds on the wall clock of `2026-11-27T00:00`. */
export function localTime(text: LocalTime): number {
  const [date = '', time = ''] = text.split('T');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Date.parse(`${date}T00:00Z`) + (hours * 60 + minutes) * MINUTE + seconds * 1000;
}

/** Clocks and UTC are less than a day apart, and a window of days lasts no longer than two. */
const AROUND = 3 * DAY;

const wholeDay: DayRange = { from: 0, until: 1440 };

class Expansion {
  readonly #zone: Zone;
  readonly #range: Span;
  /** On the wall clock, with room for what reaches into the range. */
  readonly #around: LocalSpan;
  readonly #calendars: Calendars;

  constructor(zone: Zone, range: Span, calendars: Calendars) {
    this.#zone = zone;
    this.#range = range;
    this.#around = [range[0] - AROUND, range[1] + AROUND];
    this.#calendars = calendars;
  }

  index(window: Window, sense: Sense): Known<TimeIndex> {
    switch (window.kind) {
      case 'absolute': {
        const span = this.#span(localTime(window.from), localTime(window.until), sense);
        return new TimeIndex([span], ALWAYS);
      }
      case 'weekly':
        return new TimeIndex(this.#weekly(window.days, window.between ?? wholeDay, sense), this.#range);
      case 'recurring': {
        const [from, until] = this.#around;
        const starts = this.#calendars.occurrences(window.rule, window.start, [
          from - window.duration,
          until,
        ]);
        return this.#indexed(starts, (start) => this.#span(start, start, sense, window.duration));
      }
      case 'holidays': {
        const days = this.#calendars.holidays(window.region, this.#around);
        return this.#indexed(days, ([start, end]) => this.#span(start, end, sense));
      }
      case 'calendar': {
        const events = this.#calendars.calendar(window.source, this.#zone.name, this.#range, sense);
        return this.#indexed(events, (event) => event);
      }
      case 'outside':
        return this.#outside(window.open, sense === 'closed' ? 'open' : 'closed');
    }
  }

  /** From one time of the wall clock to another, or to so much later than that. */
  #span(from: number, until: number, sense: Sense, later = 0): Span {
    return sense === 'closed'
      ? [this.#zone.firstInstantOf(from), this.#zone.lastInstantOf(until) + later]
      : [this.#zone.lastInstantOf(from), this.#zone.firstInstantOf(until) + later];
  }

  #weekly(days: readonly Weekday[], between: DayRange, sense: Sense): readonly Span[] {
    const spans: Span[] = [];
    const from = between.from * MINUTE;
    const until = between.until * MINUTE + (between.until <= between.from ? DAY : 0);
    const [first, end] = this.#around;
    for (let day = Math.floor(first / DAY); day * DAY < end; day++)
      if (days.includes(weekdayOf(day))) spans.push(this.#span(day * DAY + from, day * DAY + until, sense));
    return spans;
  }

  /** Where one of the open times is unknown, so is the time outside of them. */
  #outside(inner: readonly Window[], sense: Sense): Known<TimeIndex> {
    const indexes: TimeIndex[] = [];
    for (const window of inner) {
      const index = this.index(window, sense);
      if (isUnknown(index)) return index;
      indexes.push(index);
    }
    return TimeIndex.union(indexes).complement();
  }

  #indexed<T>(items: Known<readonly T[]>, spanOf: (item: T) => Span): Known<TimeIndex> {
    return isUnknown(items) ? items : new TimeIndex(items.map(spanOf), this.#range);
  }
}

/** Of a day that is counted from 1970-01-01, a Thursday. */
function weekdayOf(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}
