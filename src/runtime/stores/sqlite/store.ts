/** The store in a file, by the SQLite that Node brings. */
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreMissing } from '../../failure.ts';
import type { Clock } from '../../ports/index.ts';
import type { ManagedStore } from '../../ports/stores.ts';
import { Database } from '../database.ts';
import { stateStoreOn } from '../state-store.ts';
import { makeWhole } from '../whole-file.ts';
import { inMemoryCaveat, noReserveCaveat, sqliteCaveats } from './caveats.ts';
import { PATIENCE, SqliteConnection } from './connection.ts';
import { isDiskError, isFull, storeFailure } from './failure.ts';
import { Queue } from './queue.ts';
import { Reserve } from './reserve.ts';
import {
  awaitLocks,
  initialise,
  migrate,
  preferWal,
  prepare,
  requireOurs,
  requireStore,
  SCHEMA_VERSION,
} from './setup.ts';

export interface SqliteOptions {
  /** Make a new one where there is none. Without it that is a `StoreMissing`. */
  readonly create?: boolean;
  /** How people know the file; the path, if absent. */
  readonly shown?: string;
  /** Of the machine, if absent. */
  readonly clock?: Pick<Clock, 'now'>;
}

const systemClock = { now: () => Date.now() };

/**
 * `file` is a path, or `:memory:` for a store that is gone when it is closed. Throws `StoreFailure` for a file that is not
 * a store, is damaged, or is of another version of the program.
 */
export async function openSqliteStore(
  file: string,
  { create = false, shown = file, clock = systemClock }: SqliteOptions = {},
): Promise<ManagedStore> {
  // Loaded when a store is opened: Node 22 prints a warning for it.
  const { DatabaseSync } = await import('node:sqlite');
  const inMemory = file === ':memory:';
  try {
    if (!inMemory && !existsSync(file)) {
      if (!create) throw new StoreMissing(`\`${shown}\`: there is no such file`);
      await makeWhole(file, (draft) => fill(new DatabaseSync(draft), clock.now()));
    }
    const open = () => storeIn(new DatabaseSync(file), { file, shown, clock, inMemory });
    try {
      return open();
    } catch (error) {
      // Whoever closed it last took away the files beside it, and a full disk has no room for new ones.
      if (inMemory || !(isFull(error) || isDiskError(error)) || !new Reserve(file).free()) throw error;
      return open();
    }
  } catch (error) {
    throw storeFailure(shown, error);
  }
}

function fill(database: DatabaseSync, now: number): Promise<void> {
  try {
    initialise(database, now);
    preferWal(database);
    return Promise.resolve();
  } finally {
    database.close();
  }
}

interface Opened {
  readonly file: string;
  readonly shown: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly inMemory: boolean;
}

function storeIn(database: DatabaseSync, opened: Opened): ManagedStore {
  const { shown, clock, inMemory } = opened;
  try {
    awaitLocks(database, PATIENCE);
    if (inMemory) initialise(database, clock.now());
    requireStore(database, shown);
    prepare(database);
    awaitLocks(database, 0);
    return storeOn(database, opened);
  } catch (error) {
    database.close();
    throw error;
  }
}

function storeOn(database: DatabaseSync, { file, shown, clock, inMemory }: Opened): ManagedStore {
  const reserve = inMemory ? undefined : new Reserve(file);
  const reserved = reserve?.take() ?? true;
  const connection = new SqliteConnection({
    database,
    place: shown,
    clock,
    ...(reserve && { reserve, queue: new Queue(file) }),
  });
  return stateStoreOn(new Database(connection), {
    kind: 'sqlite',
    place: shown,
    schemaVersion: SCHEMA_VERSION,
    caveats: [
      ...sqliteCaveats,
      ...(inMemory ? [inMemoryCaveat] : []),
      ...(reserved ? [] : [noReserveCaveat]),
    ],
  });
}

/** Brings the file of an older version up to this one, all the way or not at all. Gives the version that it had. */
export async function migrateSqliteStore(
  file: string,
  { shown = file }: Pick<SqliteOptions, 'shown'> = {},
): Promise<number> {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    if (!existsSync(file)) throw new StoreMissing(`\`${shown}\`: there is no such file`);
    const database = new DatabaseSync(file);
    try {
      awaitLocks(database, PATIENCE);
      requireOurs(database, shown);
      return migrate(database);
    } finally {
      database.close();
    }
  } catch (error) {
    throw storeFailure(shown, error);
  }
}
