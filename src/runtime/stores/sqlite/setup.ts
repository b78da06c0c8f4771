/** What a file must be, and how it is used, before anything is asked of it. */
import type { DatabaseSync } from 'node:sqlite';
import { StoreFailure } from '../../failure.ts';
import { requireCurrent, requireNotNewer } from '../schema-version.ts';
import { isBusy } from './failure.ts';
import { APPLICATION_ID, steps } from './schema.ts';

export const SCHEMA_VERSION = steps.length;

/** Fills an empty database. */
export function initialise(database: DatabaseSync, now: number): void {
  migrate(database);
  database.prepare('INSERT INTO store (only_row, created_at, clock) VALUES (1, ?, ?)').run(now, now);
}

/** Goes the steps that the file has not gone yet, all of them or none. Gives the version that it had. */
export function migrate(database: DatabaseSync, wanted = steps): number {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = numberOf(database, 'user_version');
    for (const step of wanted.slice(version)) database.exec(step);
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${wanted.length}; COMMIT`,
    );
    return version;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** Nothing is written to a file of another program, nor to one of a later version of this one. */
export function requireOurs(database: DatabaseSync, shown: string): void {
  if (numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new StoreFailure(`\`${shown}\`: it is not a store of sentinel`);
  requireNotNewer(`\`${shown}\``, numberOf(database, 'user_version'), SCHEMA_VERSION);
}

export function requireStore(database: DatabaseSync, shown: string): void {
  requireOurs(database, shown);
  requireCurrent(`\`${shown}\``, numberOf(database, 'user_version'), SCHEMA_VERSION);
}

/**
 * Milliseconds for which the lock of a file is awaited while it is opened: one that closes it, or makes up for one that
 * was killed, has it for itself for a moment. Afterwards a transaction waits without stopping the process.
 */
export function awaitLocks(database: DatabaseSync, ms: number): void {
  set(database, 'busy_timeout', ms);
}

/** The settings on which the promises rest. */
export function prepare(database: DatabaseSync): void {
  const isWal = pragma(database, 'journal_mode') === 'wal';
  if (isWal && !walIsSafe(database)) leaveWal(database);
  // What is confirmed survives a power cut: with a journal that is deleted the deletion must reach the disk too.
  set(database, 'synchronous', isWal && walIsSafe(database) ? FULL : EXTRA);
  set(database, 'foreign_keys', 1);
  set(database, 'trusted_schema', 0);
}

/** Succeeds only for whoever is alone with the file. */
function leaveWal(database: DatabaseSync): void {
  try {
    set(database, 'journal_mode', 'delete');
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new StoreFailure(
      'a newer Node has the store in use, in a mode in which this one could damage it; use that one, or try again when nothing else runs',
      { cause: error },
    );
  }
}

/** For a new file; one that was made without it stays so, as others may have it open. */
export function preferWal(database: DatabaseSync): void {
  if (walIsSafe(database)) set(database, 'journal_mode', 'wal');
}

const FULL = 2;
const EXTRA = 3;

/** Versions before 3.51.3 can damage a file in WAL mode when it is restarted while others write. */
function walIsSafe(database: DatabaseSync): boolean {
  const row = database.prepare('SELECT sqlite_version() AS version').get();
  const [major = 0, minor = 0, patch = 0] = String(row?.['version']).split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 3_051_003;
}

/** It is looked up again, since SQLite passes over what it does not know or cannot do. */
function set(database: DatabaseSync, name: string, value: string | number): void {
  database.exec(`PRAGMA ${name} = ${value}`);
  if (pragma(database, name) !== value)
    throw new StoreFailure(`SQLite does not take the setting ${name} = ${value}`);
}

function numberOf(database: DatabaseSync, name: string): number {
  return Number(pragma(database, name));
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
