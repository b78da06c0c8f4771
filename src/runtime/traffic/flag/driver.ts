/** A flag that is a record of the store: it is changed in one commit, and readers find it whole. */
import type { Json } from '../../../plan/audit.ts';
import type { Flag } from '../../../plan/assignment.ts';
import { isUnknown } from '../../../plan/value.ts';
import { DriverFailure, StoreFailure } from '../../failure.ts';
import { textOf } from '../../host/config.ts';
import { flagKey, flagOfRecord } from '../../host/flag-record.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { StateStore, StoredRecord } from '../../ports/stores.ts';
import type { DriverUse, Roles, TrafficDriver } from '../../ports/traffic.ts';

type Use = Pick<DriverUse, 'flag' | 'state'>;

export function openDriver(config: ResolvedRecord, { flag, state }: Use): TrafficDriver {
  if (!flag) throw new DriverFailure('there is nobody to assign');
  const { policy, rollout } = flag;
  const name = textOf(config, 'name') ?? `${policy}/${rollout}`;
  const key = flagKey(name);
  const mine = (record: StoredRecord | undefined): Flag | undefined => {
    const found = record && flagOfRecord(record.value)?.flag;
    if (record && !found) throw new DriverFailure(`what the store holds as the flag \`${name}\` is no flag`);
    if (found && (found.policy !== policy || found.rollout !== rollout))
      throw new DriverFailure(`the flag \`${name}\` is that of ${found.policy}/${found.rollout}`);
    return found;
  };
  const positionOf = (record: StoredRecord | undefined): number => {
    const found = mine(record);
    return found?.enabled ? found.position : 0;
  };
  return {
    target: `flag ${name}`,
    granularity: 0,
    read: (roles, signal) =>
      inStore(state, signal, async (store) => {
        checkRoles(roles);
        return { canary: positionOf(await store.read(key)) };
      }),
    shift: ({ roles, weight, from, verb, fence }, signal) =>
      inStore(state, signal, async (store) => {
        checkRoles(roles);
        const record = await store.read(key);
        const before = positionOf(record);
        const epoch = (record && flagOfRecord(record.value)?.epoch) ?? 0;
        if (fence.epoch < epoch)
          throw new DriverFailure(`epoch ${fence.epoch} is over, epoch ${epoch} holds`);
        if (weight > before && from !== undefined && before !== from)
          throw new DriverFailure(`the flag stands at ${before} and no longer at ${from}`);
        const value = {
          flag: { ...flag, enabled: verb === 'shift', paused: false, position: weight } satisfies Flag,
          epoch: fence.epoch,
        } as unknown as Json;
        const write = { key, version: record?.version ?? 0, value };
        const { committed } = await store.commit({
          writes: [write],
          ...(weight < before && { urgent: true }),
        });
        if (!committed) throw new DriverFailure('the flag was changed meanwhile');
      }),
    published: (signal) => inStore(state, signal, async (store) => mine(await store.read(key))),
    close: () => Promise.resolve(),
  };
}

/** A flag is off or on, and has no other slots. */
function checkRoles({ stable, canary }: Roles): void {
  if (stable !== 'off' || canary !== 'on')
    throw new DriverFailure(`a flag is \`off\` or \`on\`, and not \`${stable}\` or \`${canary}\``);
}

async function inStore<T>(
  state: Use['state'],
  signal: AbortSignal,
  work: (store: FlagRecords) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const store = (await state?.()) ?? undefined;
  if (!store || isUnknown(store)) throw new DriverFailure(store?.reason ?? 'there is no store');
  try {
    return await work(store);
  } catch (error) {
    if (error instanceof StoreFailure) throw new DriverFailure(error.message, { cause: error });
    throw error;
  }
}

type FlagRecords = Pick<StateStore, 'read' | 'commit'>;
