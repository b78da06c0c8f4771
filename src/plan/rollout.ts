/** Rollouts as the plan holds them: stages of rising weight under checks, and the way back. Durations in milliseconds. */
import type { Assignment } from './assignment.ts';
import type { Condition, ConfigRecord, Mode, PlanLocation, Step } from './plan.ts';
import type { Term } from './term.ts';

export interface Rollout {
  readonly name: string;
  readonly mode: Mode;
  /** Absent: every environment. */
  readonly environments?: readonly string[];
  readonly when?: Condition;
  readonly traffic: Traffic;
  /** What `${track}` stands for; absent where the driver names its slots. */
  readonly tracks?: { readonly canary: string; readonly stable: string };
  /** Must be true before the first weight. */
  readonly identity?: Condition;
  /** Who takes part; present where the driver assigns users one by one. */
  readonly assignment?: Assignment;
  /** A ramp is written out. Weights rise. The stages of audiences follow each other. */
  readonly stages: readonly Stage[];
  readonly rollback: Rollback;
  /** The least time between two rises. */
  readonly dwell: number;
  /** After a roll-back, before a start or a rise. */
  readonly cooldown: number;
  /** The longest the whole may take, pauses not counted. */
  readonly deadline?: number;
  readonly unknown: UnknownRule;
  readonly finish: Finish;
  /** A start that cannot complete before the next freeze is refused. */
  readonly runway: boolean;
  readonly first: 'analyze' | 'skip';
  /** The most on their way at once in one environment, over workloads, clusters, namespaces and regions; each holds one. */
  readonly concurrent?: number;
  readonly newer: 'queue' | 'replace' | 'reject';
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly location: PlanLocation;
}

/** Rollouts that are released together, each stage a barrier. */
export interface RolloutGroup {
  readonly name: string;
  /** Names, in the order in which they rise. */
  readonly rollouts: readonly string[];
  readonly location: PlanLocation;
}

/** What shifts the traffic. */
export interface Traffic {
  readonly kind: string;
  readonly config: ConfigRecord;
  /** Names of the slots as they are at the beginning. */
  readonly roles: { readonly stable: string; readonly canary: string };
  /** Whether the slots exchange their roles, or keep them. */
  readonly swaps: boolean;
  /** Facts that the configuration interpolates. */
  readonly reads: readonly string[];
  readonly location: PlanLocation;
}

export interface Stage {
  /** Percent of the traffic, 0 to 100; with audiences a `Position`. With variants the sum of theirs. */
  readonly weight: number;
  readonly hold: number;
  /** Left only when a person promotes it. */
  readonly untilPromoted?: true;
  readonly approve?: Approval;
  /** Gates that are asked once before going on. */
  readonly exit: readonly string[];
  /** Its own, or those of the rollout. */
  readonly checks?: Checks;
  /** Left out where this is known to be false. */
  readonly when?: Condition;
  readonly location: PlanLocation;
}

export interface Approval {
  readonly from: string;
  readonly count: number;
  readonly notAuthor: boolean;
  readonly expires?: number;
}

export interface Checks {
  readonly every: number;
  /** After a change of weight nothing is judged for so long. */
  readonly warmup: number;
  /** All must hold; together they are one observation. */
  readonly require: readonly Condition[];
  readonly prefer: readonly Condition[];
  /** Measured and told, not judged. */
  readonly show: readonly Term[];
  readonly tolerate: Tolerance;
  readonly onFail: 'rollback' | 'pause' | 'hold';
  /** The longest a stage may last beyond its hold while it waits for observations. */
  readonly maxExtend?: number;
}

/** Failed observations that are borne; one more acts. Unknown ones count in none of these, and break no streak. */
export type Tolerance =
  /** In the stage. */
  | { readonly kind: 'total'; readonly count: number }
  /** Of the last `of` known ones. */
  | { readonly kind: 'of'; readonly count: number; readonly of: number }
  | { readonly kind: 'consecutive'; readonly count: number };

export interface Rollback {
  readonly when?: Condition;
  readonly tolerate: Tolerance;
  /** A percentage, or the weight of the stage before. */
  readonly to: number | 'previous_stage';
  /** How often it goes up again after the cooldown. */
  readonly retry: number;
  readonly quarantine: boolean;
  /** What takes everybody out, in turn; absent: the rollout's own traffic alone. */
  readonly tiers?: readonly TierPlan[];
}

export interface TierPlan {
  readonly traffic: Traffic;
  /** How long until the next begins; absent: it is the last, and is not given up. */
  readonly within?: number;
}

export interface UnknownRule {
  readonly action: UnknownAction;
  /** For how long; absent: for ever. */
  readonly for?: number;
  readonly next: UnknownAction;
}

export type UnknownAction = 'hold' | 'pause' | 'rollback';

export interface Finish {
  /** `swap`: the slots exchange their roles. `copy`: stable takes the version over and the traffic moves back. */
  readonly promote: 'swap' | 'copy' | 'none';
  /** How long the old slot is kept ready, and the checks run on. */
  readonly keep: number;
}
