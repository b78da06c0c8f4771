/** Asks the driver for a change that is safe in the store. */
import type { Intent } from '../../core/rollout/record.ts';
import { DriverFailure } from '../../failure.ts';
import type { Lease } from './lease.ts';
import type { StoredRollout } from './stored.ts';
import type { RolloutWorld } from './world.ts';

export interface DriveTerms {
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** By the store's clock: no rise from then on. */
  readonly closes?: number;
}

class Closed extends Error {
  override readonly name = 'Closed';
}

/**
 * Why it failed, if it did; what became of it is read back. That it failed is no reason to believe that nothing changed.
 * Rejects with `LeaseLost` before anything is asked under a lease that was lost.
 */
export async function drive(
  { driver, state, clock }: RolloutWorld,
  { roles, mode }: StoredRollout,
  intent: Intent,
  { lease, signal, closes }: DriveTerms,
): Promise<string | undefined> {
  if (mode === 'shadow') return undefined;
  const { id, from, to, verb } = intent;
  const over = new AbortController();
  const closed = new AbortController();
  try {
    if (closes !== undefined) {
      const asked = clock.monotonic();
      const end = asked + closes - (await state.now());
      const left = end - clock.monotonic();
      if (left <= 0) throw new Closed('a freeze has closed meanwhile');
      clock.sleep(left, over.signal).then(
        () => closed.abort(new Closed('a freeze closed while the driver was asked')),
        () => undefined, // It was answered before.
      );
    }
    lease.assertHeld();
    const fence = { epoch: lease.fence.epoch, intent: id };
    const stop = AbortSignal.any([signal, lease.lost, closed.signal]);
    await driver.shift({ roles, weight: to, from, verb, fence }, stop);
    return undefined;
  } catch (error) {
    if (error instanceof DriverFailure || error instanceof Closed) return error.message;
    throw error;
  } finally {
    over.abort();
  }
}
