/** Looks at a rollout again and again until it is over, or needs a person. */
import type { Rollout } from '../../plan/rollout.ts';
import { nextLookIn } from '../../runtime/core/rollout/next-look.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { type Reconciled, reconcile } from '../../runtime/engine/rollout/reconcile.ts';
import type { StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { rolloutAsRun } from '../../runtime/engine/rollout/stored.ts';
import type { RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { Clock } from '../../runtime/ports/index.ts';

/** Somebody may ask for something in between. */
const LONGEST_PAUSE = 2_000;
const SHORTEST_PAUSE = 50;

export interface FollowOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Monotonic time at which it ends, whatever the rollout does. */
  readonly end?: number;
  readonly looked: (result: Reconciled) => void;
}

/** The last that was seen of it; absent when it was never looked at. */
export async function follow(
  world: RolloutWorld,
  rollout: Rollout,
  identity: StoredRollout['identity'],
  { clock, signal, end = Infinity, looked }: FollowOptions,
): Promise<StoredRollout | undefined> {
  let last: StoredRollout | undefined;
  while (clock.monotonic() < end) {
    const result = await reconcile(world, rollout, identity, signal);
    looked(result);
    if (result.kind === 'absent') return undefined;
    if (result.kind === 'looked') {
      last = result.stored;
      if (isSettled(last)) return last;
    }
    const due = last && nextLookIn(rolloutAsRun(rollout, last), last.record);
    const pause = Math.max(Math.min(due ?? LONGEST_PAUSE, LONGEST_PAUSE), SHORTEST_PAUSE);
    await clock.sleep(Math.min(pause, end - clock.monotonic()), signal);
  }
  return last;
}

/** Nothing happens any more without a person. */
export function isSettled({ record }: StoredRollout): boolean {
  const by = record.pause?.by;
  return isOver(record) || by === 'person' || by === 'check' || by === 'unknown';
}
