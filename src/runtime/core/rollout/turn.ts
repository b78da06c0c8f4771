/** One look at a rollout while it is worked out: the record so far, what happened, and what is to be done. */
import { audienceNames, positionText } from '../../../plan/assignment.ts';
import type { Truth } from '../../../plan/kleene.ts';
import type { Json } from '../../../plan/audit.ts';
import type { Checks, Rollout, Stage } from '../../../plan/rollout.ts';
import type { Known } from '../../../plan/value.ts';
import type { GroupSight } from './group.ts';
import {
  freshStage,
  type Intent,
  type PauseCause,
  type ReasonCode,
  type RolloutRecord,
  type StageRecord,
  type Wait,
} from './record.ts';

/** What is seen in this look. What was not asked for, or was not due (`needs.ts`), is absent. */
export interface Sighting {
  /** Milliseconds that have passed for certain since the last look. */
  readonly elapsed: number;
  /** Percent that the canary takes, as the driver reads it back. */
  readonly traffic: Known<number>;
  /** That somebody has said by hand, where the traffic is, that nothing is to rise; how they said it. */
  readonly held?: string;
  /** False: a cookie may still hold somebody on the canary. Absent: this driver holds nobody. */
  readonly evicted?: boolean;
  /** Weights closer than this are the same to the driver. */
  readonly granularity: number;
  /** A freeze that is closed for starts, and one that is closed for promotions; of several the one that asks most. */
  readonly starts?: Closed;
  readonly promotions?: Closed;
  readonly checks?: CheckSighting;
  /** Observations that were due while nobody looked, as the past of what was measured tells them; oldest first. */
  readonly missed?: readonly MissedSighting[];
  readonly identity?: Truth;
  readonly exit?: { readonly passed: Truth; readonly why: string };
  /** The `when` of the next stage. */
  readonly next?: Truth;
  /** Where it is released together with others. */
  readonly group?: GroupSight;
  readonly requests: readonly Request[];
  /** Milliseconds between the store's clock and that of this machine; absent: none. */
  readonly skew?: number;
}

export interface Closed {
  readonly freeze: string;
  readonly why: string;
  /** Milliseconds until it lifts, where that can be foreseen. */
  readonly left?: number;
  readonly inFlight: 'pause' | 'finish_stage' | 'rollback';
}

export interface CheckSighting {
  /** All that the checks require. */
  readonly passed: Truth;
  /** The roll-back's own condition; false where there is none. */
  readonly trigger: Truth;
  /** What did not pass, or is unknown, or triggered. */
  readonly why: string;
}

export interface MissedSighting extends CheckSighting {
  /** Milliseconds before now. */
  readonly ago: number;
}

/** What a person asks for; the engine has made sure that they may. */
export type Request =
  | {
      readonly kind: 'pause' | 'resume' | 'abort' | 'replace' | 'rollback';
      readonly why: string;
    }
  /** Without a verified person it ends the hold, and does not count as an approval of the next stage. */
  | { readonly kind: 'promote'; readonly why: string; readonly by?: Approver }
  | { readonly kind: 'approve'; readonly stage: number; readonly why: string; readonly by?: Approver };

/** A person whose identity was verified. */
export interface Approver {
  readonly name: string;
  /** Of which they are, as the operator says. */
  readonly groups: readonly string[];
  /** Whether the release is theirs. */
  readonly isAuthor: boolean;
  /** When they said so, on the rollout's clock. */
  readonly at: number;
}

export type RolloutEventType =
  | 'shift.intended'
  | 'shift.confirmed'
  | 'shift.superseded'
  | 'stage.entered'
  | 'stage.skipped'
  | 'stage.passed'
  | 'checks.observed'
  | 'drift.repaired'
  | 'drift.left'
  | 'operator.stopped'
  | 'paused'
  | 'resumed'
  | 'approval.awaited'
  | 'approval.given'
  | 'approval.revoked'
  | 'approved'
  | 'identity.mismatched'
  | 'latched'
  | 'retrying'
  | 'tier.used'
  | 'tier.failed'
  | 'rolled_back'
  | 'handover.begun'
  | 'handover.arrived'
  | 'handover.stopped'
  | 'completed'
  | 'clocks.apart'
  | 'settled';

/** A durable event, which becomes an entry of the audit. */
export interface RolloutEvent {
  readonly type: RolloutEventType;
  readonly from?: Json;
  readonly to?: Json;
  readonly why: string;
  readonly reason?: ReasonCode;
  /** Where a weight is a `Position` among audiences: their names. */
  readonly audiences?: readonly string[];
  /** Of what was observed before now: how many milliseconds. */
  readonly ago?: number;
}

/** What the engine is to do, once the record with its intent is safe. */
export type Action = { readonly kind: 'shift'; readonly intent: Intent };

export interface Turn {
  readonly rollout: Rollout;
  readonly record: RolloutRecord;
  readonly seen: Sighting;
  readonly events: readonly RolloutEvent[];
  readonly action?: Action;
  /** Requests that were not followed, with the reason. */
  readonly refused: readonly { readonly request: Request; readonly why: string }[];
}

/** One rule of the state machine. */
export type Rule = (turn: Turn) => Turn;

