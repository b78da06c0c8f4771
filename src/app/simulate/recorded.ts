/**
 * Facts of the past, as the probes that can look back tell them, by range queries; before the first point, and of what is
 * still to come, nothing is known of these. What no probe can look back at stands as it is now.
 */
import type { EvaluationPlan, PlanFact } from '../../plan/plan.ts';
import { isUnknown, type Known, type Value } from '../../plan/value.ts';
import type { FactSeries } from '../../analysis/simulate/generate.ts';
import { isFor } from '../../runtime/core/applies.ts';
import {
  Observation,
  type ObservationOptions,
  pointOfPast,
  pointsOfPast,
  readingKey,
} from '../../runtime/engine/observation.ts';
import { tracksOf } from '../../runtime/engine/rollout/observe.ts';
import type { FactSource } from '../../runtime/engine/look.ts';
import { fieldOf, prepare } from '../context/context.ts';
import type { Host } from '../host.ts';
import type { SimulateRequest } from '../requests.ts';

const MINUTE = 60_000;

/** Points of a series that metrics servers give at once. */
const MOST_POINTS = 10_000;

export async function recordedFacts(request: SimulateRequest, from: number, host: Host): Promise<FactSeries> {
  const context = await prepare({ ...request, release: request.release, listener: () => undefined }, host);
  const { plan, world } = context;
  const past = host.clock.now() - from + longestPast(plan);
  const every = Math.max(MINUTE, Math.ceil(past / MOST_POINTS / MINUTE) * MINUTE);
  // The first point is not later than what is asked about first.
  const duration = Math.ceil(past / every) * every;
  const tracks = tracksIn(plan, fieldOf(context.release, 'env'));
  const observation = new Observation(plan, world, {
    signal: request.signal,
    emit: () => undefined,
    past: { duration, every },
    ...(tracks && { tracks }),
  });
  const facts = plan.facts.filter(({ source: { kind } }) => kind === 'probe' || kind === 'setting');
  await Promise.all(facts.map((fact) => observation.fact(fact)));
  const looksBack = ({ source }: PlanFact): boolean =>
    source.kind === 'probe' &&
    (observation.readings.get(readingKey(source.probe, source.track)) ?? []).some(
      ({ series, failure }) => series !== undefined || failure !== undefined,
    );
  const [moving, still] = [facts.filter(looksBack), facts.filter((fact) => !looksBack(fact))];
  const factsOf = async (source: FactSource, wanted: readonly PlanFact[]): Promise<FactMap> =>
    new Map(await Promise.all(wanted.map(async (fact) => [fact.id, await source.fact(fact)] as const)));
  const present = await factsOf(observation, still);
  const points: FactMap[] = [];
  for (let back = pointsOfPast(observation) - 1; back >= 0; back--)
    points.push(new Map([...present, ...(await factsOf(pointOfPast(observation, back), moving))]));
  const begins = observation.now - (points.length - 1) * every;
  return { step: every, at: (instant) => points[Math.floor((instant - begins) / every)] ?? present };
}

type FactMap = ReadonlyMap<string, Known<Value>>;

/** What gates ask about before the first release. */
function longestPast({ gates }: EvaluationPlan): number {
  return Math.max(0, ...gates.map(({ sustain }) => (sustain?.kind === 'over' ? sustain.duration : 0)));
}

/** The sides of the rollout that is played. */
function tracksIn({ rollouts }: EvaluationPlan, env: Known<string>): ObservationOptions['tracks'] {
  const rollout = rollouts.find((one) => isFor(one, isUnknown(env) ? undefined : env));
  return rollout && tracksOf(rollout, rollout.traffic.roles);
}
