/** A freeze that opens while a rollout is on its way. */
import { resumed } from './requests.ts';
import { goBack, isOver, paused, type Rule } from './turn.ts';

export const heedFreeze: Rule = (turn) => {
  const { record, seen } = turn;
  const { promotions } = seen;
  // The way back to the stable side has begun: that is no rise.
  if (isOver(record) || record.latch || record.stage < 0 || record.handover) return turn;
  if (!promotions) return record.pause?.by === 'freeze' ? resumed(turn, 'the freeze has lifted') : turn;
  if (promotions.inFlight === 'rollback') return goBack(turn, 'freeze', promotions.why);
  // A change that is under way is read back first.
  return promotions.inFlight === 'pause' && !record.intent ? paused(turn, 'freeze', promotions.why) : turn;
};
