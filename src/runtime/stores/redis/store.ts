/**
 * Limits counted on Redis. Each call is one script; before its answer counts, the server has said that it is a master.
 */
import { StoreFailure } from '../../failure.ts';
import type { LimitRequest, LimitState, LimitStore, LimitStoreInfo } from '../../ports/stores.ts';
import { parseAddress, placeOf, type RedisAddress } from './address.ts';
import { redisCaveats } from './caveats.ts';
import { connect, type Connection, ErrorAnswer } from './connection.ts';
import { readAnswer, scriptCommand, type ScriptAnswer } from './script.ts';

const PATIENCE = 5_000;

/** Connects, and rejects with `StoreFailure` when the server is none that can count. */
export async function openRedis(url: string, { patience = PATIENCE } = {}): Promise<LimitStore> {
  const store = new RedisStore(parseAddress(url), patience);
  await store.now();
  return store;
}

class RedisStore implements LimitStore {
  readonly #address: RedisAddress;
  readonly #patience: number;
  #connection: Promise<Connection> | undefined;
  #closed = false;

  constructor(address: RedisAddress, patience: number) {
    this.#address = address;
    this.#patience = patience;
  }

  info(): Promise<LimitStoreInfo> {
    return Promise.resolve({ kind: 'redis', place: placeOf(this.#address), caveats: redisCaveats });
  }

  async now(): Promise<number> {
    return (await this.#run('peek', '', [])).at;
  }

  async peek(limits: readonly LimitRequest[]): Promise<readonly LimitState[]> {
    return (await this.#run('peek', '', limits)).states;
  }

  admit(id: string, limits: readonly LimitRequest[]): Promise<ScriptAnswer> {
    return this.#run('admit', id, limits);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
  }

  async #run(what: 'admit' | 'peek', id: string, limits: readonly LimitRequest[]): Promise<ScriptAnswer> {
    try {
      const connection = await this.#connected();
      const [role, answer] = await this.#ask(connection, what, id, limits);
      assertMaster(role);
      const read = readAnswer(answer, id, limits);
      if (read) return read;
      connection.close();
      throw new StoreFailure('the answer is not in the form of the script');
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      throw new StoreFailure(`${placeOf(this.#address)}: ${error.message}`, { cause: error });
    }
  }

  async #ask(connection: Connection, what: 'admit' | 'peek', id: string, limits: readonly LimitRequest[]) {
    try {
      return await connection.send([['ROLE'], scriptCommand(what, id, limits, false)]);
    } catch (error) {
      if (!(error instanceof ErrorAnswer) || error.code !== 'NOSCRIPT') throw error;
      return connection.send([['ROLE'], scriptCommand(what, id, limits, true)]);
    }
  }

  /** A connection that ended is replaced, so that a store outlives the restart of its server. */
  async #connected(): Promise<Connection> {
    if (this.#closed) throw new StoreFailure('the store is closed');
    const held = this.#connection;
    const connection = await held?.catch(() => undefined);
    if (connection?.open) return connection;
    // Of the calls that find it ended, the first replaces it.
    const current = this.#connection;
    if (current !== undefined && current !== held) return current;
    return (this.#connection = this.#connect());
  }

  async #connect(): Promise<Connection> {
    const connection = await connect(this.#address, this.#patience);
    try {
      assertKeeps(await connection.send([['INFO', 'memory']]));
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}

/** A replica may be behind, and what is written to it is lost. */
function assertMaster(role: unknown): void {
  const name: unknown = Array.isArray(role) ? role[0] : undefined;
  if (name !== 'master') throw new StoreFailure('the server is not a master');
}

/** A server that evicts forgets what it has counted as soon as memory is short. */
function assertKeeps([info]: readonly unknown[]): void {
  const policy = typeof info === 'string' ? /^maxmemory_policy:(\S+)/mu.exec(info)?.[1] : undefined;
  if (policy === undefined) throw new StoreFailure('the server does not tell its `maxmemory-policy`');
  if (policy !== 'noeviction')
    throw new StoreFailure(
      `the server's \`maxmemory-policy\` is ${policy}, under which it may forget admissions; limits need noeviction`,
    );
}
