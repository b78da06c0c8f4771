/** A flag that is a record of the store: it is changed in one commit, and readers find it whole. */
import type { Json } from '../../../plan/audit.ts';
import type { Flag } from '../../../plan/assignment.ts';
import { isUnknown } from '../../../plan/value.ts';
import { DriverFailure } from '../../failure.ts';
import { textOf } from '../../host/config.ts';
import { flagKey, flagOfRecord } from '../../host/flag-record.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { StateStore, StoredRecord } from '../../ports/stores.ts';
import type { DriverUse, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { checkFlagRoles } from '../flag-roles.ts';
import { statelessDriver } from '../stateless.ts';

type Use = Pick<DriverUse, 'flag' | 'state'>;
type Published = NonNullable<Use['flag']>;

/** Rejects with `DriverFailure`. */
export function openDriver(config: ResolvedRecord, { flag, state }: Use): Promise<TrafficDriver> {
  return statelessDriver(() => {
    if (!flag) throw new DriverFailure('there is nobody to assign');
    const name = textOf(config, 'name') ?? `${flag.policy}/${flag.rollout}`;
    const key = flagKey(name);
    return {
      target: `flag ${name}`,
      granularity: 0,
      async read(roles, signal) {
        checkFlagRoles(roles);
        const store = await openStore(state, signal);
        return { canary: positionOf(ownFlag(await store.read(key), name, flag)) };
      },
      async shift(change, signal) {
        checkFlagRoles(change.roles);
        const store = await openStore(state, signal);
        const record = await store.read(key);
        const before = positionOf(ownFlag(record, name, flag));
        refuseLate(change, before, record);
        const { committed } = await store.commit({
          writes: [{ key, version: record?.version ?? 0, value: valueOf(change, flag) }],
          ...(change.weight < before && { urgent: true }),
        });
        if (!committed) throw new DriverFailure('the flag was changed meanwhile');
      },
      async published(signal) {
        const store = await openStore(state, signal);
        return ownFlag(await store.read(key), name, flag);
      },
    };
  });
}

async function openStore(
  state: Use['state'],
  signal: AbortSignal,
): Promise<Pick<StateStore, 'read' | 'commit'>> {
  signal.throwIfAborted();
  const store = (await state?.()) ?? undefined;
  if (!store || isUnknown(store)) throw new DriverFailure(store?.reason ?? 'there is no store');
  return store;
}

/** Undefined where none is published yet; one of another rollout is not touched. */
function ownFlag(record: StoredRecord | undefined, name: string, own: Published): Flag | undefined {
  if (!record) return undefined;
  const found = flagOfRecord(record.value)?.flag;
  if (!found) throw new DriverFailure(`what the store holds as the flag \`${name}\` is no flag`);
  if (found.policy !== own.policy || found.rollout !== own.rollout)
    throw new DriverFailure(`the flag \`${name}\` is that of ${found.policy}/${found.rollout}`);
  return found;
}

function positionOf(flag: Flag | undefined): number {
  return flag?.enabled ? flag.position : 0;
}

/** Under an epoch that is over nothing is changed, and nothing rises from elsewhere than it was decided at. */
function refuseLate({ weight, from, fence }: Shift, before: number, record: StoredRecord | undefined): void {
  const epoch = (record && flagOfRecord(record.value)?.epoch) ?? 0;
  if (fence.epoch < epoch) throw new DriverFailure(`epoch ${fence.epoch} is over, epoch ${epoch} holds`);
  if (weight > before && from !== undefined && before !== from)
    throw new DriverFailure(`the flag stands at ${before} and no longer at ${from}`);
}

function valueOf({ weight, verb, fence }: Shift, own: Published): Json {
  const flag: Flag = { ...own, enabled: verb === 'shift', paused: false, position: weight };
  return { flag, epoch: fence.epoch } as unknown as Json;
}
