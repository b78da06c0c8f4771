/** What the application says of the times at which releases are stopped. Instants are milliseconds since the epoch. */
import type { NextFree } from '../../plan/decision.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Mode } from '../../plan/plan.ts';
import type { Known } from '../../plan/value.ts';
import type { FrozenAction, IncidentFreeze } from '../../plan/window.ts';
import type { Sources } from '../refusal.ts';

/** What `freeze` opened or `unfreeze` lifted. */
export interface IncidentReport {
  readonly freezes: readonly IncidentFreeze[];
  /** For people. */
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A time in which a freeze holds. An edge that is not foreseen is absent; `local…` are on the clocks of its zone. */
export interface FrozenPeriod {
  readonly from?: number;
  readonly localFrom?: number;
  readonly until?: number;
  readonly localUntil?: number;
}

export interface CalendarFreeze {
  /** An incident is a stop made by hand. */
  readonly kind: 'freeze' | 'incident';
  readonly name: string;
  readonly mode: Mode;
  readonly timezone: string;
  readonly blocks: readonly FrozenAction[];
  /** Absent: every one. */
  readonly environments?: readonly string[];
  /** Its window in words; absent for a stop made by hand. */
  readonly window?: string;
  readonly reason?: string;
  /** Conditions as they are written. They are about a release, so that no calendar can decide them. */
  readonly when?: string;
  readonly except?: string;
  /** In order. */
  readonly times: Known<readonly FrozenPeriod[]>;
}

export interface CalendarDay {
  /** `2026-11-27`. */
  readonly date: string;
  /** Which freezes hold on it, by their index: all day, or for a part of it. */
  readonly freezes: readonly { readonly index: number; readonly whole: boolean }[];
}

export interface NextFreeSlot {
  readonly environment?: string;
  /** Undefined where none is foreseen. */
  readonly slot: Known<NextFree | undefined>;
}

export interface CalendarReport {
  readonly policy: { readonly name: string; readonly file: string };
  /** Absent: all of them. */
  readonly environment?: string;
  readonly now: number;
  readonly from: number;
  readonly until: number;
  /** In which the days are; the one that most freezes name. */
  readonly timezone: string;
  /** Those that hold at some time between. */
  readonly freezes: readonly CalendarFreeze[];
  /** For the month view. */
  readonly days?: readonly CalendarDay[];
  readonly nextFree: readonly NextFreeSlot[];
  /** One that is an error tells of stops that may be there and could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}
