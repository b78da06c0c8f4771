/** What the application gives back. Instants are milliseconds since the epoch, durations milliseconds. */
import type { Review } from '../analysis/review/review.ts';
import type { Decision, ExitCode, NextFree, RuleResult } from '../plan/decision.ts';
import type { ProbeDescriptor, StepDescriptor } from '../plan/descriptor.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Notification } from '../plan/notification.ts';
import type { EvaluationPlan, Mode, PlanLocation } from '../plan/plan.ts';
import type { Approval } from '../plan/rollout.ts';
import type { Type } from '../plan/type.ts';
import type { Known, Value } from '../plan/value.ts';
import type { FrozenAction, IncidentFreeze } from '../plan/window.ts';
import type { StageTime } from '../runtime/core/rollout/timeline.ts';
import type { Command, StepReport } from '../runtime/engine/events.ts';
import type { RolloutStatus } from '../runtime/engine/rollout/status.ts';
import type { Sources } from './refusal.ts';

export type * from './report-analysis.ts';
export type * from './report-rollouts.ts';
export type * from './report-stores.ts';
export type { RolloutStatus } from '../runtime/engine/rollout/status.ts';

/** A policy that was read and compiled. `plan` is there when no diagnostic is an error. */
export interface CompiledPolicy {
  /** As it is named to people: relative to the working directory where it lies below. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly plan?: EvaluationPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that a comment suppresses. */
  readonly suppressed: number;
}

export interface LintReport {
  readonly files: readonly CompiledPolicy[];
  /** Changes that `--fix` made, over all files. */
  readonly fixed: number;
}

