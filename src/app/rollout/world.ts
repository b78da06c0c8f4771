/** The world of one rollout: its driver, its conditions, the freezes, the clocks. */
import { hostname } from 'node:os';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, unknown } from '../../plan/value.ts';
import { resolveConfig } from '../../runtime/core/resolve-config.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { freezesFor } from '../../runtime/engine/rollout/freezes.ts';
import { observe, type ObserveContext } from '../../runtime/engine/rollout/observe.ts';
import type { RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { Stores, World } from '../../runtime/engine/world.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';
import { actorOf } from '../actor.ts';
import { openDriver } from '../adapters.ts';
import { momentOf } from '../moment.ts';
import { refuse } from '../refusal.ts';
import { performPhase } from './steps.ts';

export interface RolloutParts {
  /** The plan that the rollout runs on. */
  readonly plan: EvaluationPlan;
  /** The policy as it is now, whose freezes are read too; the stricter holds. */
  readonly live: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  readonly stores: Stores;
  readonly driver: TrafficDriver;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

export function rolloutWorld(parts: RolloutParts): RolloutWorld {
  const { plan, live, rollout, world, stores, driver, signal, emit } = parts;
  const env = world.release['env'] ?? unknown('no environment');
  const context: ObserveContext = {
    plan,
    world,
    environment: isUnknown(env) ? undefined : env,
    signal,
    emit,
  };
  const plans = live.digest === plan.digest ? [plan] : [plan, live];
  return {
    state: stores.state,
    driver,
    actor: actorOf(world.release['actor'] ?? unknown('nobody is named')),
    holder: `${hostname()}, process ${process.pid}`,
    moment: () => momentOf(stores.state),
    observe: (_, record, needs, roles) => observe(context, rollout, record, needs, roles),
    perform: (phase) => performPhase({ plan, rollout, world, signal, emit }, phase),
    freezes: (at) =>
      freezesFor(
        plans.map((each) => ({ ...context, plan: each })),
        at,
      ),
  };
}

/** Refuses a configuration that rests upon something unknown. Whoever opens it closes it. */
export async function driverOf(plan: EvaluationPlan, rollout: Rollout, world: World): Promise<TrafficDriver> {
  const { kind, config, reads } = rollout.traffic;
  const sources = new Map(plan.facts.map(({ id, source }) => [id, source]));
  const resolved = resolveConfig(config, (id) => {
    const source = sources.get(id);
    switch (source?.kind) {
      case 'secret':
        return world.secret(source.name);
      case 'release':
      case 'setting':
      case 'input':
        return world.given(source);
      default:
        return unknown('it is not known before anything is observed');
    }
  });
  if (isUnknown(resolved))
    refuse(
      'SEN2601',
      `the traffic of the rollout \`${rollout.name}\` cannot be reached: ${resolved.reason}`,
      {
        help: `it reads ${reads.map((id) => `\`${id}\``).join(', ')}`,
      },
    );
  return openDriver(kind, resolved, world.root);
}
