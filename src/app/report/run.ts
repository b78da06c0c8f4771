/** What the application says of one run: the decision, what it rests upon, what was done. Instants are milliseconds since the epoch. */
import type { Decision, ExitCode } from '../../plan/decision.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Notification } from '../../plan/notification.ts';
import type { Mode, PlanLocation } from '../../plan/plan.ts';
import type { Approval } from '../../plan/rollout.ts';
import type { Type } from '../../plan/type.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { StageTime } from '../../runtime/core/rollout/timeline.ts';
import type { Command, StepReport } from '../../runtime/engine/events.ts';
import type { RolloutStatus } from '../../runtime/engine/rollout/status.ts';
import type { Sources } from '../refusal.ts';

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
