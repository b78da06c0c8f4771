/** Whether the tables are there, and of which version. */
import { StoreMissing } from '../../failure.ts';
import { numberIn, only } from '../cells.ts';
import { requireCurrent, requireNotNewer } from '../schema-version.ts';
import type { PostgresqlConnection } from './connection.ts';
import { SCHEMA_VERSION, steps } from './schema.ts';

/** Goes the steps that the tables have not gone yet, all of them or none; of several that do it at once one does. */
export async function migrate(connection: PostgresqlConnection): Promise<void> {
  await connection.query('BEGIN');
  try {
    await connection.query("SELECT pg_advisory_xact_lock(hashtext('sentinel.migrate'))");
    const version = (await versionOf(connection)) ?? 0;
    requireNotNewer(connection.place, version, SCHEMA_VERSION);
    if (version < SCHEMA_VERSION) {
      await connection.query(
        `CREATE SCHEMA IF NOT EXISTS sentinel; ${steps.slice(version).join(';')};
         UPDATE sentinel.store SET schema_version = ${SCHEMA_VERSION}`,
      );
    }
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  }
}

export async function requireTables(connection: PostgresqlConnection): Promise<void> {
  const version = await versionOf(connection);
  if (version === undefined) throw noTables(connection);
  requireCurrent(connection.place, version, SCHEMA_VERSION);
}

export function noTables({ place }: PostgresqlConnection): StoreMissing {
  return new StoreMissing(`${place}: the database has no tables of sentinel`);
}

/** Undefined where there are no tables. */
export async function versionOf(connection: PostgresqlConnection): Promise<number | undefined> {
  // Read from the catalogue: `to_regclass` may answer from before the lock was there.
  const [present] = await connection.query(
    `SELECT count(*) AS found, pg_is_in_recovery()::int AS standby
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = 'sentinel' AND relname = 'store'`,
  );
  if (connection.primary(present)['found'] === 0) return undefined;
  const rows = await connection.query('SELECT schema_version FROM sentinel.store');
  return numberIn(only(rows, 'version'), 'schema_version');
}
