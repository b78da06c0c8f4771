import type { Rollout } from '../../../plan/rollout.ts';
import type { RolloutRecord } from './record.ts';
import { watchedChecks } from './needs.ts';

/** Milliseconds until something of this rollout is due by itself; undefined where it waits for the outside alone. */
export function nextLookIn(rollout: Rollout, record: RolloutRecord): number | undefined {
  const { observed, clock, waits } = record;
  const watched = watchedChecks(rollout, record);
  const due = watched
    ? [
        Math.max(
          watched.since + watched.checks.warmup,
          (observed.checkedAt ?? -Infinity) + watched.checks.every,
        ) - clock,
      ]
    : [];
  const left = [...waits.flatMap((wait) => wait.left ?? []), ...due];
  return left.length === 0 ? undefined : Math.max(0, Math.min(...left));
}
