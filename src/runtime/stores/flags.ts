/** Flags that are records of a state store, for readers. */
import { StoreFailure } from '../failure.ts';
import { flagKey, flagOfRecord } from '../host/flag-record.ts';
import type { FlagStore } from '../ports/flags.ts';
import type { StateStore } from '../ports/stores.ts';

export function flagsIn(state: Pick<StateStore, 'read' | 'close'>): FlagStore {
  return {
    async read(name) {
      const record = await state.read(flagKey(name));
      const found = record && flagOfRecord(record.value);
      if (record && !found) throw new StoreFailure(`what the store holds as the flag \`${name}\` is no flag`);
      return found?.flag;
    },
    close: () => state.close(),
  };
}
