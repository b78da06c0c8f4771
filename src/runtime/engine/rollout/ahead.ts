/** The freezes of the coming time, as far as they are foreseen: what a start and a rise will meet. */
import type { EvaluationPlan } from '../../../plan/plan.ts';
import { isUnknown } from '../../../plan/value.ts';
import type { FrozenAction } from '../../../plan/window.ts';
import type { Evidence } from '../../core/evidence.ts';
import { judgeFreeze, whyFreezeSkipped } from '../../core/freeze.ts';
import { judgeIncident } from '../../core/incident.ts';
import { closedOf, strictest } from '../../core/rollout/closed.ts';
import type { ClosedAt } from '../../core/rollout/timeline.ts';
import type { Closed } from '../../core/rollout/turn.ts';
import { type FreezeStanding, standingsOf } from '../freezes.ts';
import { incidentsOf, type Incidents } from '../incidents.ts';
import type { World } from '../world.ts';

export interface Foreseeing {
  readonly plan: EvaluationPlan;
  readonly world: World;
  readonly environment: string | undefined;
  /** What every `when` was judged by. */
  readonly applying: Evidence;
  /** Names of freezes that let this release through. */
  readonly exempt: ReadonlySet<string>;
}

/** What is closed at an instant from `from` on. Whoever is exempt now stays so. */
export async function freezesAhead(
  { plan, world, environment, applying, exempt }: Foreseeing,
  from: number,
): Promise<(instant: number) => ClosedAt> {
  const enforced = plan.freezes.filter(({ name, mode }) => mode === 'enforce' && !exempt.has(name));
  const [standings, incidents] = await Promise.all([
    standingsOf(enforced, world, from),
    incidentsOf(plan, world, from),
  ]);
  const asked = (action: FrozenAction) =>
    standings.filter(({ freeze }) => !whyFreezeSkipped(freeze, environment, applying, action));
  const starting = asked('start');
  const promoting = asked('promote');
  return (at) => {
    const starts = closedAmong(starting, incidents, plan, at);
    const promotions = closedAmong(promoting, incidents, plan, at);
    const next = Math.min(
      ...[...starting, ...promoting].map((one) => nextOf(one, at)),
      ...incidents.coming.map((one) => (one.from > at ? one.from : Infinity)),
    );
    return {
      ...(starts && { starts }),
      ...(promotions && { promotions }),
      ...(next < Infinity && { next }),
    };
  };
}

function closedAmong(
  standings: readonly FreezeStanding[],
  { coming }: Incidents,
  plan: EvaluationPlan,
  at: number,
): Closed | undefined {
  return strictest([
    ...standings.flatMap(({ freeze, finding, timetable }) => {
      const now = timetable ? judgeFreeze(freeze, timetable.at(at), at) : finding;
      return now.verdict === 'fail' ? closedOf(freeze.name, now, freeze.inFlight, at) : [];
    }),
    ...coming
      .filter(({ from, until }) => from <= at && at < until)
      .map((incident) => {
        const { name, ...finding } = judgeIncident(incident, at, { file: plan.policy, span: [0, 0] });
        return closedOf(name, finding, 'pause', at);
      }),
  ]);
}

function nextOf({ timetable }: FreezeStanding, at: number): number {
  const standing = timetable?.at(at);
  if (!standing || isUnknown(standing) || standing.frozen) return Infinity;
  return standing.next?.from ?? Infinity;
}
