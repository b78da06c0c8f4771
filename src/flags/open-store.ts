import type { FlagStore } from '../runtime/ports/flags.ts';
import { flagsIn } from '../runtime/stores/flags.ts';

/** By its address. A client is loaded when it is used. Rejects with `StoreFailure`. */
export async function openStore(address: string, patience: number): Promise<FlagStore> {
  if (/^rediss?:/u.test(address)) {
    const { openRedisFlags } = await import('../runtime/stores/redis/flags.ts');
    return openRedisFlags(address, { patience });
  }
  if (/^postgres(?:ql)?:/u.test(address)) {
    const { openPostgresqlStore } = await import('../runtime/stores/postgresql/store.ts');
    return flagsIn(await openPostgresqlStore(address, {}));
  }
  const { openSqliteStore } = await import('../runtime/stores/sqlite/store.ts');
  return flagsIn(await openSqliteStore(address));
}
