/** One session on a server; one that ended is replaced when the next transaction begins. */
import { readFile } from 'node:fs/promises';
import type { Client, ClientConfig } from 'pg';
import { revealSecret } from '../../../plan/secret.ts';
import { StoreFailure } from '../../failure.ts';
import type { Cell, Connection, Row } from '../database.ts';
import { numberIn } from '../cells.ts';
import { placeOf, type PostgresqlAddress } from './address.ts';
import { commitUnknown, endsSession, storeFailure } from './failure.ts';

/** Milliseconds. The server gives up a little earlier than we do, so that its answer tells why. */
const CONNECTING = 10_000;
const LOCKED = 15_000;
const WORKING = 30_000;

/** Names the one lock that every writer of a store takes; waiting ones get it in the order in which they came. */
const WRITERS_LOCK = 0x53_4e_54_4c;

const INT8 = 20;

/** For this transaction alone, so that it also holds behind a pooler that hands out sessions by the transaction. */
const settings = `
  SET LOCAL search_path = sentinel;
  SET LOCAL lock_timeout = ${LOCKED};
  SET LOCAL statement_timeout = ${WORKING};
  SET LOCAL idle_in_transaction_session_timeout = ${WORKING};
  SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local');`;

const begin = {
  read: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`,
  write: `BEGIN ISOLATION LEVEL READ COMMITTED; ${settings} SELECT pg_advisory_xact_lock(${WRITERS_LOCK});`,
};

const clock = 'SELECT pg_is_in_recovery()::int AS standby, greatest(wall_clock(), clock) AS now FROM store';

export class PostgresqlConnection implements Connection {
  /** For people. */
  readonly place: string;
  readonly #address: PostgresqlAddress;
  #client: Client | undefined;

  constructor(address: PostgresqlAddress) {
    this.#address = address;
    this.place = placeOf(address);
  }

  async begin(mode: 'read' | 'write'): Promise<number> {
    const [row] = await this.query(`${begin[mode]} ${clock}`);
    return numberIn(this.primary(row), 'now');
  }

  async all(sql: string, values: readonly Cell[]): Promise<readonly Row[]> {
    let count = 0;
    const numbered = sql.replaceAll('?', () => `$${++count}`);
    const { rows } = await this.#telling((client) => client.query<Row>(numbered, [...values]));
    return rows;
  }

  /** Statements without parameters, several perhaps; gives the rows of the last one. */
  async query(sql: string): Promise<readonly Row[]> {
    const results: unknown = await this.#telling((client) => client.query(sql));
    return (Array.isArray(results) ? results : [results]).at(-1).rows as readonly Row[];
  }

  /** Refuses the answer of a standby: it may be behind, and what is asked next is written. */
  primary(row: Row | undefined): Row {
    if (row?.['standby'] === 0) return row;
    throw new StoreFailure(`${this.place}: the server is a standby; name the primary`);
  }

  async commit(): Promise<void> {
    const client = this.#client;
    try {
      const result = await client?.query('COMMIT');
      // The answer of a transaction in which something had failed.
      if (result?.command !== 'COMMIT') throw new StoreFailure(`${this.place}: nothing was kept`);
    } catch (error) {
      if (error instanceof StoreFailure || !endsSession(error)) throw storeFailure(this.place, error);
      this.#drop();
      throw commitUnknown(this.place, error);
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.#client?.query('ROLLBACK');
    } catch {
      // The server takes back what a lost session had begun.
      this.#drop();
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #telling<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await work((this.#client ??= await this.#connect()));
    } catch (error) {
      if (endsSession(error)) this.#drop();
      throw storeFailure(this.place, error);
    }
  }

  async #connect(): Promise<Client> {
    const { Client } = (await import('pg')).default;
    const client = new Client(await settingsFor(this.#address));
    // A session may end while nobody asks anything of it.
    client.on('error', () => {
      if (this.#client === client) this.#drop();
    });
    await client.connect();
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    // It is lost already: how its end goes tells nothing.
    client?.end().catch(() => undefined);
  }
}

async function settingsFor(address: PostgresqlAddress): Promise<ClientConfig> {
  const { types } = (await import('pg')).default;
  const { host, port, database, user, password, tls } = address;
  return {
    host,
    port,
    database,
    user,
    ...(password && { password: revealSecret(password) }),
    ssl: tls ? { ...(tls.authority !== undefined && { ca: await readAuthority(tls.authority) }) } : false,
    application_name: 'sentinel',
    keepAlive: true,
    connectionTimeoutMillis: CONNECTING,
    query_timeout: WORKING + CONNECTING,
    types: {
      getTypeParser: ((oid: number) =>
        oid === INT8 ? Number : types.getTypeParser(oid)) as typeof types.getTypeParser,
    },
  };
}

async function readAuthority(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StoreFailure(`\`sslrootcert\` cannot be read (${code})`, { cause: error });
  }
}
