/** Questions about a freeze's times around an instant. */
import { isUnknown, type Known, unknown } from '../../../plan/value.ts';
import type { Freeze, Window } from '../../../plan/window.ts';
import type { Calendars, Span } from './calendars.ts';
import { expand } from './expand.ts';
import { TimeIndex } from './time-index.ts';
import { DAY, type Zone, zoneOf } from './zone.ts';

/** Without `until`, no end is foreseen. */
export interface Period {
  readonly from: number;
  readonly until?: number;
}

/** How it stands with a freeze at an instant: until when it is frozen, or when it is the next time. */
export type Standing =
  { readonly frozen: true; readonly until?: number } | { readonly frozen: false; readonly next?: Period };

/** How far is looked ahead at least: at first, and when nothing was found so near. */
const NEAR = 400 * DAY;
const FAR = 3653 * DAY;

/** Questions about instants of one such time are answered from the same expansion. */
const STEP = 64 * DAY;

/** When a window holds, expanded as far as it was asked about. */
export class Timetable {
  readonly #window: Window;
  readonly #zone: Zone;
  readonly #calendars: Calendars;
  #index: TimeIndex | undefined;

  constructor(window: Window, zone: Zone, calendars: Calendars) {
    this.#window = window;
    this.#zone = zone;
    this.#calendars = calendars;
  }

  /** Foreseen at least for the range. */
  over(range: Span): Known<TimeIndex> {
    const known = this.#index;
    if (known && known.foreseen[0] <= range[0] && known.foreseen[1] >= range[1]) return known;
    const index = expand(this.#window, this.#zone, range, this.#calendars);
    if (!isUnknown(index)) this.#index = index;
    return index;
  }

  at(instant: number): Known<Standing> {
    return foresee(
      (range) => this.over(range),
      instant,
      (index): Standing => {
        if (index.covers(instant)) return { frozen: true, ...optional('until', index.endOf(instant)) };
        const from = index.nextStart(instant);
        if (from === undefined) return { frozen: false };
        return { frozen: false, next: { from, ...optional('until', index.endOf(from)) } };
      },
      (standing) => (standing.frozen ? standing.until : standing.next) !== undefined,
    );
  }
}

/** Unknown where this machine has no such zone. */
export function timetableOf(
  { window, timezone }: Pick<Freeze, 'window' | 'timezone'>,
  calendars: Calendars,
): Known<Timetable> {
  const zone = zoneOf(timezone);
  return zone
    ? new Timetable(window, zone, calendars)
    : unknown(`the time zone ${timezone} is not known here`);
}

/** How it stands at one instant. Whoever asks more than once keeps the timetable. */
export function freezeAt(window: Window, zone: Zone, instant: number, calendars: Calendars): Known<Standing> {
  return new Timetable(window, zone, calendars).at(instant);
}

/** The first time from the instant on in which none of the freezes holds; undefined where none is foreseen. */
export function nextFree(timetables: readonly Timetable[], instant: number): Known<Period | undefined> {
  return foresee(
    (range) => together(timetables, range),
    instant,
    (index): Period | undefined => {
      const from = index.covers(instant) ? index.endOf(instant) : instant;
      return from === undefined ? undefined : { from, ...optional('until', index.nextStart(from)) };
    },
    (free) => free?.until !== undefined,
  );
}

function together(timetables: readonly Timetable[], range: Span): Known<TimeIndex> {
  const indexes: TimeIndex[] = [];
  for (const timetable of timetables) {
    const index = timetable.over(range);
    if (isUnknown(index)) return index;
    indexes.push(index);
  }
  return TimeIndex.union(indexes);
}

/** Asks about the coming year, and where that does not settle it, about ten. */
function foresee<T>(
  over: (range: Span) => Known<TimeIndex>,
  instant: number,
  ask: (index: TimeIndex) => T,
  settled: (answer: T) => boolean,
): Known<T> {
  const first = Math.floor(instant / STEP) * STEP;
  const near = over([first, first + STEP + NEAR]);
  if (isUnknown(near)) return near;
  const answer = ask(near);
  if (settled(answer) || near.foreseen[1] === Number.POSITIVE_INFINITY) return answer;
  const far = over([first, first + STEP + FAR]);
  // What is too much to expand for ten years is still known for one.
  return isUnknown(far) ? answer : ask(far);
}

function optional<K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: number });
}
