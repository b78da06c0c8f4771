/** What is released together: the rollout that applies, or those of the group that apply. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout, RolloutGroup } from '../../plan/rollout.ts';
import { rolloutKey, storedOf, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';

export interface Together {
  /** In the order in which they rise; empty: none applies. */
  readonly rollouts: readonly Rollout[];
  readonly group?: RolloutGroup;
}

/** Undefined where several apply that are no group, or not all of one. */
export function together(
  { groups = [] }: Pick<EvaluationPlan, 'groups'>,
  applicable: readonly Rollout[],
): Together | undefined {
  const [first, ...others] = applicable;
  const group = first && groups.find(({ rollouts }) => rollouts.includes(first.name));
  if (!group) return others.length === 0 ? { rollouts: applicable } : undefined;
  const rollouts = group.rollouts.flatMap((name) => applicable.find((one) => one.name === name) ?? []);
  const isWhole = rollouts.length === group.rollouts.length && rollouts.length === applicable.length;
  return isWhole ? { rollouts, group } : undefined;
}

/** All that one was started with, in order; itself where it was started alone. */
export async function startedWith(
  state: Pick<StateStore, 'read'>,
  one: StoredRollout,
): Promise<readonly StoredRollout[]> {
  const { membership, identity } = one;
  if (!membership) return [one];
  const records = await Promise.all(
    membership.rollouts.map((rollout) => state.read(rolloutKey({ ...identity, rollout }))),
  );
  return records.flatMap((record) => {
    const stored = record && storedOf(record.value);
    return stored?.membership?.start === membership.start ? stored : [];
  });
}

/** Some have gone back, or are on their way, and some not. */
export function isHalfBack(all: readonly StoredRollout[]): boolean {
  const isBack = ({ record: { phase } }: StoredRollout) => phase === 'rolled_back' || phase === 'failed';
  return all.some((one) => isBack(one) || one.record.latch !== undefined) && !all.every(isBack);
}
