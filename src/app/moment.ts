/** The two clocks by which time is credited to a rollout, and which boot of which machine one of them belongs to. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Moment } from '../runtime/core/rollout/credit.ts';
import type { Clock } from '../runtime/ports/index.ts';
import type { LimitStore } from '../runtime/ports/stores.ts';

/** Where the system does not say, a process knows only itself. */
const boot = `${hostname()} ${bootId() ?? randomUUID()}`;

/** The wall clock is the store's, the same for everyone who uses it; the other counts from the boot. This machine's tells how far the two are apart. */
export async function momentOf(
  store: Pick<LimitStore, 'now'>,
  clock: Pick<Clock, 'monotonic' | 'now'>,
): Promise<Moment> {
  const monotonic = Math.floor(clock.monotonic());
  const here = clock.now();
  const wall = await store.now();
  const took = Math.ceil(clock.monotonic()) - monotonic;
  // The store's clock was read at some time in between.
  const skew = wall < here ? wall - here : Math.max(0, wall - here - took);
  return { wall, monotonic, took, boot, ...(skew !== 0 && { skew }) };
}

function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined; // another system than Linux
  }
}