export function changed(
  turn: Turn,
  changes: { readonly [K in keyof RolloutRecord]?: RolloutRecord[K] | undefined },
  ...events: readonly RolloutEvent[]
): Turn {
  const record: RolloutRecord = Object.assign({ ...turn.record }, changes);
  for (const key of Object.keys(changes) as (keyof RolloutRecord)[])
    if (record[key] === undefined) Reflect.deleteProperty(record, key);
  if (events.length === 0) return { ...turn, record };
  const audiences = audienceNames(turn.rollout.assignment);
  const told = audiences ? events.map((event) => ({ ...event, audiences })) : events;
  return { ...turn, record, events: [...turn.events, ...told] };
}

export function inStage(turn: Turn, changes: Partial<StageRecord>): Turn {
  return changed(turn, { observed: { ...turn.record.observed, ...changes } });
}

/** Two rules may have the same to say, which is said once. */
export function waiting(turn: Turn, wait: Wait): Turn {
  if (turn.record.waits.some((known) => known.for === wait.for && known.why === wait.why)) return turn;
  return changed(turn, { waits: [...turn.record.waits, wait] });
}

export function paused(turn: Turn, by: PauseCause, why: string): Turn {
  const { clock, pause } = turn.record;
  // A pause that needs a person is not taken over by one that ends by itself.
  if (pause && (pause.by === by || pause.by !== 'freeze')) return turn;
  return changed(
    turn,
    { phase: 'paused', pause: { by, since: clock, why } },
    { type: 'paused', why, to: by },
  );
}

/** Nothing rises from here on. Of two latches the lower holds; of two alike a person's, after which nothing goes up again. */
export function latched(turn: Turn, reason: ReasonCode, why: string, to: number): Turn {
  const { record, rollout } = turn;
  const { latch: before, handover } = record;
  if (handover?.to === 'stable' && stops(reason)) return handedBack(turn, reason, why);
  const givesWay =
    before && (to < before.to || (to === before.to && isAsked(reason) && !isAsked(before.reason)));
  if (before && !givesWay) return turn;
  const failed = reason === 'check_failed' || reason === 'trigger';
  const latch = {
    to,
    reason,
    why,
    quarantine:
      before?.quarantine === true ||
      (failed && rollout.rollback.quarantine && record.retries >= rollout.rollback.retry),
    since: record.clock,
    arrived: false,
  };
  return changed(
    turn,
    { phase: 'rolling_back', latch, handover: undefined, pause: undefined, repairs: 0 },
    { type: 'latched', from: record.weight, to, why, reason },
  );
}

/** What stops the stable side from taking over, and what is looked at by a person then. */
const causes = {
  check_failed: 'check',
  trigger: 'check',
  unknown: 'unknown',
  operator_stop: 'person',
} as const satisfies { readonly [R in ReasonCode]?: PauseCause };

type Stop = keyof typeof causes;

function stops(reason: ReasonCode): reason is Stop {
  return Object.hasOwn(causes, reason);
}

/** The release is on both sides: everybody goes back to the one where it is known to be good, until a person goes on. */
export function handedBack(turn: Turn, reason: Stop, why: string): Turn {
  const { handover, clock, weight } = turn.record;
  if (handover?.to !== 'stable') return turn;
  const back = changed(
    turn,
    { handover: { ...handover, to: 'canary', why }, observed: { ...freshStage, aimedAt: clock } },
    { type: 'handover.stopped', from: weight, to: handover.from, why, reason },
  );
  return paused(back, causes[reason], why);
}

/** What was stopped is not back at the canary yet, as far as was read. */
export function isReturning({ handover, observed }: RolloutRecord): boolean {
  return handover?.to === 'canary' && observed.since === undefined;
}

/** In its last stage, after which the stable side is to take over. */
export function awaitsStable({ rollout, record }: Pick<Turn, 'rollout' | 'record'>): boolean {
  return (
    rollout.finish.promote === 'copy' &&
    record.stage === rollout.stages.length - 1 &&
    record.handover?.to !== 'stable'
  );
}

function isAsked(reason: ReasonCode): boolean {
  return reason === 'aborted' || reason === 'rollback_requested' || reason === 'replaced';
}

/** Goes back as the policy says. */
export function goBack(turn: Turn, reason: ReasonCode, why: string): Turn {
  const { to } = turn.rollout.rollback;
  return latched(turn, reason, why, to === 'previous_stage' ? weightBefore(turn) : to);
}

function weightBefore({ rollout, record }: Turn): number {
  return rollout.stages[record.stage - 1]?.weight ?? 0;
}

/** A weight, for people. */
export function weightText({ rollout }: Pick<Turn, 'rollout'>, weight: number): string {
  return positionText(weight, audienceNames(rollout.assignment));
}

export function stageOf({ rollout, record }: Turn): Stage | undefined {
  return rollout.stages[record.stage];
}

export function checksOf(turn: Turn): Checks | undefined {
  return stageOf(turn)?.checks;
}

/** Nothing is left to decide, but for what watches a completed rollout. */
export function isOver({ phase }: RolloutRecord): boolean {
  return phase === 'completed' || phase === 'rolled_back' || phase === 'failed';
}

/** Completed, with the way back still one change. */
export function isKept({ rollout, record }: Pick<Turn, 'rollout' | 'record'>): boolean {
  return (
    record.phase === 'completed' &&
    record.completedAt !== undefined &&
    record.clock - record.completedAt < rollout.finish.keep
  );
}
