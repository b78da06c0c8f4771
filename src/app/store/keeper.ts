/** The store whose keeper types a command: the one that is named, else the one beside the policy. */
import { dirname, resolve } from 'node:path';
import type { ManagedStore } from '../../runtime/ports/stores.ts';
import type { Host } from '../host.ts';
import { findPolicy, treeOf } from '../policy/loader.ts';
import { openState } from './open-state.ts';
import { loadOperatorConfig } from '../config/operator.ts';
import type { People } from '../people/people.ts';
import type { KeeperRequest } from '../requests.ts';
import { chooseStore, type StoreChoice } from './address.ts';
import { lossTold } from './stores.ts';

export interface KeptStore extends Pick<StoreChoice, 'state' | 'from'> {
  /** Who is known here. */
  readonly people: People;
  /** The directory of the policy, where the store lies that nobody named. */
  readonly root: string;
}

/** No policy is read. Refuses where there is neither a policy nor the name of a store. */
export async function keptStore({ policy, config, store }: KeeperRequest, host: Host): Promise<KeptStore> {
  const here = policy === undefined ? host.cwd : dirname(resolve(host.cwd, policy));
  const operator = await loadOperatorConfig(host, config, treeOf(here));
  const flags = store === undefined ? {} : { store };
  const named = chooseStore(flags, operator, here, host);
  if (named.from !== undefined) return { ...named, people: operator, root: here };
  const root = dirname(findPolicy(host.cwd, policy));
  return { ...chooseStore(flags, operator, root, host), people: operator, root };
}

/** Opens the store, which must be there. A store that is lost is a refusal. */
export async function withStore<T>(
  { state }: KeptStore,
  host: Host,
  work: (store: ManagedStore) => Promise<T>,
): Promise<T> {
  return lossTold(async () => {
    const store = await openState(state, host);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  });
}
