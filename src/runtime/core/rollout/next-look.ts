import type { Rollout } from '../../../plan/rollout.ts';
import type { RolloutRecord } from './record.ts';
import { watchedChecks } from './needs.ts';

/** Milliseconds until something of this rollout is due by itself; undefined where it waits for the outside alone. */
export function nextLookIn(rollout: Rollout, record: RolloutRecord): number | undefined {
  const { observed, clock, waits } = record;
  const checks = watchedChecks(rollout, record);
  const due =
    checks && observed.since !== undefined
      ? [Math.max(observed.since + checks.warmup, (observed.checkedAt ?? -Infinity) + checks.every) - clock]
      : [];
  const left = [...waits.flatMap((wait) => wait.left ?? []), ...due];
  return left.length === 0 ? undefined : Math.max(0, Math.min(...left));
}
