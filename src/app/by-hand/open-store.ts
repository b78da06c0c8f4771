/** The store that rollouts are kept in, opened for a look or a word; the policy need not be in order for that. */
import { dirname } from 'node:path';
import type { Stores } from '../../runtime/engine/world.ts';
import type { Host } from '../host.ts';
import { findPolicy, treeOf } from '../policy/loader.ts';
import { loadOperatorConfig, type OperatorConfig } from '../config/operator.ts';
import { Refusal } from '../refusal.ts';
import type { PolicyRequest, StoreFlags } from '../requests.ts';
import { type StoreAccess, storesFor, withStores } from '../store/stores.ts';

export interface OpenStore {
  readonly stores: Stores;
  readonly access: StoreAccess;
  readonly operator: OperatorConfig;
  /** The directory of the policy; without one, this one. */
  readonly root: string;
  /** The policy's file, absolute. */
  readonly path?: string;
}

/** A store that is named needs no policy beside it. A file that is not there reads as empty, and stays away. */
export async function inStore<T>(
  request: PolicyRequest & StoreFlags,
  host: Host,
  work: (open: OpenStore) => Promise<T>,
): Promise<T> {
  const path = policyPath(request, host);
  const root = path === undefined ? host.cwd : dirname(path);
  const operator = await loadOperatorConfig(host, request.config, treeOf(root));
  const access = await storesFor({ flags: request, operator, root, records: false }, host);
  return withStores(access, (stores) =>
    work({ stores, access, operator, root, ...(path !== undefined && { path }) }),
  );
}

function policyPath({ policy, store }: PolicyRequest & StoreFlags, host: Host): string | undefined {
  const isNamed = Boolean(store ?? host.env['SENTINEL_STORE']);
  try {
    return findPolicy(host.cwd, policy);
  } catch (error) {
    if (error instanceof Refusal && isNamed && policy === undefined) return undefined;
    throw error;
  }
}
