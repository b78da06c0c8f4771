/** What a file must be, and how it is used, before anything is asked of it. */
import type { DatabaseSync } from 'node:sqlite';
import { StoreFailure } from '../../failure.ts';
import { APPLICATION_ID, steps } from './schema.ts';

export const SCHEMA_VERSION = steps.length;

/** Fills an empty database. */
export function initialise(database: DatabaseSync, now: number): void {
  migrate(database);
  database.prepare('INSERT INTO store (only_row, created_at, clock) VALUES (1, ?, ?)').run(now, now);
}

/** Goes the steps that the file has not gone yet, all of them or none. */
export function migrate(database: DatabaseSync, wanted = steps): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of wanted.slice(numberOf(database, 'user_version'))) database.exec(step);
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${wanted.length}; COMMIT`,
    );
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** Nothing is written to a file of another program, nor to one of a later version of this one. */
export function requireOurs(database: DatabaseSync, shown: string): void {
  if (numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new StoreFailure(`\`${shown}\`: it is not a store of sentinel`);
  const version = numberOf(database, 'user_version');
  if (version > SCHEMA_VERSION)
    throw new StoreFailure(
      `\`${shown}\`: it was written by a newer sentinel (schema ${version}, this one knows ${SCHEMA_VERSION}): use that one, or restore a backup from before`,
    );
}

export function requireStore(database: DatabaseSync, shown: string): void {
  requireOurs(database, shown);
  const version = numberOf(database, 'user_version');
  if (version < SCHEMA_VERSION)
    throw new StoreFailure(
      `\`${shown}\`: it was written by an older sentinel (schema ${version}, this one needs ${SCHEMA_VERSION}): run \`sentinel store migrate\``,
    );
}

/** The settings on which the promises rest, each looked up again, since SQLite ignores what it does not know. */
export function prepare(database: DatabaseSync, inMemory: boolean): void {
  const settings = {
    // FULL: what is acknowledged survives a power cut.
    synchronous: 2,
    foreign_keys: 1,
    // Locks are awaited without stopping the process; see `SqliteConnection`.
    busy_timeout: 0,
    trusted_schema: 0,
    journal_mode: inMemory ? 'memory' : journalMode(database),
  };
  for (const [name, value] of Object.entries(settings)) {
    database.exec(`PRAGMA ${name} = ${value}`);
    if (pragma(database, name) !== value)
      throw new StoreFailure(`the store does not take the setting ${name} = ${value}`);
  }
}

/** Versions before 3.51.3 can damage a file in WAL mode when it is restarted while others write. */
function journalMode(database: DatabaseSync): 'wal' | 'delete' {
  const row = database.prepare('SELECT sqlite_version() AS version').get();
  const [major = 0, minor = 0, patch = 0] = String(row?.['version']).split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 3_051_003 ? 'wal' : 'delete';
}

function numberOf(database: DatabaseSync, name: string): number {
  return Number(pragma(database, name));
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
