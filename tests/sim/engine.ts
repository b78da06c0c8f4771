/** The program under simulation, as it is or with a mistake put into it. */
import type { nextLookIn } from '../../src/runtime/core/rollout/next-look.ts';
import type { reconcile, requestPrefix } from '../../src/runtime/engine/rollout/reconcile.ts';
import type {
  jsonOfStored,
  liveAfter,
  rolloutKey,
  startStored,
  storedOf,
} from '../../src/runtime/engine/rollout/stored.ts';

export interface Engine {
  readonly reconcile: typeof reconcile;
  readonly requestPrefix: typeof requestPrefix;
  readonly nextLookIn: typeof nextLookIn;
  readonly rolloutKey: typeof rolloutKey;
  readonly startStored: typeof startStored;
  readonly liveAfter: typeof liveAfter;
  readonly storedOf: typeof storedOf;
  readonly jsonOfStored: typeof jsonOfStored;
}

/** `query`: tells one copy of the modules from another. */
export async function loadEngine(query = ''): Promise<Engine> {
  const root = '../../src/runtime';
  const [look, reconciled, stored] = await Promise.all([
    import(`${root}/core/rollout/next-look.ts${query}`),
    import(`${root}/engine/rollout/reconcile.ts${query}`),
    import(`${root}/engine/rollout/stored.ts${query}`),
  ]);
  return { ...look, ...reconciled, ...stored } as Engine;
}
