/** One connection to a file, on which transactions are begun with patience. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../ports/index.ts';
import { numberIn, only } from '../cells.ts';
import type { Cell, Connection, Row } from '../database.ts';
import { isBusy, isDiskError, isFull, storeFailure } from './failure.ts';
import type { Queue } from './queue.ts';
import type { Reserve } from './reserve.ts';

/** How long others may keep the file before it is given up, in milliseconds. */
export const PATIENCE = 15_000;

export interface SqliteFile {
  readonly database: DatabaseSync;
  /** How people know it. */
  readonly place: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Absent for a store in memory. */
  readonly queue?: Queue;
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
    const { queue } = this.#file;
    const enter = () => this.#enter(mode);
    return await (mode === 'write' && queue ? this.#inTurn(queue, enter) : this.#patiently(enter));
  }

  #enter(mode: 'read' | 'write'): number {
    this.#file.database.exec(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
    try {
      const row = only(this.#select('SELECT clock FROM store', []), 'clock');
      return Math.max(numberIn(row, 'clock'), Math.floor(this.#file.clock.now()));
    } catch (error) {
      this.#undo();
      throw error;
    }
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
    const { reserve } = this.#file;
    return Promise.resolve(isFull(failure) && courteously(() => reserve?.free() === true, false));
  }

  close(): Promise<void> {
    this.#file.database.close();
    // What was given back may fit again, now that the files beside it are gone.
    this.#file.reserve?.take();
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

  /** After those who came before, if anybody is waiting. */
  async #inTurn<T>(queue: Queue, work: () => T): Promise<T> {
    if (courteously(() => queue.isEmpty, true)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error)) throw this.#told(error);
      }
    }
    const ticket = courteously(() => queue.draw(), undefined);
    try {
      return await this.#patiently(work, () => courteously(() => ticket?.ahead() ?? 0, 0));
    } finally {
      courteously(() => ticket?.leave(), undefined);
    }
  }

  /** As long as others are ahead it does not even ask. */
  async #patiently<T>(work: () => T, ahead = () => 0): Promise<T> {
    const start = performance.now();
    for (;;) {
      const isLate = performance.now() - start > PATIENCE;
      const others = isLate ? 0 : ahead();
      try {
        if (others === 0) return work();
      } catch (error) {
        if (!isBusy(error) || isLate) throw this.#told(error);
      }
      await pause(Math.max(1, others));
    }
  }

  #told(error: unknown): Error {
    if (isDiskError(error)) this.#broken = error;
    return storeFailure(this.#file.place, error);
  }
}

/** Queue and reserve help the work along and never stand in its way: what is wrong with the disk, it will tell itself. */
function courteously<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
