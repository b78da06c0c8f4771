/** What `${track}` stands for where no rollout is asked about: the slot that takes the users. */
import type { EvaluationPlan, Track } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown } from '../../plan/value.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { tracksOf } from '../../runtime/engine/rollout/observe.ts';
import { liveAfter, rolloutKey, storedOf } from '../../runtime/engine/rollout/stored.ts';
import type { World } from '../../runtime/engine/world.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import { identityOf } from './identity.ts';

export type Tracks = Readonly<Record<Track, string>>;

/** Undefined where the policy has no rollout for this environment. */
export async function liveTracks(plan: EvaluationPlan, world: World): Promise<Tracks | undefined> {
  const env = world.release['env'];
  const environment = env === undefined || isUnknown(env) ? undefined : env;
  const rollout = plan.rollouts.find((one) => isFor(one, environment));
  return rollout && tracksOf(rollout, await liveRoles(plan, rollout, world));
}

/** Without a record of it nothing was released yet, and the slots are as the policy names them. */
async function liveRoles(
  plan: EvaluationPlan,
  rollout: Rollout,
  world: World,
): Promise<Rollout['traffic']['roles']> {
  const stores = await world.stores?.();
  if (!stores || isUnknown(stores)) return rollout.traffic.roles;
  try {
    const record = await stores.state.read(rolloutKey(identityOf(plan, rollout, world.release)));
    return liveAfter(record && storedOf(record.value), rollout).roles;
  } catch (error) {
    // Whoever judges asks the same store again, and is told.
    if (error instanceof StoreFailure) return rollout.traffic.roles;
    throw error;
  }
}
