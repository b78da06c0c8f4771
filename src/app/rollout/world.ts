/** The world of one rollout: its driver, its conditions, the freezes, the clocks. */
import type { Actor } from '../../plan/audit.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, unknown } from '../../plan/value.ts';
import { resolveConfig } from '../../runtime/core/resolve-config.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { freezesFor } from '../../runtime/engine/rollout/freezes.ts';
import { observe, type ObserveContext } from '../../runtime/engine/rollout/observe.ts';
import type { Tier } from '../../runtime/engine/rollout/tiers.ts';
import type { RolloutStore, RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { Stores, World } from '../../runtime/engine/world.ts';
import type { RecordWrite } from '../../runtime/ports/stores.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';
import { openDriver } from '../adapters.ts';
import { givenReader } from '../given-reader.ts';
import type { Host } from '../host.ts';
import { momentOf } from '../moment.ts';
import type { People } from '../people/people.ts';
import { identified } from '../people/proof.ts';
import type { Redactor } from '../redact.ts';
import { refuse } from '../refusal.ts';
import { recordWithoutSecrets, withoutSecrets } from '../without-secrets.ts';
import { heldFreezes, isHeld } from './hold.ts';
import { holder, isGone } from './holder.ts';
import { performPhase } from './steps.ts';

export interface RolloutParts {
  /** The plan that the rollout runs on. */
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  /** The policy as it is now where that is another one; its freezes are read too, and the stricter holds. */
  readonly live?: { readonly plan: EvaluationPlan; readonly world: World };
  /** Who acts. */
  readonly actor: Actor;
  readonly people?: People;
  readonly host: Host;
  readonly stores: Stores;
  readonly driver: TrafficDriver;
  readonly tiers: readonly Tier[];
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

export function rolloutWorld(parts: RolloutParts): RolloutWorld {
  const { plan, live, rollout, world, actor, host, stores, driver, tiers, signal, emit } = parts;
  const env = world.release['env'] ?? unknown('no environment');
  const context: ObserveContext = {
    plan,
    world,
    environment: isUnknown(env) ? undefined : env,
    signal,
    emit,
  };
  const contexts = live ? [context, { ...context, ...live }] : [context];
  const held = isHeld(host.env);
  return {
    state: keptWithoutSecrets(stores.state, host.redactor),
    driver,
    tiers,
    actor,
    holder,
    isGone,
    clock: host.clock,
    identify: (asked, identity) => identified(parts.people ?? {}, asked, identity, host),
    moment: () => momentOf(stores.state, host.clock),
    observe: (_, record, needs, roles, baseline) => observe(context, rollout, record, needs, roles, baseline),
    perform: (phase, { mode }) => performPhase({ plan, rollout, world, mode, signal, emit }, phase),
    async freezes(at) {
      const freezes = await freezesFor(contexts, at);
      return held ? heldFreezes(freezes) : freezes;
    },
  };
}

/** What a driver or a probe answered may hold a secret that it was sent. */
function keptWithoutSecrets(state: Stores['state'], redactor: Redactor): RolloutStore {
  return {
    now: () => state.now(),
    read: (key) => state.read(key),
    list: (prefix) => state.list(prefix),
    acquire: (lease, holder, ttl) => state.acquire(lease, holder, ttl),
    renew: (fence, ttl) => state.renew(fence, ttl),
    release: (fence) => state.release(fence),
    commit: ({ writes, audit, ...commit }) =>
      state.commit({
        ...commit,
        ...(writes && { writes: writes.map((write) => writtenWithoutSecrets(write, redactor)) }),
        ...(audit && { audit: audit.map((draft) => withoutSecrets(draft, redactor)) }),
      }),
  };
}

function writtenWithoutSecrets(write: RecordWrite, redactor: Redactor): RecordWrite {
  const { value } = write;
  return value === undefined ? write : { ...write, value: recordWithoutSecrets(value, redactor) };
}

/** Refuses a configuration that rests upon something unknown. Whoever opens it closes it. */
export async function driverOf(
  plan: EvaluationPlan,
  rollout: Rollout,
  world: World,
  { drives }: { readonly drives: boolean },
): Promise<TrafficDriver> {
  const { kind, config, reads } = rollout.traffic;
  const resolved = resolveConfig(config, givenReader(plan, world));
  if (isUnknown(resolved))
    refuse(
      'SEN2601',
      `the traffic of the rollout \`${rollout.name}\` cannot be reached: ${resolved.reason}`,
      {
        help: `it reads ${reads.map((id) => `\`${id}\``).join(', ')}`,
      },
    );
  return openDriver(kind, resolved, {
    root: world.root,
    clock: world.clock,
    drives,
    state: async () => {
      const stores = (await world.stores?.()) ?? unknown('there is no store');
      return isUnknown(stores) ? stores : stores.state;
    },
    ...(rollout.assignment && {
      flag: { policy: plan.policy, rollout: rollout.name, assignment: rollout.assignment },
    }),
  });
}
