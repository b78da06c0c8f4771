/**
 * One look at a rollout: what was seen makes a new record, events, and at most one change of the traffic.
 *
 * The rules run in order of precedence: time and people first, then what the traffic and the checks say, then what stops,
 * and only then what goes on; the ways back are last, as each rule before may call for them. Nothing here reads a clock or
 * changes anything: the engine makes the record durable, then does what the action asks for, and looks again.
 */
import type { Rollout } from '../../../plan/rollout.ts';
import { heedHand } from './by-hand.ts';
import { boundExtension, countChecks, judgeUnknown, keepDeadline } from './checks.ts';
import { heedFreeze } from './freezes.ts';
import { heedGroup } from './group.ts';
import { returnToCanary } from './handover.ts';
import { goOn } from './progress.ts';
import { noticed } from './noticed.ts';
import { freshStage, type RolloutRecord } from './record.ts';
import { obeyRequests } from './requests.ts';
import { retreat } from './retreat.ts';
import { passTime } from './time.ts';
import { heldBackBy, readTraffic } from './traffic.ts';
import type { Action, Rule, Sighting, Turn } from './turn.ts';

const rules: readonly Rule[] = [
  passTime,
  readTraffic,
  obeyRequests,
  heedGroup,
  countChecks,
  judgeUnknown,
  boundExtension,
  keepDeadline,
  heedFreeze,
  heedHand,
  goOn,
  returnToCanary,
  retreat,
];

export type Advance = Pick<Turn, 'record' | 'events' | 'refused'> & { readonly action?: Action };

export function advance(rollout: Rollout, record: RolloutRecord, seen: Sighting): Advance {
  const first: Turn = { rollout, record, seen, events: [], refused: [] };
  const turn = rules.reduce<Turn>((before, rule) => rule(before), first);
  const intent = heldBackBy(turn) ? undefined : turn.record.intent;
  return {
    record: turn.record,
    events: [...turn.events, ...noticed(record, turn)],
    refused: turn.refused,
    ...(intent && { action: { kind: 'shift', intent } }),
  };
}

/** A start: what outlives the generation before is its clock and when it last went back. */
export function started(before: RolloutRecord | undefined): RolloutRecord {
  const clock = before?.clock ?? 0;
  return {
    generation: (before?.generation ?? 0) + 1,
    phase: 'pending',
    clock,
    startedAt: clock,
    pausedFor: 0,
    stage: -1,
    weight: 0,
    intents: 0,
    observed: freshStage,
    ...(before?.wentBackAt !== undefined && { wentBackAt: before.wentBackAt }),
    retries: 0,
    approved: [],
    repairs: 0,
    waits: [],
  };
}
