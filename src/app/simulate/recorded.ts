/** Facts of the past, as the probes that can look back tell them, by range queries; what cannot be asked stands still. */
import type { Known, Value } from '../../plan/value.ts';
import type { FactSeries } from '../../analysis/simulate/generate.ts';
import { Observation, pointOfPast, pointsOfPast } from '../../runtime/engine/observation.ts';
import type { FactSource } from '../../runtime/engine/look.ts';
import { prepare } from '../context.ts';
import type { Host } from '../host.ts';
import type { SimulateRequest } from '../requests.ts';

const MINUTE = 60_000;

/** Points of a series that metrics servers give at once. */
const MOST_POINTS = 10_000;

export async function recordedFacts(request: SimulateRequest, from: number, host: Host): Promise<FactSeries> {
  const context = await prepare({ ...request, release: request.release, listener: () => undefined }, host);
  const { plan, world } = context;
  const duration = host.clock.now() - from;
  const every = Math.max(MINUTE, Math.ceil(duration / MOST_POINTS / MINUTE) * MINUTE);
  const observation = new Observation(plan, world, {
    signal: request.signal,
    emit: () => undefined,
    past: { duration, every },
  });
  const facts = plan.facts.filter(({ source: { kind } }) => kind === 'probe' || kind === 'setting');
  await Promise.all(facts.map((fact) => observation.fact(fact)));
  const factsOf = async (source: FactSource): Promise<FactMap> =>
    new Map(await Promise.all(facts.map(async (fact) => [fact.id, await source.fact(fact)] as const)));
  const count = pointsOfPast(observation);
  const points: FactMap[] = [];
  for (let back = count - 1; back >= 0; back--) points.push(await factsOf(pointOfPast(observation, back)));
  // Where nothing can look back, everything stands as it is now.
  const still = count === 0 ? await factsOf(observation) : undefined;
  const begins = observation.now - (count - 1) * every;
  return { step: every, at: (instant) => still ?? points[Math.round((instant - begins) / every)] ?? outside };
}

type FactMap = ReadonlyMap<string, Known<Value>>;

/** Before the first point, and of what is still to come, nothing is known. */
const outside: FactMap = new Map();
