/** The freezes as they stand for a rollout at this instant: what closes its start, and what closes a rise. */
import type { EvaluationPlan } from '../../../plan/plan.ts';
import type { FrozenAction } from '../../../plan/window.ts';
import { isFor } from '../../core/applies.ts';
import type { RuleFinding } from '../../core/finding.ts';
import { closedOf, strictest } from '../../core/rollout/closed.ts';
import type { Closed } from '../../core/rollout/turn.ts';
import { lastingText } from '../../core/local-text.ts';
import { applicationGate } from '../conditions.ts';
import { look } from '../look.ts';
import { withGates } from '../needs.ts';
import { Observation } from '../observation.ts';
import { Seen } from '../seen.ts';
import { type JudgedWindows, judgeWindows } from '../windows.ts';
import type { ObserveContext } from './observe.ts';
import type { Freezes } from './world.ts';

/** Of several plans the stricter holds. Rejects only with the signal's reason. */
export async function freezesFor(contexts: readonly ObserveContext[], at: number): Promise<Freezes> {
  const all = await Promise.all(contexts.map((context) => freezesIn(context, at)));
  const starts = strictest(all.flatMap((one) => one.starts ?? []));
  const promotions = strictest(all.flatMap((one) => one.promotions ?? []));
  const next = Math.min(...all.map((one) => one.next ?? Infinity));
  const nextStart = Math.min(...all.map((one) => one.nextStart ?? Infinity));
  return {
    ...(starts && { starts }),
    ...(promotions && { promotions }),
    ...(next < Infinity && { next }),
    ...(nextStart < Infinity && { nextStart }),
  };
}

async function freezesIn(context: ObserveContext, at: number): Promise<Freezes> {
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
    ...(starting.notAfter !== undefined && { nextStart: starting.notAfter }),
  };
}

function closedBy(
  plan: EvaluationPlan,
  { freezes, incidents }: JudgedWindows,
  at: number,
): Closed | undefined {
  const closed = [
    ...plan.freezes.flatMap(({ name, mode, inFlight }) => {
      const finding = freezes.get(name);
      return finding?.verdict === 'fail' && !finding.override && mode === 'enforce'
        ? closedOf(name, lasting(finding), inFlight, at)
        : [];
    }),
    ...incidents.map(({ name, ...finding }) => closedOf(name, lasting(finding), 'pause', at)),
  ];
  return strictest(closed);
}

/** What is recorded is read later. */
function lasting(finding: RuleFinding): RuleFinding {
  return {
    ...finding,
    reasons: finding.reasons.map((reason) => ({ ...reason, text: lastingText(reason.text) })),
  };
}
