/** What somebody has said by hand where the traffic is: nothing rises for as long as it is said. */
import { isUnknown } from '../../../plan/value.ts';
import { resumed } from './requests.ts';
import { changed, isOver, paused, type Rule } from './turn.ts';

export const heedHand: Rule = (turn) => {
  const { record, seen } = turn;
  if (isOver(record) || record.latch || isUnknown(seen.traffic)) return turn;
  const { held } = seen;
  if (held === undefined) return record.pause?.byHand ? resumed(turn, 'it was taken back by hand') : turn;
  if (record.pause && record.pause.by !== 'freeze') return turn;
  const { weight } = record;
  const stop = {
    type: 'operator.stopped',
    from: weight,
    to: weight,
    why: held,
    reason: 'operator_stop',
  } as const;
  const stopped = paused(changed(turn, {}, stop), 'person', held);
  const { pause } = stopped.record;
  return pause ? changed(stopped, { pause: { ...pause, byHand: true } }) : stopped;
};
