/** The way back. It wins over everything: no freeze, limit, dwell or approval is asked; in a group it has its turn. */
import { turnWait } from './group.ts';
import { freshStage } from './record.ts';
import { shifting } from './traffic.ts';
import { changed, type Rule, type Turn, waiting } from './turn.ts';

export const retreat: Rule = (turn) => {
  const { record } = turn;
  const { latch, intent } = record;
  if (!latch || record.phase === 'rolled_back') return turn;
  // Where nothing was ever changed there is nothing to take back.
  if (latch.arrived || record.intents === 0) return settled(turn);
  const wait = turnWait(turn);
  if (wait) return waiting(turn, wait);
  // Never up: where less is left than the policy asks for, that stays.
  const to = Math.min(latch.to, record.weight);
  const verb = to === 0 ? 'evict' : 'shift';
  return intent?.to === to && intent.verb === verb ? turn : shifting(turn, to, latch.why);
};

function settled(turn: Turn): Turn {
  const { rollout, record } = turn;
  const { latch, clock, retries } = record;
  const { unseenSince } = record.observed;
  if (!latch) return turn;
  const back = changed(turn, { wentBackAt: clock, observed: freshStage });
  const byChecks =
    latch.reason === 'check_failed' || latch.reason === 'trigger' || latch.reason === 'unknown';
  if (byChecks && retries < rollout.rollback.retry) {
    const stage = latch.to === 0 ? -1 : Math.max(record.stage - 1, -1);
    return changed(
      back,
      {
        phase: stage < 0 ? 'pending' : 'observing',
        latch: undefined,
        stage,
        retries: retries + 1,
        // What was agreed to was agreed to before it went back.
        approved: [],
        ...(stage >= 0 && {
          observed: { ...freshStage, since: clock, ...(unseenSince !== undefined && { unseenSince }) },
        }),
      },
      { type: 'retrying', to: retries + 1, why: latch.why, reason: latch.reason },
    );
  }
  return changed(
    back,
    { phase: 'rolled_back' },
    { type: 'rolled_back', to: record.weight, why: latch.why, reason: latch.reason },
  );
}
