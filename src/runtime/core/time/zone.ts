/**
 * Time zones as steps of an offset. `Intl` is asked about days that were not asked about before, and the instants at which
 * the offset changes are found between them by bisection; after that, everything is arithmetic on integers.
 */
import { isTimeZone } from '../../../plan/time-zone.ts';
import { farthestInstant } from '../../../plan/units.ts';
import type { Span } from './calendars.ts';

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** No clock is or was further from UTC (the furthest by 16 hours), so what is this far away is another time for sure. */
const FARTHEST = DAY;

/** Offsets are found out for so much time at once. */
const BLOCK = 128 * DAY;

/** Two changes that undo each other lie further apart: of all in the database, the closest by 95 hours. */
const PROBE = DAY;

/** A time of one offset, in milliseconds east of UTC. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** Clocks go from one offset to another. */
interface Transition {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const zones = new Map<string, Zone>();

/** Undefined for a name that is none, or that this machine does not know. */
export function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known || !isTimeZone(name)) return known;
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}

export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, readonly Stretch[]>();
  /** The one that was asked about last: mostly the next is asked about the same. */
  #last: Stretch = { start: 0, end: 0, offset: 0 };

  /** Use `zoneOf`, which keeps what was found out. */
  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** Milliseconds east of UTC. */
  offsetAt(instant: number): number {
    return this.#stretchAt(instant).offset;
  }

  /** What the clocks show, in milliseconds since 1970-01-01T00:00 as if there were no zones. */
  localAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /** The changes from `start` on and before `end`. */
  transitionsIn([start, end]: Span): readonly Transition[] {
    const found: Transition[] = [];
    let before = this.offsetAt(start - 1);
    for (const { start: at, offset: after } of this.#stretchesIn(start, end)) {
      if (at >= start && after !== before) found.push({ at, before, after });
      before = after;
    }
    return found;
  }

  /** The first instant at which clocks show `local`; in a gap the first that exists after it. */
  firstInstantOf(local: number): number {
    return this.#plainInstantOf(local) ?? Math.min(...this.#instantsOf(local));
  }

  /** The last instant at which clocks show `local`; in a gap the first that exists after it. */
  lastInstantOf(local: number): number {
    return this.#plainInstantOf(local) ?? Math.max(...this.#instantsOf(local));
  }

  /** Where no change is near, there is one instant. */
  #plainInstantOf(local: number): number | undefined {
    const { start, end, offset } = this.#stretchAt(local);
    const instant = local - offset;
    return instant - 2 * FARTHEST >= start && instant + 2 * FARTHEST < end ? instant : undefined;
  }

  #instantsOf(local: number): readonly number[] {
    const near = this.#stretchesIn(local - FARTHEST, local + FARTHEST);
    const shown = near
      .filter(({ start, end, offset }) => local >= start + offset && local < end + offset)
      .map(({ offset }) => local - offset);
    if (shown.length > 0) return shown;
    const skips = (start: number, before: number, after: number) =>
      local >= start + before && local < start + after;
    return near.flatMap(({ end, offset }, i) => {
      const next = near[i + 1];
      return next && skips(end, offset, next.offset) ? [end] : [];
    });
  }

  #stretchAt(instant: number): Stretch {
    const last = this.#last;
    if (instant >= last.start && instant < last.end) return last;
    const block = this.#block(Math.floor(instant / BLOCK));
    this.#last = block.find(({ end }) => instant < end) as Stretch;
    return this.#last;
  }

  /** Those that overlap; one that crosses a border of blocks comes in parts. */
  #stretchesIn(from: number, until: number): readonly Stretch[] {
    const found: Stretch[] = [];
    for (let i = Math.floor(from / BLOCK); i * BLOCK < until; i++) found.push(...this.#block(i));
    return found.filter(({ start, end }) => start < until && end > from);
  }

  #block(i: number): readonly Stretch[] {
    const known = this.#blocks.get(i);
    if (known) return known;
    const found = this.#findOut(i * BLOCK, (i + 1) * BLOCK);
    this.#blocks.set(i, found);
    return found;
  }

  #findOut(from: number, until: number): readonly Stretch[] {
    const found: Stretch[] = [];
    let start = from;
    let offset = this.#ask(from);
    for (let at = from; at < until; at += PROBE) {
      const last = at + PROBE - 1;
      for (const next = this.#ask(last); next !== offset;) {
        const end = this.#changeIn(Math.max(at - 1, start), last, offset);
        found.push({ start, end, offset });
        start = end;
        offset = this.#ask(end);
      }
    }
    found.push({ start, end: until, offset });
    return found;
  }

  /** The first instant after `from` that has not its `offset`. */
  #changeIn(from: number, until: number, offset: number): number {
    let [low, high] = [from, until];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#ask(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  #ask(instant: number): number {
    // Offsets are asked for in blocks, and the last block goes beyond what a date can name.
    const text = this.#format.format(Math.max(-farthestInstant, Math.min(instant, farthestInstant)));
    const parts = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/u.exec(text);
    if (!parts) throw new TypeError(`no offset of ${this.name} in ${text}`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = parts;
    const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
    return sign === '-' ? -size : size;
  }
}
