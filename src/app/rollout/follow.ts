/** Looks at a rollout again and again until it is over, or needs a person. */
import { nextLookIn } from '../../runtime/core/rollout/next-look.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { type Reconciled, reconcile } from '../../runtime/engine/rollout/reconcile.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import { dueSteps } from '../../runtime/engine/rollout/steps.ts';
import { rolloutAsRun, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { isGoingBack } from '../../runtime/engine/rollout/tiers.ts';
import type { Clock } from '../../runtime/ports/index.ts';
import type { OpenRollout } from './open.ts';

/** Somebody may ask for something in between. */
const LONGEST_PAUSE = 2_000;
const SHORTEST_PAUSE = 50;
/** On a way back the next tier may be due, or the next of a group. */
const PAUSE_GOING_BACK = 500;

export interface FollowOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** What happened since it was last asked, whoever did it: others may look after the rollout too. */
  readonly changes: () => Promise<readonly EventBody[]>;
  /** Monotonic time at which it ends, whatever the rollout does. */
  readonly end?: number;
  /** When there is nothing left to follow; else when it is settled. */
  readonly until?: (stored: StoredRollout) => boolean;
}

/** The last that was seen of it; undefined when it was never looked at. */
export async function follow(open: OpenRollout, options: FollowOptions): Promise<StoredRollout | undefined> {
  const { clock, signal, end = Infinity, until = isSettled } = options;
  let last: StoredRollout | undefined;
  while (clock.monotonic() < end) {
    const result = await lookOnce(open, options);
    if (result.kind === 'absent') return undefined;
    if (result.kind === 'looked') {
      last = result.stored;
      if (until(last)) return last;
    }
    const next = Math.min(nextLookAt(open, result, last), end);
    await clock.sleep(Math.max(next - clock.monotonic(), 0), signal);
  }
  return last;
}

/** One reconcile, with the events that tell of it. Without `changes` those are told that it made itself. */
export async function lookOnce(
  { world, rollout, identity }: OpenRollout,
  { signal, emit, changes }: Pick<FollowOptions, 'signal' | 'emit'> & Partial<Pick<FollowOptions, 'changes'>>,
): Promise<Reconciled> {
  const name = nameOf(identity);
  const result = await reconcile(world, rollout, identity, signal);
  for (const event of (await changes?.()) ?? ownChanges(result, name)) emit(event);
  if (result.kind === 'held') emit({ type: 'rollout.held', name, by: result.by.holder });
  if (result.kind === 'looked') emit({ type: 'rollout.status', status: statusOf(result.stored, rollout) });
  return result;
}

function ownChanges(result: Reconciled, name: string): readonly EventBody[] {
  const events = result.kind === 'looked' ? result.events : [];
  return events.map((change) => ({ type: 'rollout.changed', name, change }));
}

/**
 * When something is due, on the monotonic clock. It counts from when the look began: what a probe needs to measure is part
 * of the time between two checks.
 */
export function nextLookAt(
  { rollout, world }: OpenRollout,
  result: Reconciled,
  last = result.kind === 'looked' ? result.stored : undefined,
): number {
  const now = world.clock.monotonic();
  const began = result.kind === 'looked' ? result.stored.moment.monotonic : now;
  const due = last && nextLookIn(rolloutAsRun(rollout, last), last.record);
  const isInTurn = last?.record.latch !== undefined && last.record.waits.some((wait) => wait.for === 'group');
  const longest = last && (isInTurn || isGoingBack(world, last)) ? PAUSE_GOING_BACK : LONGEST_PAUSE;
  return Math.max(Math.min(began + (due ?? longest), now + longest), now + SHORTEST_PAUSE);
}

/** Nothing happens any more without a person. */
export function isSettled(stored: StoredRollout): boolean {
  const by = stored.record.pause?.by;
  return isDone(stored) || by === 'person' || by === 'check' || by === 'unknown';
}

/** Nothing happens any more, but for what watches a completed rollout. */
export function isDone(stored: StoredRollout): boolean {
  return isOver(stored.record) && !dueSteps(stored);
}
