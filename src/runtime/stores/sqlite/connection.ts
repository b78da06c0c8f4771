/** One connection to a file, on which transactions are begun with patience. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../ports/index.ts';
import { numberIn, only } from '../cells.ts';
import type { Cell, Connection, Row } from '../database.ts';
import { isBusy, isDiskError, isFull, storeFailure } from './failure.ts';
import type { Reserve } from './reserve.ts';

/** How long others may keep the file before it is given up, in milliseconds. */
const PATIENCE = 15_000;

export interface SqliteFile {
  readonly database: DatabaseSync;
  /** How people know it. */
  readonly place: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly reserve?: Reserve;
}

export class SqliteConnection implements Connection {
  readonly #file: SqliteFile;
  readonly #statements = new Map<string, StatementSync>();
  #broken: unknown;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  async begin(mode: 'read' | 'write'): Promise<number> {
    if (this.#broken !== undefined) throw storeFailure(this.#file.place, this.#broken);
    return await this.#patiently(() => {
      this.#file.database.exec(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
      try {
        const row = only(this.#select('SELECT clock FROM store', []), 'clock');
        return Math.max(numberIn(row, 'clock'), this.#file.clock.now());
      } catch (error) {
        this.#undo();
        throw error;
      }
    });
  }

  all(sql: string, values: readonly Cell[]): Promise<readonly Row[]> {
    try {
      return Promise.resolve(this.#select(sql, values));
    } catch (error) {
      return Promise.reject(this.#told(error));
    }
  }

  async commit(): Promise<void> {
    await this.#patiently(() => this.#file.database.exec('COMMIT'));
  }

  rollback(): Promise<void> {
    this.#undo();
    return Promise.resolve();
  }

  makeRoom(failure: unknown): Promise<boolean> {
    return Promise.resolve(isFull(failure) && this.#file.reserve?.free() === true);
  }

  close(): Promise<void> {
    this.#file.database.close();
    return Promise.resolve();
  }

  #select(sql: string, values: readonly Cell[]): readonly Row[] {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#file.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(...values) as readonly Row[];
  }

  /** SQLite ends a transaction by itself after some errors. */
  #undo(): void {
    try {
      this.#file.database.exec('ROLLBACK');
    } catch (error) {
      if (!/no transaction is active/u.test(String(error))) this.#broken = error;
    }
  }

  /** Whoever waits longer asks more often, so that nobody waits for ever: the file itself keeps no queue. */
  async #patiently<T>(work: () => T): Promise<T> {
    const { clock } = monotonic;
    const start = clock();
    for (;;) {
      try {
        return work();
      } catch (error) {
        const waited = clock() - start;
        if (!isBusy(error) || waited > PATIENCE) throw this.#told(error);
        await pause(Math.random() * Math.max(1, 8 - waited / 20));
      }
    }
  }

  #told(error: unknown): Error {
    if (isDiskError(error)) this.#broken = error;
    return storeFailure(this.#file.place, error);
  }
}

const monotonic = { clock: () => performance.now() };
