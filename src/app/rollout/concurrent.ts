/** How many of one rollout are on their way in an environment: in its workloads, clusters, namespaces and regions. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import {
  rolloutKey,
  type RolloutIdentity,
  storedOf,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import type { RolloutStore } from '../../runtime/engine/rollout/world.ts';
import type { RecordWrite } from '../../runtime/ports/stores.ts';

/** Those on their way elsewhere, when there are as many as there may be; empty where the way is free. */
export async function crowd(
  state: Pick<RolloutStore, 'list'>,
  { concurrent = Infinity }: Rollout,
  identity: RolloutIdentity,
): Promise<readonly StoredRollout[]> {
  if (concurrent === Infinity || identity.mode === 'shadow') return [];
  const all = (await state.list('rollout/')).map(({ value }) => storedOf(value));
  const others = all.filter((other) => !isOver(other.record) && isBeside(identity, other.identity));
  return others.length < concurrent ? [] : others;
}

function isBeside(one: RolloutIdentity, other: RolloutIdentity): boolean {
  return (
    other.mode !== 'shadow' &&
    other.policy === one.policy &&
    other.rollout === one.rollout &&
    other.env === one.env &&
    rolloutKey(other) !== rolloutKey(one)
  );
}

export function tooMany(others: readonly StoredRollout[]): Diagnostic {
  const names = others.map(({ identity }) => `\`${nameOf(identity)}\``).join(', ');
  return diagnostic('SEN2602', `as many as may be are on their way already: ${names}`, undefined, {
    help: 'wait until one of them is over; with `newer: queue` this one waits for its turn',
  });
}

/** Of two that start at once, the second finds that the first was counted. */
export async function countedIn(
  state: Pick<RolloutStore, 'read'>,
  { concurrent }: Rollout,
  { policy, rollout, env = '', mode }: RolloutIdentity,
  attempt: string,
): Promise<readonly RecordWrite[]> {
  if (concurrent === undefined || mode === 'shadow') return [];
  const key = `started/${[policy, rollout, env].map(encodeURIComponent).join('/')}`;
  return [{ key, version: (await state.read(key))?.version ?? 0, value: attempt }];
}
