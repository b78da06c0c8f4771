/** Flags in a Redis, a hash each, for readers. */
import { flagOfFields } from '../../../plan/flag-fields.ts';
import { StoreFailure } from '../../failure.ts';
import { parseAddress } from '../../host/redis/address.ts';
import { connect } from '../../host/redis/connection.ts';
import { fieldsIn } from '../../host/redis/hash.ts';
import { HeldConnection } from '../../host/redis/held.ts';
import type { FlagStore } from '../../ports/flags.ts';

/** `patience`: how long connecting may take, and an answer, in milliseconds. It connects when it is first read. */
export function openRedisFlags(url: string, { patience }: { readonly patience: number }): FlagStore {
  const address = parseAddress(url);
  const held = new HeldConnection(() => connect(address, patience));
  return {
    async read(key) {
      const connection = await held.get();
      // One command, which no change falls into the middle of.
      const [answer] = await connection.send([['HGETALL', key]]);
      const fields = fieldsIn(answer);
      if (!fields) throw new StoreFailure('the server does not answer as a Redis does');
      if (Object.keys(fields).length === 0) return undefined;
      const flag = flagOfFields(fields);
      if (!flag) throw new StoreFailure(`the hash \`${key}\` is no flag`);
      return flag;
    },
    close: () => held.close(),
  };
}
