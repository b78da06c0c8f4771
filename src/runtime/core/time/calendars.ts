/**
 * Times that come from outside the policy: what recurs by a rule, what a country celebrates, what a calendar holds. The
 * core does the arithmetic of zones; whoever runs it hands over what these libraries and files say.
 */
import { type Known, unknown } from '../../../plan/value.ts';
import type { LocalTime } from '../../../plan/window.ts';

/** `[start, end)`, milliseconds since the epoch. */
export type Span = readonly [start: number, end: number];

/** `[start, end)` on the wall clock: milliseconds since 1970-01-01T00:00 as if there were no zones. */
export type LocalSpan = readonly [start: number, end: number];

/** What a time is for the release: a freeze is never shorter than it is written, release hours are never longer. */
export type Sense = 'closed' | 'open';

export interface Calendars {
  /** When a rule of RFC 5545 occurs, on the wall clock, from `range` start on and before its end; sorted. */
  occurrences(rule: string, start: LocalTime, range: LocalSpan): Known<readonly number[]>;
  /** Public holidays that touch `range`. */
  holidays(region: string, range: LocalSpan): Known<readonly LocalSpan[]>;
  /** The events of a calendar that touch `range`; those without a zone of their own are in `timezone`. */
  calendar(source: string, timezone: string, range: Span, sense: Sense): Known<readonly Span[]>;
}

/** Nothing from outside: whatever rests upon it is unknown. */
export const noCalendars: Calendars = {
  occurrences: () => notRead,
  holidays: () => notRead,
  calendar: () => notRead,
};

const notRead = unknown('nothing is read from outside');
