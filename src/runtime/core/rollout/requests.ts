/** What people ask for. To pause, to go back and to stop always works; to go on needs more than wanting. */
import { agreeing, whyNotHeard } from './approvals.ts';
import { freshStage } from './record.ts';
import { readTraffic } from './traffic.ts';
import {
  changed,
  isKept,
  isOver,
  latched,
  paused,
  type Request,
  type Rule,
  stageOf,
  type Turn,
} from './turn.ts';

export const obeyRequests: Rule = (turn) => turn.seen.requests.reduce(obey, turn);

function obey(turn: Turn, request: Request): Turn {
  const { record } = turn;
  const { why } = request;
  if (request.kind === 'rollback' && isKept(turn)) return latched(turn, 'rollback_requested', why, 0);
  if (isOver(record)) return refused(turn, request, `it is ${record.phase.replace('_', ' ')} already`);
  switch (request.kind) {
    case 'abort':
      return latched(turn, 'aborted', why, 0);
    case 'replace':
      return latched(turn, 'replaced', why, 0);
    case 'rollback':
      return latched(turn, 'rollback_requested', why, 0);
    case 'pause':
      return record.latch ? refused(turn, request, 'it is on its way back') : paused(turn, 'person', why);
    case 'resume':
      // What was left as it is for people to look at is put right at once.
      return record.pause ? readTraffic(resumed(turn, why)) : refused(turn, request, 'it is not paused');
    case 'approve':
      return approved(turn, request);
    case 'promote':
      return promoted(turn, request);
  }
}

/** The rest of the hold is waived and the next stage agreed to, where what is known speaks for it. */
function promoted(turn: Turn, request: Request & { readonly kind: 'promote' }): Turn {
  const { record, seen } = turn;
  const stage = stageOf(turn);
  if (record.latch) return refused(turn, request, 'it is on its way back');
  if (record.pause) return refused(turn, request, `it is paused: ${record.pause.why}`);
  if (seen.promotions) return refused(turn, request, seen.promotions.why);
  if (stage && record.observed.since === undefined)
    return refused(turn, request, 'the weight of this stage has not been read back yet');
  if (record.observed.unseenSince !== undefined) return refused(turn, request, 'the traffic cannot be read');
  if (stage?.checks && (record.observed.passing !== true || record.observed.unknownSince !== undefined))
    return refused(turn, request, 'the checks of this stage are not known to pass');
  const held = changed(turn, {
    observed: {
      ...record.observed,
      held: stage?.hold ?? 0,
      ...(stage?.untilPromoted && { promoted: true }),
    },
  });
  const { by, why } = request;
  const next = record.stage + 1;
  return by && whyNotHeard(turn.rollout, next, by) === undefined ? agreeing(held, next, by, why) : held;
}

function approved(turn: Turn, request: Request & { readonly kind: 'approve' }): Turn {
  const { stage, by, why } = request;
  if (!by) return refused(turn, request, 'nobody who is verified asks for it');
  const against = whyNotHeard(turn.rollout, stage, by);
  return against === undefined ? agreeing(turn, stage, by, why) : refused(turn, request, against);
}

/** The hold of the stage begins again, with observations of its own. */
export function resumed(turn: Turn, why: string): Turn {
  const { pause, observed, stage, intent, clock } = turn.record;
  const { aimedAt, since, skipped, unseenSince } = observed;
  const phase = intent && since === undefined ? 'shifting' : stage < 0 ? 'pending' : 'observing';
  return changed(
    turn,
    {
      phase,
      pause: undefined,
      repairs: 0,
      observed: {
        ...freshStage,
        ...(aimedAt !== undefined && { aimedAt }),
        ...(since !== undefined && { since, resumedAt: clock }),
        ...(skipped && { skipped }),
        ...(unseenSince !== undefined && { unseenSince }),
      },
    },
    { type: 'resumed', ...(pause && { from: pause.by }), why },
  );
}

function refused(turn: Turn, request: Request, why: string): Turn {
  return { ...turn, refused: [...turn.refused, { request, why }] };
}
