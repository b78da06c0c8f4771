/** What the application gives back. Instants are milliseconds since the epoch, durations milliseconds. */
import type { Decision, ExitCode, RuleResult } from '../plan/decision.ts';
import type { ProbeDescriptor, StepDescriptor } from '../plan/descriptor.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan, PlanLocation } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import type { Known, Value } from '../plan/value.ts';
import type { IncidentFreeze } from '../plan/window.ts';
import type { Command, StepReport } from '../runtime/engine/events.ts';
import type { Sources } from './refusal.ts';

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
  /** Present when the plan was saved. */
  readonly saved?: { readonly file: string; readonly planId: string; readonly expires: number };
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

export interface ExplainReport {
  readonly rule: RuleResult;
  readonly when?: ExplainedPart;
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
