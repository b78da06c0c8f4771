/**
 * What is kept of a rollout between two looks at it: plain JSON, enough to go on from after any crash.
 *
 * Times of it are read from its own clock, milliseconds of time that is known to have passed (`credit.ts`): a jump of the
 * wall clock neither shortens a hold nor lengthens it. Weights are percent of the traffic that the canary takes.
 */
import type { ToleranceCount } from './tolerance.ts';

export const phases = [
  'pending',
  'shifting',
  'observing',
  'paused',
  'completed',
  'rolling_back',
  'rolled_back',
  'failed',
] as const;

export type Phase = (typeof phases)[number];

export type PauseCause = 'freeze' | 'approval' | 'person' | 'check' | 'unknown';

/** Why a rollout went back or stopped; a closed set that other programs count by. */
export type ReasonCode =
  | 'check_failed'
  | 'trigger'
  | 'unknown'
  | 'deadline'
  | 'freeze'
  | 'rollback_requested'
  | 'aborted'
  | 'replaced'
  | 'drift'
  | 'operator_stop'
  | 'group'
  | 'steps_failed';

/** A start of a release, with everything that began anew with it. */
export interface RolloutRecord {
  /** Grows with every start of this rollout. */
  readonly generation: number;
  readonly phase: Phase;
  /** The rollout's own time. */
  readonly clock: number;
  /** When this generation started, on that clock. */
  readonly startedAt: number;
  /** Of that, time in which it was paused. */
  readonly pausedFor: number;
  /** Index of the stage that is held or aimed at; -1 before the first. */
  readonly stage: number;
  /** The last weight that was read back after it was intended. */
  readonly weight: number;
  /** A change that was recorded and has not been read back yet. */
  readonly intent?: Intent;
  /** Number of the last intent of this generation. */
  readonly intents: number;
  /** When the last rise was read back. */
  readonly raisedAt?: number;
  /** Of the present stage. */
  readonly observed: StageRecord;
  readonly pause?: Pause;
  /** Once set nothing rises any more. */
  readonly latch?: Latch;
  readonly handover?: Handover;
  /** When the last roll-back of any generation was read back; cooldown counts from here. */
  readonly wentBackAt?: number;
  readonly retries: number;
  /** Who agreed to which stage since it last went back. */
  readonly approved: readonly Agreement[];
  /** How often someone raised the traffic since a person last looked at it, or since it goes back. */
  readonly repairs: number;
  /** When it completed. */
  readonly completedAt?: number;
  /** Why it does not move, for people; empty while it does. */
  readonly waits: readonly Wait[];
}

export interface Intent {
  /** Of this rollout, for ever different: `GENERATION-NUMBER`. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** `shift`: new users only. `evict`: everybody out of the canary. */
  readonly verb: 'shift' | 'evict';
}

/** What was seen in the present stage. */
export interface StageRecord {
  /** When its weight was first asked for. */
  readonly aimedAt?: number;
  /** When its weight was read back; absent before. */
  readonly since?: number;
  /** Time under passing checks. */
  readonly held: number;
  /** When the checks were last observed. */
  readonly checkedAt?: number;
  /** Whether the last observation of the checks passed; absent before the first. */
  readonly passing?: boolean;
  readonly failures: ToleranceCount;
  readonly trigger: ToleranceCount;
  /** Since when the checks tell nothing. */
  readonly unknownSince?: number;
  /** Since when the traffic cannot be read. */
  readonly unseenSince?: number;
  /** When it last went on after a pause. */
  readonly resumedAt?: number;
  /** A person said that it may be left. */
  readonly promoted?: true;
  /** Left out by its condition: nothing is asked of it. */
  readonly skipped?: true;
  /** In a group: by itself it could go on. */
  readonly passed?: true;
}

export interface Agreement {
  /** By index. */
  readonly stage: number;
  /** A verified name. */
  readonly by: string;
  readonly at: number;
}

export interface Pause {
  readonly by: PauseCause;
  readonly since: number;
  readonly why: string;
  /** Said where the traffic is, and over when it is no longer said there. */
  readonly byHand?: true;
}

export interface Latch {
  readonly to: number;
  readonly reason: ReasonCode;
  readonly why: string;
  /** The version is refused from now on, until it is released on purpose. */
  readonly quarantine: boolean;
  readonly since: number;
  /** The change that it asked for was read back. */
  readonly arrived: boolean;
}

/**
 * `finish: copy`: the users go back to the stable side, which runs the release too; or, where something went wrong
 * meanwhile, to the canary again.
 */
export interface Handover {
  readonly to: 'stable' | 'canary';
  /** What the canary took when it began. */
  readonly from: number;
  readonly why: string;
}

export interface Wait {
  readonly for:
    | 'freeze'
    | 'clock'
    | 'drift'
    | 'approval'
    | 'person'
    | 'hold'
    | 'dwell'
    | 'cooldown'
    | 'warmup'
    | 'samples'
    | 'checks'
    | 'traffic'
    | 'identity'
    | 'exit'
    | 'condition'
    | 'handover'
    | 'group';
  readonly why: string;
  /** Milliseconds that it lasts at least; absent when nobody can say. */
  readonly left?: number;
}

export const freshStage: StageRecord = { held: 0, failures: [], trigger: [] };
