/** A rollout that has just begun in a store of its own, and what a reconcile of it needs from outside. */
import { onTestFinished } from 'vitest';

import type { Json } from '../../src/plan/audit.ts';
import { FALSE, TRUE } from '../../src/plan/kleene.ts';
import type { Request } from '../../src/runtime/core/rollout/turn.ts';
import { requestPrefix } from '../../src/runtime/engine/rollout/reconcile.ts';
import {
  jsonOfStored,
  rolloutKey,
  startStored,
  storedOf,
  type StoredRollout,
} from '../../src/runtime/engine/rollout/stored.ts';
import type { Observed, RolloutWorld } from '../../src/runtime/engine/rollout/world.ts';
import type { StateStore } from '../../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import { rolloutWith } from './rollout-walk.ts';
import { VirtualClock } from './virtual-clock.ts';

export const identity = { policy: 'shop', rollout: 'main', env: 'prod' };
export const rollout = rolloutWith();
export const observedWell: Observed = { checks: { passed: TRUE, trigger: FALSE, why: '' } };

const ann = { name: 'ann', verified: false };

export interface Begun {
  readonly clock: VirtualClock;
  readonly store: StateStore;
  readonly world: RolloutWorld;
  readonly stored: () => Promise<StoredRollout>;
  /** Keeps what somebody asks for. */
  readonly ask: (request: Request) => Promise<unknown>;
  /** The whole log. */
  readonly entries: () => Promise<readonly Readonly<Record<string, string>>[]>;
}

/** `parts` are of the world; what is not said of it is well. The store ends with the test. */
export async function begun(
  parts: Pick<RolloutWorld, 'driver'> & Partial<RolloutWorld>,
  mode: 'enforce' | 'shadow' = 'enforce',
): Promise<Begun> {
  const clock = new VirtualClock();
  const opened = await openSqliteStore(':memory:', { clock });
  onTestFinished(() => opened.close());
  const store = outside(opened, clock);
  const moment = () =>
    Promise.resolve({ wall: clock.now(), monotonic: clock.monotonic(), boot: 'b', took: 0 });
  const start = startStored(undefined, {
    identity,
    attempt: 'a',
    digest: 'd',
    release: { version: 'v1' },
    actor: 'ann',
    mode,
    set: [],
    moment: await moment(),
    live: { roles: rollout.traffic.roles },
  });
  const key = rolloutKey(identity);
  await store.commit({ writes: [{ key, version: 0, value: jsonOfStored(start) }] });
  return {
    clock,
    store,
    world: {
      state: store,
      actor: ann,
      holder: 'one',
      isGone: () => false,
      identify: () => Promise.resolve(undefined),
      clock,
      moment,
      observe: (_, _record, needs) => Promise.resolve(needs.checks ? observedWell : {}),
      perform: () => Promise.resolve({ reports: [] }),
      freezes: () => Promise.resolve({}),
      ...parts,
    },
    stored: async () => storedOf((await store.read(key))?.value ?? null),
    ask: (request) => {
      const value = { request, actor: ann } as unknown as Json;
      return store.commit({ writes: [{ key: `${requestPrefix(identity)}1`, version: 0, value }] });
    },
    entries: async () =>
      (await store.entriesAfter(0, 1_000)).map(({ text }) => JSON.parse(text) as Record<string, string>),
  };
}

/** No time passes while the store works. */
function outside(store: StateStore, clock: VirtualClock): StateStore {
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: readonly unknown[]) => Promise<unknown>;
      return (...args: readonly unknown[]) => clock.outside(method(...args));
    },
  });
}
