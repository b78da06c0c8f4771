/**
 * When events happen, as instants. Edges in gaps and folds of a clock are those of `core/time`: a closed time is never
 * shorter than it is written, an open one never longer.
 */
import { isUnknown } from '../../../plan/value.ts';
import type { Sense, Span } from '../../core/time/calendars.ts';
import { occurrencesOf, type Work } from '../../core/time/recurrence.ts';
import { CalendarFailure } from './components.ts';
import { type CalendarEvent, type EventEnd, type EventTime, isLength } from './events.ts';
import type { Clocks } from './zones.ts';

const DAY = 86_400_000;

/** For all rules of a calendar together: hundreds of weekly events for ten years are within it. */
const MOST_WORK = 1_500_000;

/** The events that touch the range; times without a zone are those of `home`. Throws `CalendarFailure`. */
export function spansOf(
  events: readonly CalendarEvent[],
  home: Clocks,
  range: Span,
  sense: Sense,
): readonly Span[] {
  return new Expansion(events, home, range, sense).spans();
}

class Expansion {
  readonly #events: readonly CalendarEvent[];
  readonly #home: Clocks;
  readonly #range: Span;
  readonly #sense: Sense;
  readonly #work: Work = { left: MOST_WORK };
  readonly #clocks = new Map<EventTime['clocks'], Clocks>();
  /** Instants at which another event stands for the one of this `uid`. */
  readonly #replaced = new Map<string, Set<number>>();

  constructor(events: readonly CalendarEvent[], home: Clocks, range: Span, sense: Sense) {
    this.#events = events;
    this.#home = home;
    this.#range = range;
    this.#sense = sense;
    for (const { uid, replaces } of events)
      if (uid !== undefined && replaces) {
        const instants = this.#replaced.get(uid) ?? new Set();
        this.#replaced.set(uid, instants.add(this.#instant(replaces)));
      }
  }

  spans(): readonly Span[] {
    const [from, until] = this.#range;
    return this.#events
      .filter(({ cancelled }) => !cancelled)
      .flatMap((event) => this.#spansOf(event))
      .filter(([start, end]) => start < end && start < until && end > from);
  }

  #spansOf(event: CalendarEvent): readonly Span[] {
    const { start, end, uid } = event;
    const not = new Set(event.except.map((time) => this.#instant(time)));
    const replaced = event.replaces || uid === undefined ? undefined : this.#replaced.get(uid);
    const walls = new Set([start.wall, ...event.rules.flatMap((rule) => this.#played(rule, event))]);
    const happens = [...Array.from(walls, (wall) => ({ start: { ...start, wall } })), ...event.also].filter(
      (one) => {
        const instant = this.#instant(one.start);
        return !not.has(instant) && !replaced?.has(instant);
      },
    );
    const length = this.#lengthOf(start, end);
    return happens.map((one) =>
      this.#span(one.start, 'end' in one && one.end ? this.#lengthOf(one.start, one.end) : length),
    );
  }

  /** What a rule gives near the range, on the event's wall clock. */
  #played(rule: CalendarEvent['rules'][number], { start, end, line }: CalendarEvent): readonly number[] {
    const { wall, passing } = this.#lengthOf(start, end);
    const { until } = rule;
    const local = until?.utc
      ? { ...rule, until: { utc: false, wall: this.#clocksOf(start).localAt(until.wall) } }
      : rule;
    const range = [this.#range[0] - wall - passing - 2 * DAY, this.#range[1] + 2 * DAY] as const;
    const times = occurrencesOf(local, start.wall, range, this.#work);
    if (isUnknown(times)) throw new CalendarFailure(`the event on line ${line}: ${times.reason}`);
    return times;
  }

  /** With `exact`, where the end is a time: what passes between the two, which the RFC keeps for every occurrence. */
  #lengthOf(start: EventTime, end: EventEnd): Length {
    if (isLength(end)) return end;
    const first = this.#instant(start);
    const last = this.#clocksOf(end).lastInstantOf(end.wall);
    if (last < first) throw new CalendarFailure('an event ends before it begins');
    if (end.date) return { wall: end.wall - start.wall, passing: 0 };
    return {
      wall:
        end.zone === start.zone ? end.wall - start.wall : this.#clocksOf(start).localAt(last) - start.wall,
      passing: 0,
      exact: last - first,
    };
  }

  /** Of an end on the wall clock and one by what passes, a freeze has the later, and release hours the earlier. */
  #span(start: EventTime, { wall, passing, exact }: Length): Span {
    const clocks = this.#clocksOf(start);
    const closed = this.#sense === 'closed';
    const first = closed ? clocks.firstInstantOf(start.wall) : clocks.lastInstantOf(start.wall);
    const end = start.wall + wall;
    const last = (closed ? clocks.lastInstantOf(end) : clocks.firstInstantOf(end)) + passing;
    if (exact === undefined) return [first, last];
    return [first, closed ? Math.max(last, first + exact) : Math.min(last, first + exact)];
  }

  #instant(time: EventTime): number {
    return this.#clocksOf(time).firstInstantOf(time.wall);
  }

  #clocksOf({ clocks }: EventTime): Clocks {
    if (!clocks) return this.#home;
    const known = this.#clocks.get(clocks) ?? clocks(this.#range, this.#work);
    this.#clocks.set(clocks, known);
    return known;
  }
}

interface Length {
  readonly wall: number;
  readonly passing: number;
  readonly exact?: number;
}
