/** The freezes as they stand for a rollout at this instant: what closes its start, and what closes a rise. */
import type { EvaluationPlan } from '../../../plan/plan.ts';
import type { Freeze, FrozenAction } from '../../../plan/window.ts';
import { isFor } from '../../core/applies.ts';
import type { RuleFinding } from '../../core/finding.ts';
import type { Closed } from '../../core/rollout/turn.ts';
import { applicationGate } from '../conditions.ts';
import { look } from '../look.ts';
import { withGates } from '../needs.ts';
import { Observation } from '../observation.ts';
import { Seen } from '../seen.ts';
import { type JudgedWindows, judgeWindows } from '../windows.ts';
import type { ObserveContext } from './observe.ts';
import type { Freezes } from './world.ts';

/** Rejects only with the signal's reason. */
export async function freezesFor(context: ObserveContext, at: number): Promise<Freezes> {
  const { plan, world, environment, signal, emit } = context;
  if (plan.freezes.length === 0 && !world.stores) return {};
  const observation = new Observation(plan, world, { signal, emit });
  const here = plan.freezes.filter((freeze) => isFor(freeze, environment));
  const { evidence } = await look(
    withGates(
      plan,
      here.map((freeze) => applicationGate('freeze', freeze)),
    ),
    observation,
  );
  const freezesAlone = Object.assign(withGates(plan, []), { limits: [] });
  const judge = (action: FrozenAction): Promise<JudgedWindows> =>
    judgeWindows({
      plan: freezesAlone,
      world,
      environment,
      action,
      mode: 'enforce',
      applying: evidence,
      seen: new Seen(),
      observe: () => observation,
    });
  const [starting, promoting] = await Promise.all([judge('start'), judge('promote')]);
  const starts = closedBy(plan, starting, at);
  const promotions = closedBy(plan, promoting, at);
  return {
    ...(starts && { starts }),
    ...(promotions && { promotions }),
    ...(promoting.notAfter !== undefined && { next: promoting.notAfter }),
  };
}

const demands = ['finish_stage', 'pause', 'rollback'] as const satisfies readonly Freeze['inFlight'][];

/** Of several, the one that asks most; of those alike, the one that lasts longest. */
function closedBy(
  plan: EvaluationPlan,
  { freezes, incidents }: JudgedWindows,
  at: number,
): Closed | undefined {
  const closed = [
    ...plan.freezes.flatMap(({ name, mode, inFlight }) => {
      const finding = freezes.get(name);
      return finding?.verdict === 'fail' && !finding.override && mode === 'enforce'
        ? closedOf(name, finding, inFlight, at)
        : [];
    }),
    ...incidents.map(({ name, ...finding }) => closedOf(name, finding, 'pause', at)),
  ];
  const rank = ({ inFlight, left = Infinity }: Closed) => [demands.indexOf(inFlight), left] as const;
  return closed.toSorted((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1])[0];
}

function closedOf(
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
