/** Every kind of state store, for the suites that hold for all of them. Another store is one more entry. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openPostgresqlStore } from '../../src/runtime/stores/postgresql/store.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import type { StateStore } from '../../src/runtime/ports/stores.ts';
import { startPostgres } from './daemons.ts';

export interface StorePlace {
  /** For `openStore`, also in another process. Each is a store of its own, not created yet. */
  readonly fresh: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  /** Programs that it needs. */
  readonly programs: readonly string[];
  readonly start: () => Promise<StorePlace>;
}

export const stores: readonly StoreKind[] = [
  { name: 'SQLite', programs: [], start: startFiles },
  { name: 'PostgreSQL', programs: ['postgres', 'initdb', 'psql'], start: startDatabases },
];

/** `create`: what is not there yet is created. */
export function openStore(address: string, options: { readonly create?: boolean } = {}): Promise<StateStore> {
  return address.startsWith('postgres:')
    ? openPostgresqlStore(address, options)
    : openSqliteStore(address, options);
}

async function startFiles(): Promise<StorePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-stores-'));
  let count = 0;
  return {
    fresh: () => Promise.resolve(join(folder, `${++count}.db`)),
    stop: () => rm(folder, { recursive: true }),
  };
}

async function startDatabases(): Promise<StorePlace> {
  const { freshDatabase, stop } = await startPostgres();
  return { fresh: freshDatabase, stop };
}
