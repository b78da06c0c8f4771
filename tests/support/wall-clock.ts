/**
 * The rules of the language for times, once more, by looking at a clock: it is read every minute, and a time is found by
 * what the clock shows. Nothing is calculated from offsets.
 */
import { DateTime } from 'luxon';
import type { LocalTime, Window } from '../../src/plan/window.ts';

const MINUTE = 60_000;

/** Times as the clock shows them, `2026-03-29 02:30`: their order is that of time. */
type Shown = string;

type Period = readonly [start: number, end: number];

interface Day {
  /** `2026-03-29`. */
  readonly date: string;
  /** Monday is 1. */
  readonly weekday: number;
}

/** A clock on a wall, read every minute from one instant to another. */
export class WallClock {
  readonly #from: number;
  readonly #readings: readonly Shown[];
  readonly #first = new Map<Shown, number>();
  readonly #last = new Map<Shown, number>();
  #days: readonly Day[] | undefined;

  /** Whole minutes. */
  constructor(zone: string, from: number, until: number) {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    this.#from = from;
    this.#readings = Array.from({ length: (until - from) / MINUTE }, (_, i) =>
      format.format(from + i * MINUTE),
    );
    for (const [i, shown] of this.#readings.entries()) {
      if (!this.#first.has(shown)) this.#first.set(shown, this.#instant(i));
      this.#last.set(shown, this.#instant(i));
    }
  }

  /** Every day that falls into the readings, also one that the clock left out. */
  get days(): readonly Day[] {
    return (this.#days ??= this.#findDays());
  }

  #findDays(): readonly Day[] {
    const day = (shown: Shown | undefined) => DateTime.fromISO((shown ?? '').slice(0, 10), { zone: 'utc' });
    const [first, last] = [day(this.#readings[0]), day(this.#readings.at(-1))];
    const count = last.diff(first, 'days').days + 1;
    return Array.from({ length: count }, (_, i) => {
      const here = first.plus({ days: i });
      return { date: here.toFormat('yyyy-MM-dd'), weekday: here.weekday };
    });
  }

  /** Undefined when it is not within the readings. */
  first(shown: Shown): number | undefined {
    return this.#first.get(shown) ?? this.#skips(shown).at(0);
  }

  last(shown: Shown): number | undefined {
    return this.#last.get(shown) ?? this.#skips(shown).at(-1);
  }

  /** Where the clock goes past a time without showing it. */
  #skips(shown: Shown): readonly number[] {
    const [first = '', last = ''] = [this.#readings[0], this.#readings.at(-1)];
    if (shown < first || shown > last) return [];
    return this.#readings.flatMap((reading, i) => {
      const before = this.#readings[i - 1];
      return before !== undefined && before < shown && shown < reading ? [this.#instant(i)] : [];
    });
  }

  #instant(i: number): number {
    return this.#from + i * MINUTE;
  }
}

/** The verdicts of a window by a clock. What reaches beyond the readings is left out. */
export class NaiveFreeze {
  readonly #outside: boolean;
  readonly #periods: readonly Period[];

  constructor(window: Window, clock: WallClock) {
    this.#outside = window.kind === 'outside';
    this.#periods =
      window.kind === 'outside'
        ? window.open.flatMap((open) => periods(open, clock, 'open'))
        : periods(window, clock, 'closed');
  }

  get edges(): readonly number[] {
    return this.#periods.flat();
  }

  frozenAt(instant: number): boolean {
    return this.#periods.some(([start, end]) => start <= instant && instant < end) !== this.#outside;
  }
}

function periods(window: Window, clock: WallClock, sense: 'closed' | 'open'): readonly Period[] {
  const found: Period[] = [];
  const add = (from: Shown, until: Shown, later = 0) => {
    const start = sense === 'closed' ? clock.first(from) : clock.last(from);
    const end = sense === 'closed' ? clock.last(until) : clock.first(until);
    if (start !== undefined && end !== undefined) found.push([start, end + later]);
  };
  switch (window.kind) {
    case 'absolute':
      add(shownAs(window.from), shownAs(window.until));
      return found;
    case 'weekly':
      for (const { date, weekday } of clock.days) {
        if (!window.days.some((day) => day === weekday)) continue;
        const { from, until } = window.between ?? { from: 0, until: 24 * 60 };
        add(timeOf(date, from), until > from ? timeOf(date, until) : timeOf(dayAfter(date), until));
      }
      return found;
    case 'recurring': {
      // Daily is all that is asked of it.
      const [first = '', time = ''] = window.start.split('T');
      for (const { date } of clock.days)
        if (date >= first) add(`${date} ${time}`, `${date} ${time}`, window.duration);
      return found;
    }
    case 'holidays':
      // The region names the one day.
      add(`${window.region} 00:00`, `${dayAfter(window.region)} 00:00`);
      return found;
    case 'calendar':
    case 'outside':
      throw new TypeError(`no clock tells ${window.kind}`);
  }
}

function shownAs(time: LocalTime): Shown {
  return time.replace('T', ' ');
}

/** Minutes of the day; the last is the first of the next day. */
function timeOf(date: string, minutes: number): Shown {
  if (minutes === 24 * 60) return `${dayAfter(date)} 00:00`;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function dayAfter(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
}
