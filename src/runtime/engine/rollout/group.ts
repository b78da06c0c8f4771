/** The others of a group, as the store holds them at this moment. */
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { Fellow, GroupSight } from '../../core/rollout/group.ts';
import type { RecordWrite, StoredRecord } from '../../ports/stores.ts';
import { rolloutKey, storedOf, type StoredRollout } from './stored.ts';
import type { RolloutStore } from './world.ts';

/** Where a rollout stands in the group that it was started with. */
export interface Membership {
  readonly name: string;
  /** Of this start of the group, for ever different. */
  readonly start: string;
  /** Names of its rollouts, in order. */
  readonly rollouts: readonly string[];
}

export interface GroupLook {
  readonly group?: GroupSight;
  /** Holds a commit to what was seen of the others. */
  readonly guards: readonly RecordWrite[];
}

/** To be read after the record of the rollout itself, so that nothing older is seen of the others. */
export async function groupSeen(state: Pick<RolloutStore, 'read'>, one: StoredRollout): Promise<GroupLook> {
  const { membership, identity } = one;
  if (!membership) return { guards: [] };
  const { name, rollouts } = membership;
  const others = new Map<string, StoredRecord | undefined>();
  for (const rollout of rollouts)
    if (rollout !== identity.rollout)
      others.set(rollout, await state.read(rolloutKey({ ...identity, rollout })));
  const fellowsOf = (names: readonly string[]) =>
    names.map((rollout) => fellowOf(rollout, others.get(rollout), membership));
  const place = rollouts.indexOf(identity.rollout);
  return {
    group: { name, before: fellowsOf(rollouts.slice(0, place)), after: fellowsOf(rollouts.slice(place + 1)) },
    guards: Array.from(others.values()).flatMap((record) =>
      record ? { key: record.key, version: record.version, value: record.value } : [],
    ),
  };
}

function fellowOf(name: string, record: StoredRecord | undefined, { start }: Membership): Fellow {
  const stored = record && storedOf(record.value);
  return { name, ...(stored?.membership?.start === start && { record: stored.record }) };
}

/** What may only happen where none of the others has begun to go back meanwhile. */
export function isForward({ type, from, to }: RolloutEvent): boolean {
  if (type === 'completed' || type === 'stage.skipped') return true;
  return type === 'shift.intended' && Number(to) > Number(from);
}
