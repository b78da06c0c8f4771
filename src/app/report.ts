/** What the application gives back. Instants are milliseconds since the epoch, durations milliseconds. */
import type { Review } from '../analysis/review/review.ts';
import type { RuleResult } from '../plan/decision.ts';
import type { ProbeDescriptor, StepDescriptor } from '../plan/descriptor.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan, PlanLocation } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import type { Known, Value } from '../plan/value.ts';
import type { Sources } from './refusal.ts';

export type * from './report/analysis.ts';
export type * from './report/calendar.ts';
export type * from './report/rollouts.ts';
export type * from './report/run.ts';
export type * from './report/stores.ts';
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

/** Whom a test message reached. */
export interface NotifyReport {
  readonly policy: string;
  /** `why`: it did not arrive, as far as can be told. */
  readonly sent: readonly { readonly name: string; readonly why?: string }[];
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

export interface ReviewReport {
  readonly policy: string;
  /** Without a file where it has no such policy: then the head's is new. */
  readonly base: Pick<ReviewedVersion, 'name'> & Partial<ReviewedVersion>;
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
