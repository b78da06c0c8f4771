/** The way up: every condition of it must be met, and each that is not is a wait with its reason. */
import { FALSE, TRUE, UNKNOWN } from '../../../plan/kleene.ts';
import type { Approval } from '../../../plan/rollout.ts';
import { isUnknown } from '../../../plan/value.ts';
import { agreedTo, isAgreed } from './approvals.ts';
import { barrierWait } from './group.ts';
import { handOver } from './handover.ts';
import { freshStage, type Wait } from './record.ts';
import { heldBackBy, shifting } from './traffic.ts';
import {
  changed,
  goBack,
  isOver,
  paused,
  type Rule,
  stageOf,
  type Turn,
  waiting,
  weightText,
} from './turn.ts';
import { clockWait, freezeWait } from './waits.ts';

export const goOn: Rule = (turn) => {
  const { record, seen, rollout } = turn;
  if (isOver(record) || record.latch) return turn;
  if (record.pause)
    return waiting(
      turn,
      record.pause.by === 'freeze' && seen.promotions
        ? freezeWait(seen.promotions)
        : { for: waitOf(record.pause.by), why: record.pause.why },
    );
  if (record.intent) {
    const held = heldBackBy(turn);
    return held ? waiting(turn, held) : turn;
  }
  if (isUnknown(seen.traffic)) return turn;
  const barrier = barrierWait(turn);
  if (record.stage < 0) return barrier ? waiting(turn, barrier) : begin(turn);

  const holding = waitsOfStage(turn);
  if (holding.length > 0) return holding.reduce(waiting, marked(turn, false));
  if (seen.exit?.passed === FALSE)
    return stageOf(turn)?.checks?.onFail === 'pause'
      ? paused(turn, 'check', seen.exit.why)
      : goBack(turn, 'check_failed', seen.exit.why);
  const passed = marked(turn, true);
  if (barrier) return waiting(passed, barrier);
  if (record.stage >= rollout.stages.length - 1) return handOver(passed) ?? completed(passed);
  return rise(passed, waitsOfRise(passed));
};

/** Tells the others of its group whether it waits for them alone. */
function marked(turn: Turn, isPassed: boolean): Turn {
  const { passed: _, ...observed } = turn.record.observed;
  if (!turn.seen.group) return turn;
  return changed(turn, { observed: isPassed ? { ...observed, passed: true } : observed });
}

function waitOf(by: 'freeze' | 'approval' | 'person' | 'check' | 'unknown'): Wait['for'] {
  if (by === 'check') return 'checks';
  return by === 'unknown' ? 'samples' : by;
}

/** The first weight. */
function begin(turn: Turn): Turn {
  const { seen, rollout } = turn;
  const waits: Wait[] = [];
  if (seen.starts) waits.push(freezeWait(seen.starts));
  if (rollout.identity && seen.identity !== TRUE)
    waits.push({
      for: 'identity',
      why:
        seen.identity === FALSE
          ? 'the canary does not run this release'
          : 'it is not known which release the canary runs',
    });
  return rise(turn, [...waits, ...cooldownWait(turn)]);
}

/** What keeps a stage from being passed. */
function waitsOfStage(turn: Turn): readonly Wait[] {
  const { record, seen } = turn;
  const stage = stageOf(turn);
  const { since, held, passing, unknownSince, checkedAt, skipped, promoted } = record.observed;
  if (!stage || skipped === true) return [];
  if (since === undefined) return [{ for: 'traffic', why: 'its weight has not been read back yet' }];
  const { checks, exit, hold } = stage;
  const waits: Wait[] = [];
  if (checks && unknownSince !== undefined)
    waits.push({ for: 'samples', why: 'nothing is known about the canary' });
  else if (checks && passing === undefined)
    waits.push(
      checkedAt === undefined && record.clock - since < checks.warmup
        ? {
            for: 'warmup',
            why: 'the canary warms up',
            left: checks.warmup - (record.clock - since),
          }
        : { for: 'checks', why: 'the checks have not been observed in this stage' },
    );
  else if (checks && passing === false)
    waits.push({ for: 'checks', why: 'the last observation of the checks did not pass' });
  if (held < hold) waits.push({ for: 'hold', why: 'the stage is held', left: hold - held });
  if (stage.untilPromoted && !promoted)
    waits.push({ for: 'person', why: 'it stays here until a person promotes it' });
  if (waits.length === 0 && exit.length > 0 && (seen.exit === undefined || seen.exit.passed === UNKNOWN))
    waits.push({ for: 'exit', why: seen.exit?.why ?? 'its exit gates have not been asked' });
  return waits;
}

/** What keeps the weight from rising although the stage is passed. */
function waitsOfRise(turn: Turn): readonly Wait[] {
  const { record, seen, rollout } = turn;
  const waits: Wait[] = [];
  if (seen.promotions) waits.push(freezeWait(seen.promotions));
  const sinceRise = record.raisedAt === undefined ? Infinity : record.clock - record.raisedAt;
  if (sinceRise < rollout.dwell)
    waits.push({
      for: 'dwell',
      why: 'two rises are so far apart at least',
      left: rollout.dwell - sinceRise,
    });
  return [...waits, ...cooldownWait(turn)];
}

function cooldownWait({ record, rollout }: Turn): readonly Wait[] {
  const since = record.wentBackAt === undefined ? Infinity : record.clock - record.wentBackAt;
  return since < rollout.cooldown
    ? [{ for: 'cooldown', why: 'it went back a short time ago', left: rollout.cooldown - since }]
    : [];
}

/** Aims at the next stage, unless something keeps it; one whose condition is known to be false is left out. */
function rise(turn: Turn, waits: readonly Wait[]): Turn {
  const { rollout, record, seen } = turn;
  const index = record.stage + 1;
  const stage = rollout.stages[index];
  if (!stage) return completed(turn);
  const clock = clockWait(seen);
  const open = clock ? [clock, ...waits] : [...waits];
  if (stage.when && seen.next === FALSE)
    return changed(
      turn,
      { stage: index, phase: 'observing', observed: { ...freshStage, since: record.clock, skipped: true } },
      { type: 'stage.skipped', to: index, why: 'its condition does not hold' },
    );
  if (stage.when && seen.next !== TRUE)
    open.push({ for: 'condition', why: 'it is not known whether the next stage applies' });
  if (stage.approve && !isAgreed(rollout, record, index)) open.push(approvalWait(turn, stage.approve, index));
  if (open.length > 0) return open.reduce(waiting, turn);
  const passed = record.stage < 0 ? [] : [{ type: 'stage.passed' as const, to: record.stage, why: 'held' }];
  const aimed = changed(
    turn,
    { stage: index, phase: 'shifting', observed: { ...freshStage, aimedAt: record.clock } },
    ...passed,
  );
  return shifting(aimed, stage.weight, `stage ${index + 1} of ${rollout.stages.length}`);
}

function approvalWait(turn: Turn, { from, count }: Approval, index: number): Wait {
  const { rollout, record } = turn;
  const agreed = agreedTo(rollout, record, index);
  const weight = weightText(turn, rollout.stages[index]?.weight ?? 0);
  const so = agreed.length === 0 ? '' : `; so far ${agreed.join(', ')}`;
  return { for: 'approval', why: `${count} of ${from} must agree to ${weight}${so}` };
}

function completed(turn: Turn): Turn {
  const { record } = turn;
  return changed(
    turn,
    { phase: 'completed', completedAt: record.clock },
    { type: 'stage.passed', to: record.stage, why: 'held' },
    // What the release takes, wherever.
    { type: 'completed', to: record.handover?.from ?? record.weight, why: 'every stage was passed' },
  );
}
