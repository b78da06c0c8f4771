/** Time passes: what was going on since the last look went on for so long. */
import { FALSE, TRUE } from '../../../plan/kleene.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import type { RolloutRecord } from './record.ts';
import { changed, type Rule, type Turn } from './turn.ts';

export const passTime: Rule = (turn) => {
  const { record, seen } = turn;
  const { observed } = record;
  return changed(turn, {
    clock: record.clock + seen.elapsed,
    pausedFor: record.pausedFor + (record.pause ? seen.elapsed : 0),
    observed: { ...observed, held: observed.held + heldSince(turn) },
    // Said anew in every look.
    waits: [],
  });
};

/** Of the time since the last look, that in which the hold counted: what was observed in between ends it, or begins it. */
function heldSince({ rollout, record, seen }: Turn): number {
  let held = 0;
  let from = seen.elapsed;
  let counts = holds(rollout, record);
  for (const { ago, passed, trigger } of seen.missed ?? []) {
    if (counts) held += from - ago;
    from = ago;
    counts = isInPlace(record) && passed === TRUE && trigger === FALSE;
  }
  return counts ? held + from : held;
}

/** The hold counts only while the last observation of the checks passed and the traffic is where it should be. */
export function holds({ stages }: Rollout, record: RolloutRecord): boolean {
  const { passing, unknownSince } = record.observed;
  return (
    isInPlace(record) &&
    unknownSince === undefined &&
    (stages[record.stage]?.checks === undefined || passing === true)
  );
}

function isInPlace({ phase, intent, observed: { since, unseenSince } }: RolloutRecord): boolean {
  return phase === 'observing' && intent === undefined && since !== undefined && unseenSince === undefined;
}
