/** Facts of the past, as the probes that can look back tell them, by range queries; what cannot be asked stands still. */
import type { Known, Value } from '../../plan/value.ts';
import type { FactSeries } from '../../analysis/simulate/generate.ts';
import { Observation, pointOfPast, pointsOfPast } from '../../runtime/engine/observation.ts';
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
  const points: ReadonlyMap<string, Known<Value>>[] = [];
  for (let back = pointsOfPast(observation) - 1; back >= 0; back--) {
    const point = pointOfPast(observation, back);
    points.push(
      new Map(await Promise.all(facts.map(async (fact) => [fact.id, await point.fact(fact)] as const))),
    );
  }
  const begins = host.clock.now() - (points.length - 1) * every;
  return { step: every, at: (instant) => points[Math.floor((instant - begins) / every)] ?? outside };
}

const outside: ReadonlyMap<string, Known<Value>> = new Map();
