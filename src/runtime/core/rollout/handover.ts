/**
 * `finish: copy`: the slots keep their roles. Once the last stage is passed and the stable side runs the release too, the
 * users go back there in one change, and that stage is gone through again with the sides exchanged. Then nobody is left on
 * the canary, also no one whom a cookie holds. What goes wrong meanwhile sends everybody to the canary again: it is no
 * roll-back, and nothing keeps it.
 */
import { FALSE, TRUE } from '../../../plan/kleene.ts';
import { freshStage } from './record.ts';
import { shifting } from './traffic.ts';
import { awaitsStable, changed, isReturning, type Rule, type Turn, waiting } from './turn.ts';

/** After the last stage: what is still to be done before it has completed; undefined where nothing is. */
export function handOver(turn: Turn): Turn | undefined {
  const { record, seen } = turn;
  if (awaitsStable(turn))
    return seen.identity === TRUE
      ? begun(turn)
      : waiting(turn, {
          for: 'handover',
          why:
            seen.identity === FALSE
              ? 'the stable side does not run this release yet'
              : 'it is not known which release the stable side runs',
        });
  return record.handover && seen.evicted === false
    ? shifting(turn, 0, 'nobody is to stay on the canary')
    : undefined;
}

function begun(turn: Turn): Turn {
  const { weight, clock } = turn.record;
  const why = 'the stable side runs this release too';
  const moved = changed(
    turn,
    {
      phase: 'shifting',
      handover: { to: 'stable', from: weight, why },
      observed: { ...freshStage, aimedAt: clock },
    },
    { type: 'handover.begun', from: weight, to: 0, why },
  );
  return shifting(moved, 0, why);
}

export const returnToCanary: Rule = (turn) => {
  const { handover, intent } = turn.record;
  if (!handover || !isReturning(turn.record) || intent?.to === handover.from) return turn;
  return shifting(turn, handover.from, handover.why);
};
