/** Looks at rollouts that were started together, in turn, until there is nothing left to do for any of them. */
import { rolloutKey, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { type FollowOptions, isDone, isSettled, lookOnce, nextLookAt } from './follow.ts';
import type { OpenRollout } from './open.ts';
import { isHalfBack } from './together.ts';

/** Those in the order in which they rise; what was last seen of each, or was known before. */
export async function followGroup(
  opens: readonly OpenRollout[],
  before: readonly StoredRollout[],
  options: Omit<FollowOptions, 'until'>,
): Promise<readonly StoredRollout[]> {
  const { clock, signal, end = Infinity } = options;
  const seen = new Map(before.map((one) => [rolloutKey(one.identity), one]));
  const last = () => [...seen.values()];
  while (clock.monotonic() < end) {
    let moved = false;
    let next = end;
    // Who goes back first is looked at first.
    for (const open of isHalfBack(last()) ? opens.toReversed() : opens) {
      const key = rolloutKey(open.identity);
      const result = await lookOnce(open, options);
      if (result.kind === 'looked') seen.set(key, result.stored);
      next = Math.min(next, nextLookAt(open, result, seen.get(key)));
      if (result.kind !== 'looked') continue;
      moved ||= result.events.some(({ type }) => type !== 'checks.observed');
    }
    if (isOver(last())) return last();
    // What one did may be what another waits for.
    if (moved) continue;
    await clock.sleep(Math.max(next - clock.monotonic(), 0), signal);
  }
  return last();
}

/** Nothing happens any more without a person: those that wait, wait for one that does. */
function isOver(all: readonly StoredRollout[]): boolean {
  if (isHalfBack(all)) return false;
  const stands = (one: StoredRollout) =>
    isSettled(one) || one.record.waits.some((wait) => wait.for === 'group');
  return all.every(isDone) || (all.some((one) => isSettled(one) && !isDone(one)) && all.every(stands));
}
