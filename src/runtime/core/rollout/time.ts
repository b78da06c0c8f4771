/** Time passes: what was going on since the last look went on for so long. */
import type { Rollout } from '../../../plan/rollout.ts';
import type { RolloutRecord } from './record.ts';
import { changed, type Rule } from './turn.ts';

export const passTime: Rule = (turn) => {
  const { record, seen } = turn;
  const { observed } = record;
  return changed(turn, {
    clock: record.clock + seen.elapsed,
    pausedFor: record.pausedFor + (record.pause ? seen.elapsed : 0),
    observed: holds(turn.rollout, record) ? { ...observed, held: observed.held + seen.elapsed } : observed,
    // Said anew in every look.
    waits: [],
  });
};

/** The hold counts only while the last observation of the checks passed and the traffic is where it should be. */
export function holds({ stages }: Rollout, record: RolloutRecord): boolean {
  const { since, passing, unknownSince, unseenSince } = record.observed;
  return (
    record.phase === 'observing' &&
    record.intent === undefined &&
    since !== undefined &&
    unknownSince === undefined &&
    unseenSince === undefined &&
    (stages[record.stage]?.checks === undefined || passing === true)
  );
}
