/**
 * Freeze windows and limits as the plan holds them. Times are local to the freeze's zone and stay as they were written, so
 * that a change of the zone's rules moves the instants and not the meaning.
 */
import type { Condition, Mode, PlanLocation } from './plan.ts';

/** Monday is 1, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `2026-11-27T00:00` or `2026-11-27T00:00:30`, without an offset. */
export type LocalTime = string;

export type Window =
  | { readonly kind: 'absolute'; readonly from: LocalTime; readonly until: LocalTime }
  /** On these days; without `between` the whole local day. */
  | { readonly kind: 'weekly'; readonly days: readonly Weekday[]; readonly between?: DayRange }
  /** A rule of RFC 5545 whose occurrences last `duration` milliseconds each. */
  | {
      readonly kind: 'recurring';
      readonly rule: string;
      readonly start: LocalTime;
      readonly duration: number;
    }
  /** Public holidays of a country or of a region of it: `US`, `US-NY`. */
  | { readonly kind: 'holidays'; readonly region: string }
  /** An iCalendar file or URL; `maxAge` in milliseconds. */
  | { readonly kind: 'calendar'; readonly source: string; readonly maxAge?: number }
  /** Release hours: the time in which none of these is open. */
  | { readonly kind: 'outside'; readonly open: readonly Window[] };

/** Minutes of the local day. `until` at or before `from` is on the next day; 1440 is the end of the day. */
export interface DayRange {
  readonly from: number;
  readonly until: number;
}

/** What a freeze stops. Pausing, aborting and rolling back are never stopped. */
export type FrozenAction = 'start' | 'promote';

export interface Freeze {
  readonly name: string;
  readonly mode: Mode;
  /** Absent: every environment. */
  readonly environments?: readonly string[];
  /** Unknown: it applies. */
  readonly when?: Condition;
  /** Unknown: it grants nothing. */
  readonly except?: Condition;
  readonly window: Window;
  /** An IANA name. */
  readonly timezone: string;
  readonly reason?: string;
  readonly blocks: readonly FrozenAction[];
  /** What becomes of a rollout that is on its way when the freeze opens. */
  readonly inFlight: 'pause' | 'finish_stage' | 'rollback';
  readonly location: PlanLocation;
}

/** In any window (t − per, t] at most `count` are admitted; `per` in milliseconds. */
export interface Rate {
  readonly count: number;
  readonly per: number;
}

export interface Limit {
  readonly name: string;
  readonly mode: Mode;
  readonly environments?: readonly string[];
  readonly when?: Condition;
  readonly except?: Condition;
  /** All of them hold. */
  readonly atMost: readonly Rate[];
  /** Fields of the release that are counted apart, as names of `release.*`; none: everything together. */
  readonly by: readonly string[];
  readonly location: PlanLocation;
}

/** A stop made by hand, without a commit. It lies in the store under `freeze/ID`, and stops starts and promotions. */
export interface IncidentFreeze {
  readonly id: string;
  /** Which releases: `policy` and fields of `release.*` with the value that they must have; none: every release. */
  readonly scope: Readonly<Record<string, string>>;
  /** Instants, milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  readonly actor: string;
}
