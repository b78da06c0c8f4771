/**
 * The lease of a target while somebody looks at it. It is short, so that whoever dies is soon followed, and is renewed for as
 * long as the look takes. It keeps others away; it does not make anything safe that comes late: commits and drivers that can
 * are fenced by its epoch.
 */
import { StoreFailure } from '../../failure.ts';
import type { Fence, LeaseHolder } from '../../ports/stores.ts';
import type { RolloutWorld } from './world.ts';

/** Milliseconds: several renewals may fail before it runs out. */
const TTL = 5_000;
const RENEWAL = 1_500;

type LeaseWorld = Pick<RolloutWorld, 'state' | 'clock' | 'holder' | 'isGone'>;

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export class Lease {
  readonly fence: Fence;
  readonly #world: LeaseWorld;
  readonly #lost = new AbortController();
  /** By this machine's clock: until when the store will not give it to another. */
  #until: number;

  /** `asked`: monotonic time before the store was asked for it. */
  constructor(world: LeaseWorld, fence: Fence, asked: number) {
    this.#world = world;
    this.fence = fence;
    this.#until = asked + TTL;
  }

  /** Aborted with `LeaseLost` once it is known to be lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Throws `LeaseLost`. Asked right before whatever only its holder may do. */
  assertHeld(): void {
    if (this.#world.clock.monotonic() >= this.#until) this.#lose();
    this.lost.throwIfAborted();
  }

  /** Does not reject. */
  async renewUntil(over: AbortSignal): Promise<void> {
    const { clock, state } = this.#world;
    while (!this.lost.aborted && (await slept(clock, over))) {
      const asked = clock.monotonic();
      try {
        if (await state.renew(this.fence, TTL)) this.#until = asked + TTL;
        else this.#lose();
      } catch (error) {
        if (!(error instanceof StoreFailure)) this.#lost.abort(error);
        // It is tried again until it has run out.
        else if (clock.monotonic() >= this.#until) this.#lose();
      }
    }
  }

  #lose(): void {
    this.#lost.abort(new LeaseLost(`the lease ${this.fence.lease} was lost`));
  }
}

/** False where there is nothing more to wait for. */
function slept(clock: LeaseWorld['clock'], over: AbortSignal): Promise<boolean> {
  return clock.sleep(RENEWAL, over).then(
    () => true,
    () => false,
  );
}

/** Does the work while the lease is held. */
export async function underLease<T>(
  world: LeaseWorld,
  name: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T | { readonly kind: 'held'; readonly by: LeaseHolder }> {
  const asked = world.clock.monotonic();
  const taken = await take(world, name);
  if (!taken.acquired) return { kind: 'held', by: taken.heldBy };
  const lease = new Lease(world, { lease: name, epoch: taken.lease.epoch }, asked);
  const over = new AbortController();
  const renewed = lease.renewUntil(over.signal);
  try {
    return await work(lease);
  } finally {
    over.abort();
    await renewed;
    await world.state.release(lease.fence);
  }
}

/** From a process that has died it is taken at once: what it began is found in the store, as after a lease that ran out. */
async function take({ state, holder, isGone }: LeaseWorld, name: string) {
  const taken = await state.acquire(name, holder, TTL);
  if (taken.acquired || !isGone(taken.heldBy.holder)) return taken;
  await state.release({ lease: name, epoch: taken.heldBy.epoch });
  return state.acquire(name, holder, TTL);
}
