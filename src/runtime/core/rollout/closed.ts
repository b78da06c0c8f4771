/** What a freeze that stops makes of a rollout, and which of several counts. */
import type { Freeze } from '../../../plan/window.ts';
import type { RuleFinding } from '../finding.ts';
import type { Closed } from './turn.ts';

const demands = ['finish_stage', 'pause', 'rollback'] as const satisfies readonly Freeze['inFlight'][];

/** The one that asks most; of those alike, the one that lasts longest. */
export function strictest(closed: readonly Closed[]): Closed | undefined {
  const demand = ({ inFlight }: Closed) => demands.indexOf(inFlight);
  return closed.toSorted(
    (a, b) => demand(b) - demand(a) || (b.left ?? Number.MAX_VALUE) - (a.left ?? Number.MAX_VALUE),
  )[0];
}

export function closedOf(
  freeze: string,
  { reasons, until }: RuleFinding,
  inFlight: Freeze['inFlight'],
  at: number,
): Closed {
  return {
    freeze,
    why: `${freeze}: ${reasons.map(({ text }) => text).join('; ')}`,
    ...(until !== undefined && { left: until - at }),
    inFlight,
  };
}
