/**
 * What the driver reads back against what was intended. A weight counts once it has been read back; what nobody intended is
 * either an operator's stop, which is kept, or drift, which is put back.
 */
import { isUnknown } from '../../../plan/value.ts';
import { turnWait } from './group.ts';
import { freshStage, type Intent, type Wait } from './record.ts';
import {
  changed,
  handedBack,
  inStage,
  isKept,
  isOver,
  isReturning,
  paused,
  type Rule,
  type Turn,
  waiting,
  weightText,
} from './turn.ts';
import { clockWait, freezeWait } from './waits.ts';

/** A weight that someone raises more often is a matter for people, and is left as it is. */
const MOST_REPAIRS = 3;

export const readTraffic: Rule = (turn) => {
  const { record, seen } = turn;
  if (isUnknown(seen.traffic)) {
    if (isOver(record) && !isKept(turn)) return turn;
    const since = record.observed.unseenSince ?? record.clock;
    return waiting(inStage(turn, { unseenSince: since }), {
      for: 'traffic',
      why: `the traffic cannot be read: ${seen.traffic.reason}`,
    });
  }
  return compared(inSight(turn), seen.traffic);
};

function inSight(turn: Turn): Turn {
  const { unseenSince, ...observed } = turn.record.observed;
  return unseenSince === undefined ? turn : changed(turn, { observed });
}

function compared(turn: Turn, read: number): Turn {
  const { record } = turn;
  const { intent } = record;
  if (intent && isDone(turn, read, intent)) return confirmed(turn, intent);
  if (intent && isAgainst(turn, read, intent))
    return lowered(changed(turn, { intent: { ...intent, from: read } }), read);
  if (intent) return turn;
  if (isSame(turn, read, record.weight)) return turn;
  if (read > record.weight) return record.phase === 'completed' ? turn : raised(turn, read);
  return isOver(record) ? turn : lowered(turn, read);
}

/** While it was to rise it fell below where it came from: nothing on the way up does that but somebody else. */
function isAgainst(turn: Turn, read: number, { from, to }: Intent): boolean {
  return to > from && read < from && !isSame(turn, read, from);
}

function confirmed(turn: Turn, { id, from, to }: Intent): Turn {
  const { record } = turn;
  const { clock, latch } = record;
  const entered = record.observed.since === undefined && !latch && record.stage >= 0;
  return changed(
    turn,
    {
      intent: undefined,
      weight: to,
      ...(to > from && { raisedAt: clock }),
      ...(latch && { latch: { ...latch, arrived: to <= latch.to } }),
      ...(record.phase === 'shifting' && { phase: 'observing' }),
      ...(entered && { observed: { ...freshStage, since: clock } }),
    },
    { type: 'shift.confirmed', from, to, why: `${id} was read back` },
    ...(entered
      ? [
          {
            type: record.handover ? ('handover.arrived' as const) : ('stage.entered' as const),
            to: record.stage,
            why: `at ${weightText(turn, to)}`,
          },
        ]
      : []),
  );
}

/** Someone took traffic away from the canary. They had a reason. */
function lowered(turn: Turn, weight: number): Turn {
  const why = `the weight was lowered from ${weightText(turn, turn.record.weight)} to ${weightText(turn, weight)} from outside`;
  const stopped = changed(
    turn,
    { weight },
    { type: 'operator.stopped', from: turn.record.weight, to: weight, why, reason: 'operator_stop' },
  );
  return turn.record.latch ? stopped : paused(stopped, 'person', why);
}

function raised(turn: Turn, weight: number): Turn {
  const { record } = turn;
  if (record.handover?.to === 'stable') return handedBack(turn, 'operator_stop', raisedText(turn, weight));
  if (isReturning(record)) return turn;
  const repairs = record.repairs + 1;
  const why = raisedText(turn, weight);
  if (repairs <= MOST_REPAIRS)
    return changed(shifting(turn, record.weight, why, 'drift.repaired', weight), { repairs });
  const left = `${why}; it was put back ${MOST_REPAIRS} times, and is left as it is`;
  const isKnown = record.repairs > MOST_REPAIRS;
  const told = isKnown
    ? turn
    : changed(
        turn,
        { repairs },
        { type: 'drift.left', from: record.weight, to: weight, why: left, reason: 'drift' },
      );
  const waits = waiting(told, { for: 'drift', why: left });
  return isOver(record) ? waits : paused(waits, 'person', left);
}

function raisedText(turn: Turn, weight: number): string {
  return `the weight was raised from ${weightText(turn, turn.record.weight)} to ${weightText(turn, weight)} from outside`;
}

/** Writes down a change that is to be made. One that was under way and has not been read back is superseded. */
export function shifting(
  turn: Turn,
  to: number,
  why: string,
  type: 'shift.intended' | 'drift.repaired' = 'shift.intended',
  from = turn.record.weight,
): Turn {
  const { record } = turn;
  const { generation, intents, latch, handover } = record;
  const isLeft = latch !== undefined || (handover !== undefined && from === 0);
  const intent: Intent = {
    id: `${generation}-${intents + 1}`,
    from,
    to,
    verb: isLeft && to === 0 ? 'evict' : 'shift',
  };
  const superseded = record.intent
    ? [{ type: 'shift.superseded' as const, to: record.intent.to, why: `${record.intent.id} gives way` }]
    : [];
  return changed(turn, { intent, intents: intents + 1 }, ...superseded, { type, from, to, why });
}

/** What keeps a rise that was intended before from being asked for again: what would keep it from being intended. */
export function heldBackBy(turn: Turn): Wait | undefined {
  const { record, seen } = turn;
  const { intent, weight, stage, pause, latch } = record;
  const read = isUnknown(seen.traffic) ? weight : seen.traffic;
  if (!intent || intent.to <= Math.max(weight, read) || isReturning(record)) return undefined;
  if (latch) return turnWait(turn);
  if (pause) return { for: 'person', why: pause.why };
  const closed = stage === 0 ? seen.starts : seen.promotions;
  return closed ? freezeWait(closed) : clockWait(seen);
}

/** That nobody is sent there does not mean that nobody is left. */
function isDone(turn: Turn, read: number, { to, verb }: Intent): boolean {
  return isSame(turn, read, to) && (verb === 'shift' || turn.seen.evicted !== false);
}

function isSame({ seen }: Turn, read: number, wanted: number): boolean {
  // At the ends nothing is nearly right: no traffic is none.
  if (wanted === 0 || wanted === 100) return read === wanted;
  return Math.abs(read - wanted) < Math.max(seen.granularity, Number.EPSILON);
}
