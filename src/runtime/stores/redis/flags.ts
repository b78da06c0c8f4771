/** Flags in a Redis, a hash each, for readers. */
import { flagOfFields } from '../../../plan/flag-fields.ts';
import { StoreFailure } from '../../failure.ts';
import { parseAddress, type RedisAddress } from '../../host/redis/address.ts';
import { connect, type Connection } from '../../host/redis/connection.ts';
import type { FlagStore } from '../../ports/flags.ts';

/** `patience`: how long connecting may take, and an answer, in milliseconds. It connects when it is first read. */
export function openRedisFlags(url: string, { patience }: { readonly patience: number }): FlagStore {
  return new RedisFlags(parseAddress(url), patience);
}

class RedisFlags implements FlagStore {
  readonly #address: RedisAddress;
  readonly #patience: number;
  #connection: Promise<Connection> | undefined;

  constructor(address: RedisAddress, patience: number) {
    this.#address = address;
    this.#patience = patience;
  }

  /** One command, which no change falls into the middle of. */
  async read(key: string): ReturnType<FlagStore['read']> {
    const [answer] = await (await this.#connected()).send([['HGETALL', key]]);
    if (!Array.isArray(answer)) throw new StoreFailure('the server does not answer as a Redis does');
    if (answer.length === 0) return undefined;
    const texts = answer.map(String);
    const fields = texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []));
    const flag = flagOfFields(Object.fromEntries(fields));
    if (!flag) throw new StoreFailure(`the hash \`${key}\` is no flag`);
    return flag;
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
  }

  async #connected(): Promise<Connection> {
    const before = await this.#connection?.catch(() => undefined);
    if (before?.open) return before;
    return (this.#connection = connect(this.#address, this.#patience));
  }
}
