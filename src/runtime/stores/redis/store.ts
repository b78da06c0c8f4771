/**
 * Limits counted on Redis. Calls made at the same time go together in one script; before an answer counts, the server has
 * said that it is a master.
 */
import { StoreFailure } from '../../failure.ts';
import type { LimitRequest, LimitState, LimitStore, LimitStoreInfo } from '../../ports/stores.ts';
import { parseAddress, placeOf, type RedisAddress } from '../../host/redis/address.ts';
import { connect, type Connection, ErrorAnswer, naming } from '../../host/redis/connection.ts';
import { HeldConnection } from '../../host/redis/held.ts';
import { redisCaveats } from './caveats.ts';
import { type Answer, type Call, readAnswers, scriptCommand } from './script.ts';

const PATIENCE = 5_000;

/** Redis does nothing else meanwhile, and should soon. */
const LARGEST_GROUP = 64;

/** Connects, and rejects with `StoreFailure` when the server is none that can count. */
export async function openRedis(url: string, { patience = PATIENCE } = {}): Promise<LimitStore> {
  const store = new RedisStore(parseAddress(url), patience);
  await store.now();
  return store;
}

interface Waiting {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

class RedisStore implements LimitStore {
  readonly #address: RedisAddress;
  readonly #patience: number;
  readonly #held: HeldConnection;
  #waiting: Waiting[] = [];

  constructor(address: RedisAddress, patience: number) {
    this.#address = address;
    this.#patience = patience;
    this.#held = new HeldConnection(() => this.#connect());
  }

  info(): Promise<LimitStoreInfo> {
    return Promise.resolve({ kind: 'redis', place: placeOf(this.#address), caveats: redisCaveats });
  }

  async now(): Promise<number> {
    return (await this.#ask({ consumes: false, id: '', limits: [] })).at;
  }

  async peek(limits: readonly LimitRequest[]): Promise<readonly LimitState[]> {
    return (await this.#ask({ consumes: false, id: '', limits })).states;
  }

  admit(id: string, limits: readonly LimitRequest[]): Promise<Answer> {
    return this.#ask({ consumes: true, id, limits });
  }

  close(): Promise<void> {
    return this.#held.close();
  }

  /** Goes out once everything else that is asked in the same turn has been asked. */
  #ask(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject });
      if (this.#waiting.length === 1) queueMicrotask(() => this.#sendWaiting());
    });
  }

  #sendWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < waiting.length; from += LARGEST_GROUP)
      void this.#settle(waiting.slice(from, from + LARGEST_GROUP));
  }

  async #settle(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#answers(group.map(({ call }) => call));
      for (const [i, { resolve, reject }] of group.entries()) {
        const answer = answers[i];
        if (answer) resolve(answer);
        else reject(new StoreFailure('a call has no answer'));
      }
    } catch (error) {
      // What is wrong under one key is no matter of the others; and the same id is counted once.
      if (error instanceof ErrorAnswer && group.length > 1)
        for (const one of group) await this.#settle([one]);
      else for (const { reject } of group) reject(naming(this.#address, error));
    }
  }

  async #answers(calls: readonly Call[]): Promise<readonly Answer[]> {
    const connection = await this.#held.get();
    const [role, reply] = await runScript(connection, calls);
    assertMaster(role);
    const answers = readAnswers(reply, calls);
    if (answers) return answers;
    connection.close();
    throw new StoreFailure('the answer is not in the form of the script');
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

async function runScript(connection: Connection, calls: readonly Call[]): Promise<readonly unknown[]> {
  try {
    return await connection.send([['ROLE'], scriptCommand(calls, false)]);
  } catch (error) {
    if (!(error instanceof ErrorAnswer) || error.code !== 'NOSCRIPT') throw error;
    return connection.send([['ROLE'], scriptCommand(calls, true)]);
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