/** A policy in its canonical form; without one when its text has errors. */
export interface FormattedFile {
  /** As it is named to people. */
  readonly file: string;
  /** As it was. */
  readonly text: string;
  readonly formatted?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface FormatReport {
  readonly files: readonly FormattedFile[];
}

export interface FactReport {
  readonly id: string;
  readonly type: Type;
  readonly value: Known<Value>;
  /** Where it comes from: `probe disk on web-1`, `--version`, `GITHUB_REF_NAME`, `tag at HEAD`, `default`. */
  readonly from: string;
  readonly detail?: string;
  /** Where its probe, setting or input is written. */
  readonly location?: PlanLocation;
}

export interface ProbeTiming {
  readonly probe: string;
  readonly kind: string;
  readonly item?: string;
  readonly duration: number;
  readonly failure?: string;
}

export interface RunReport {
  readonly command: Command;
  readonly decision: Decision;
  /** Of the whole run: the decision's, or 1 where acting on it failed. */
  readonly exitCode: ExitCode;
  readonly policy: { readonly name: string; readonly file: string; readonly digest: string };
  readonly release: readonly ReleaseField[];
  readonly evaluatedAt: number;
  readonly facts: readonly FactReport[];
  readonly steps: readonly StepReport[];
  readonly probes: readonly ProbeTiming[];
  readonly duration: number;
  /** Warnings of the policy and of the run; for `apply` also why nothing was done. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Present when a store was opened. */
  readonly store?: StoreReport;
  /** Present where a rollout applies. */
  readonly forecast?: RolloutForecast;
  /** Present when the run ended with a rollout. */
  readonly rollout?: RolloutReport;
  /** In the place of the two where a group applies: each of its rollouts, in order. */
  readonly group?: readonly Pick<RunReport, 'forecast' | 'rollout'>[];
  /** Who is told of what happens; present in a plan. */
  readonly notifications?: readonly Pick<Notification, 'name' | 'kind' | 'on'>[];
  /** Present when the plan was saved. */
  readonly saved?: { readonly file: string; readonly planId: string; readonly expires: number };
}

/** The rollout that a release would begin. */
export interface RolloutForecast {
  readonly name: string;
  readonly mode: Mode;
  readonly stages: readonly StageForecast[];
  /** Names of the audiences, among which weights are positions then. */
  readonly audiences?: readonly string[];
  /** The release would run on the canary slot. */
  readonly slots: { readonly stable: string; readonly canary: string };
  /** Percent that the canary slot takes now. */
  readonly present: Known<number>;
  /** What would take everybody out, in turn, as it was asked now; absent: what shifts the traffic. */
  readonly tiers?: readonly Rehearsed[];
  /** What shifts the traffic, and what that cannot promise, a sentence each. */
  readonly driver: string;
  readonly caveats: readonly string[];
  /** At 100 % the stable slot has no traffic to compare with; what is asked of it is what was last measured there. */
  readonly comparesWithPast: boolean;
  /** Another release is on its way. */
  readonly inTheWay?: string;
}

/** A tier of the way back, asked what it would be asked then. */
export interface Rehearsed {
  readonly driver: string;
  /** Milliseconds until the next begins. */
  readonly within?: number;
  /** Percent that its canary takes; unknown: it could not be used, and why. */
  readonly present: Known<number>;
  /** The same, for people. */
  readonly text: string;
}

export interface StageForecast extends StageTime {
  readonly hold: number;
  readonly approve?: Approval;
  /** After it the users go back to a stable side that runs the release by then, and it is held once more. */
  readonly handsOver?: true;
  /** The longest time from when a canary begins to fail until its checks act, their own windows aside. */
  readonly detection?: number;
}

export interface RolloutReport {
  readonly status: RolloutStatus;
  /** Another run started it, and this one followed it again. */
  readonly again: boolean;
}

/** Whom a test message reached. */
export interface NotifyReport {
  readonly policy: string;
  /** `why`: it did not arrive, as far as can be told. */
  readonly sent: readonly { readonly name: string; readonly why?: string }[];
}

export interface StoreReport {
  /** `sqlite`, `postgresql`. */
  readonly kind: string;
  /** Without a password. */
  readonly place: string;
  /** `--store`, `SENTINEL_STORE`, `the operator's configuration`, `beside the policy`. */
  readonly from: string;
  /** Absent: it is not there yet, and was read as empty. */
  readonly createdAt?: number;
  /** What it cannot promise, a sentence each. */
  readonly caveats: readonly string[];
  /** Where limits are counted, if not there. */
  readonly limits?: string;
}

export interface ReleaseField {
  readonly name: string;
  readonly value: Known<string>;
  /** `--version`, `GITHUB_SHA`, `git`; for an unknown one empty. */
  readonly from: string;
}

/** A part of a rule's condition, with what it gave. */
export interface ExplainedPart {
  /** As it is written in the policy. */
  readonly text: string;
  readonly location: PlanLocation;
  /** A truth for a condition, else a value. */
  readonly value: Known<Value>;
  /** The value as people write it: `91 %`, `1.3 s`. */
  readonly shown: string;
  /** For a fact: where it comes from. */
  readonly from?: string;
  readonly parts: readonly ExplainedPart[];
}

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

export interface ReviewReport {
  readonly policy: string;
  readonly base: ReviewedVersion;
  readonly head: ReviewedVersion;
  readonly review: Review;
  /** Of the facts of both versions, by id. */
  readonly types: ReadonlyMap<string, Type>;
  /** Where a store was named. */
  readonly past?: ReviewedPast;
}

/** The last decisions that a store remembers, and how many of them the two versions judge differently. */
export interface ReviewedPast {
  readonly decisions: number;
  readonly differ: number;
}

export interface ReviewedVersion {
  /** As it was named: `main`, `sentinel.yaml`. */
  readonly name: string;
  readonly file: string;
}

/** When a freeze holds. */
export interface ExplainedTimes {
  /** In words: `every Sat and Sun, on the clocks of America/New_York`. */
  readonly window: string;
  /** The next times; one that goes on begins with the instant that is judged. Without `until`, no end is foreseen. */
  readonly coming: readonly { readonly from: number; readonly until?: number; readonly text: string }[];
}

/** Freezes of another tool. */
export interface ImportReport {
  /** A part of a policy; empty where nothing is left. */
  readonly text: string;
  /** What means something else, and what cannot be said. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ExplainReport {
  readonly rule: RuleResult;
  /** For a freeze: when it holds. */
  readonly times?: ExplainedTimes;
  readonly when?: ExplainedPart;
  /** Judged only where the rule would stop the release. */
  readonly except?: ExplainedPart;
  readonly require: readonly ExplainedPart[];
  readonly prefer: readonly ExplainedPart[];
  /** With `whyNot`: the smallest changes of facts that would turn the verdict, a sentence each. */
  readonly whyNot?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

export interface ProbeReport {
  readonly probe: string;
  readonly kind: string;
  readonly location: PlanLocation;
  /** One, or one for each value of `each`. */
  readonly readings: readonly {
    readonly item?: string;
    readonly fields: readonly {
      readonly name: string;
      readonly type: Type;
      readonly value: Known<Value>;
    }[];
    readonly subject?: string;
    readonly detail?: string;
    readonly failure?: string;
    readonly duration: number;
  }[];
}

export interface KindsReport {
  readonly probes: readonly ProbeDescriptor[];
  readonly steps: readonly StepDescriptor[];
}

export interface InitReport {
  readonly file: string;
  readonly text: string;
  /** Its tests; absent where some are there already. */
  readonly tests?: string;
  /** What was seen, a sentence each: `git repository with 12 tags`. */
  readonly saw: readonly string[];
  /** The command to type now. */
  readonly next: string;
}

export interface DoctorReport {
  readonly checks: readonly {
    readonly name: string;
    readonly status: 'ok' | 'warning' | 'problem';
    readonly text: string;
    readonly help?: string;
  }[];
}
