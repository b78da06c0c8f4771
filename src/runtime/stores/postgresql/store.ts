/** The store in PostgreSQL, in the schema `sentinel` of a database. */
import type { ManagedStore } from '../../ports/stores.ts';
import { Database } from '../database.ts';
import { stateStoreOn } from '../state-store.ts';
import { parseAddress } from './address.ts';
import { noFsyncCaveat, postgresqlCaveats } from './caveats.ts';
import { PostgresqlConnection } from './connection.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { migrate, noTables, requireTables, versionOf } from './setup.ts';

export interface PostgresqlOptions {
  /** Make the tables where there are none. Without it that is a `StoreMissing`. */
  readonly create?: boolean;
}

/** For the form of `url` see `address.ts`. Throws `StoreFailure` where no such store can be had. */
export async function openPostgresqlStore(
  url: string,
  { create = false }: PostgresqlOptions = {},
): Promise<ManagedStore> {
  const connection = new PostgresqlConnection(parseAddress(url));
  try {
    if (create && (await versionOf(connection)) === undefined) await migrate(connection);
    await requireTables(connection);
    const [row] = await connection.query('SHOW fsync');
    return stateStoreOn(new Database(connection), {
      kind: 'postgresql',
      place: connection.place,
      schemaVersion: SCHEMA_VERSION,
      caveats: [...postgresqlCaveats, ...(row?.['fsync'] === 'off' ? [noFsyncCaveat] : [])],
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Brings the tables of an older version up to this one, all the way or not at all. Gives the version that they had. */
export async function migratePostgresqlStore(url: string): Promise<number> {
  const connection = new PostgresqlConnection(parseAddress(url));
  try {
    const version = await versionOf(connection);
    if (version === undefined) throw noTables(connection);
    await migrate(connection);
    return version;
  } finally {
    await connection.close();
  }
}
