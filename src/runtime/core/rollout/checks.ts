/** What was observed of the canary, and what follows when too much of it failed or nothing is known for too long. */
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../../plan/kleene.ts';
import type { UnknownAction } from '../../../plan/rollout.ts';
import { withdrawn } from './approvals.ts';
import { counted, exceeded } from './tolerance.ts';
import {
  changed,
  type CheckSighting,
  checksOf,
  goBack,
  inStage,
  isOver,
  latched,
  type MissedSighting,
  paused,
  type RolloutEventType,
  type Rule,
  type Turn,
  waiting,
} from './turn.ts';

/** Counts the observations that were due: first those of the time in which nobody looked. */
export const countChecks: Rule = (turn) => {
  const { checks, missed = [] } = turn.seen;
  if (!checks || !takesTraffic(turn)) return turn;
  return [...missed, { ...checks, ago: 0 }].reduce(countOne, turn);
};

function countOne(turn: Turn, seen: MissedSighting): Turn {
  const { rollout, record } = turn;
  const checks = checksOf(turn);
  if (!checks || record.latch) return turn;
  const { passed, trigger, why, ago } = seen;
  const { observed } = record;
  const clock = record.clock - ago;
  // With what was before, it went on.
  if (clock < (observed.resumedAt ?? -Infinity)) return turn;
  const failures = counted(checks.tolerate, observed.failures, failing(passed));
  const triggers = counted(rollout.rollback.tolerate, observed.trigger, trigger);
  const open = passed === UNKNOWN || trigger === UNKNOWN;
  const told = changed(
    inStage(turn, {
      checkedAt: clock,
      passing: passed === TRUE && trigger === FALSE,
      failures,
      trigger: triggers,
    }),
    {},
    { type: 'checks.observed', to: wordOf(passed, trigger), why, ...(ago > 0 && { ago }) },
  );
  const known = withUnknown(told, open, clock);
  if (exceeded(rollout.rollback.tolerate, triggers)) return goBack(known, 'trigger', why);
  return exceeded(checks.tolerate, failures) ? acted(known, checks.onFail, seen) : known;
}

/**
 * What cannot be read back may have happened; where it is read that nobody is where the release is judged there is nothing
 * to judge. What was observed while a weight was read back, or while the other side was judged, belongs to neither.
 */
function takesTraffic({ record, seen, events }: Turn): boolean {
  const { observed, handover } = record;
  if (events.some(({ type }) => turning.has(type))) return false;
  return observed.since !== undefined || seen.traffic !== (handover?.to === 'stable' ? handover.from : 0);
}

const turning: ReadonlySet<RolloutEventType> = new Set([
  'stage.entered',
  'handover.arrived',
  'handover.stopped',
]);

function failing(passed: Truth): Truth {
  return passed === TRUE ? FALSE : passed === FALSE ? TRUE : UNKNOWN;
}

function wordOf(passed: Truth, trigger: Truth): string {
  if (trigger === TRUE) return 'roll back';
  if (passed === FALSE) return 'fail';
  return passed === TRUE && trigger === FALSE ? 'pass' : 'unknown';
}

/** What is known again ends the time of not knowing. */
function withUnknown(turn: Turn, open: boolean, clock: number): Turn {
  const { observed } = turn.record;
  const { unknownSince = clock, ...known } = observed;
  return changed(turn, { observed: open ? { ...known, unknownSince } : known });
}

function acted(turn: Turn, onFail: UnknownAction, { why }: CheckSighting): Turn {
  if (onFail === 'rollback') return goBack(turn, 'check_failed', why);
  if (isOver(turn.record)) return turn;
  return onFail === 'pause'
    ? paused(withdrawn(turn, why), 'check', why)
    : waiting(turn, { for: 'checks', why });
}

/** What the policy says about not knowing, at once and when it lasts. */
export const judgeUnknown: Rule = (turn) => {
  const { rollout, record } = turn;
  const { unknownSince = Infinity, unseenSince = Infinity } = record.observed;
  const since = Math.min(unknownSince, unseenSince);
  if (since === Infinity || record.latch) return turn;
  const lasted = record.clock - since;
  const rule = rollout.unknown;
  const overdue = rule.for !== undefined && lasted >= rule.for;
  return unknownActs(turn, overdue ? rule.next : rule.action, 'nothing is known about the canary');
};

/** Waits for observations end somewhere. */
export const boundExtension: Rule = (turn) => {
  const { record, rollout } = turn;
  const stage = rollout.stages[record.stage];
  const most = stage?.checks?.maxExtend;
  const since = record.observed.resumedAt ?? record.observed.since;
  if (!stage || most === undefined || since === undefined || record.latch || isOver(record)) return turn;
  if (record.observed.held >= stage.hold || record.observed.skipped || record.pause) return turn;
  const { next } = rollout.unknown;
  return record.clock - since > stage.hold + most
    ? unknownActs(turn, next === 'hold' ? 'pause' : next, 'the stage was extended as far as it may be')
    : turn;
};

function unknownActs(turn: Turn, action: UnknownAction, why: string): Turn {
  if (action === 'rollback') return goBack(turn, 'unknown', why);
  if (isOver(turn.record)) return turn;
  return action === 'pause' ? paused(turn, 'unknown', why) : waiting(turn, { for: 'samples', why });
}

/** The way up may not last longer, pauses not counted. */
export const keepDeadline: Rule = (turn) => {
  const { rollout, record } = turn;
  if (rollout.deadline === undefined || record.latch || record.handover || isOver(record)) return turn;
  const lasted = record.clock - record.startedAt - record.pausedFor;
  return lasted > rollout.deadline ? latched(turn, 'deadline', 'it takes longer than its deadline', 0) : turn;
};
