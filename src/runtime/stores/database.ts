/**
 * What a store asks of an SQL database, and how its transactions take turns. The SQL of this folder is understood by
 * SQLite and PostgreSQL alike; its parameters are question marks.
 */
import { StoreFailure } from '../failure.ts';

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** Inside a transaction. */
export interface Session {
  /** The store's clock: one instant for the whole transaction, never behind one that was written before. */
  readonly now: number;
  all(sql: string, ...values: readonly Cell[]): Promise<readonly Row[]>;
  /** A statement that changes something. */
  run(sql: string, ...values: readonly Cell[]): Promise<void>;
}

type Mode = 'read' | 'write';

/** One connection, on which one transaction runs at a time. Everything rejects with `StoreFailure`. */
export interface Connection {
  /** A `write` transaction is alone in the whole database; a `read` one sees one state of it. Gives the store's clock. */
  begin(mode: Mode): Promise<number>;
  all(sql: string, values: readonly Cell[]): Promise<readonly Row[]>;
  commit(): Promise<void>;
  /** Also where the connection is lost by now. */
  rollback(): Promise<void>;
  /** Gives room for an urgent write on a full disk; false when there is none to give, or the failure was another. */
  makeRoom?(failure: unknown): Promise<boolean>;
  close(): Promise<void>;
}

interface Turn {
  readonly mode: Mode;
  readonly urgent: boolean;
  readonly work: (session: Session) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Most transactions that are made one: more would delay the first ones without saving much. */
const LARGEST_GROUP = 64;

export class Database {
  readonly #connection: Connection;
  readonly #waiting: Turn[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#turn('read', work, false);
  }

  /** What `work` changes is there as a whole once this resolves, and not at all when it rejects or `work` throws. */
  write<T>(work: (session: Session) => Promise<T>, { urgent = false } = {}): Promise<T> {
    return this.#turn('write', work, urgent);
  }

  /** After what is waiting is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#connection.close();
  }

  #turn<T>(mode: Mode, work: (session: Session) => Promise<T>, urgent: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new StoreFailure('the store is closed');
      this.#waiting.push({ mode, work, urgent, reject, resolve: resolve as Turn['resolve'] });
      this.#running ??= this.#serve();
    });
  }

  async #serve(): Promise<void> {
    for (let group = this.#nextGroup(); group.length > 0; group = this.#nextGroup())
      await this.#together(group);
    this.#running = undefined;
  }

  /** Writes that wait are done in one transaction, as the disk takes as long to keep one as many. */
  #nextGroup(): readonly Turn[] {
    const reading = this.#waiting.findIndex(({ mode }) => mode === 'read');
    const writes = reading < 0 ? this.#waiting.length : reading;
    return this.#waiting.splice(0, Math.min(Math.max(writes, 1), LARGEST_GROUP));
  }

  async #together(group: readonly Turn[]): Promise<void> {
    const results: unknown[] = [];
    let stage: 'begin' | 'work' | 'commit' = 'begin';
    try {
      const session = new OpenSession(
        this.#connection,
        await this.#connection.begin(group[0]?.mode ?? 'read'),
      );
      stage = 'work';
      for (const { work } of group) results.push(await work(session));
      if (session.changed) await session.keepClock();
      stage = 'commit';
      await (session.changed ? this.#connection.commit() : this.#connection.rollback());
    } catch (error) {
      if (stage !== 'begin') await this.#connection.rollback();
      return this.#afterFailure(group, error, stage === 'work');
    }
    for (const [i, { resolve }] of group.entries()) resolve(results[i]);
  }

  /**
   * One that fails must not take the others with it, so that they are done again, each alone; but not after a failed
   * commit, of which nobody may know whether it was kept.
   */
  async #afterFailure(group: readonly Turn[], error: unknown, again: boolean): Promise<void> {
    if (again && group.length > 1) for (const turn of group) await this.#together([turn]);
    else if (group.some(({ urgent }) => urgent) && (await this.#connection.makeRoom?.(error)))
      await this.#together(group);
    else for (const { reject } of group) reject(error);
  }
}

class OpenSession implements Session {
  readonly now: number;
  changed = false;
  readonly #connection: Connection;

  constructor(connection: Connection, now: number) {
    this.#connection = connection;
    this.now = now;
  }

  all(sql: string, ...values: readonly Cell[]): Promise<readonly Row[]> {
    return this.#connection.all(sql, values);
  }

  async run(sql: string, ...values: readonly Cell[]): Promise<void> {
    this.changed = true;
    await this.#connection.all(sql, values);
  }

  async keepClock(): Promise<void> {
    // What was restored may be of a later time.
    await this.run('UPDATE store SET clock = ? WHERE clock < ?', this.now, this.now);
  }
}
