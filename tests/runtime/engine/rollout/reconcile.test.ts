/** One reconcile against a real store, with a driver and observations that are the test's. */
import { onTestFinished, describe, expect, test } from 'vitest';
import { FALSE, TRUE } from '../../../../src/plan/kleene.ts';
import { reconcile } from '../../../../src/runtime/engine/rollout/reconcile.ts';
import {
  jsonOfStored,
  rolloutKey,
  startStored,
  storedOf,
  type StoredRollout,
} from '../../../../src/runtime/engine/rollout/stored.ts';
import type { Freezes, Observed, RolloutWorld } from '../../../../src/runtime/engine/rollout/world.ts';
import type { StateStore } from '../../../../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { FakeDriver } from '../../../support/fake-driver.ts';
import { minute, rolloutWith } from '../../../support/rollout-walk.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const identity = { policy: 'shop', rollout: 'main', env: 'prod' };
const rollout = rolloutWith();
const { signal } = new AbortController();

interface Bench {
  readonly clock: VirtualClock;
  readonly store: StateStore;
  readonly driver: FakeDriver;
  readonly world: RolloutWorld;
  readonly look: (world?: RolloutWorld) => ReturnType<typeof reconcile>;
  readonly stored: () => Promise<StoredRollout>;
  readonly types: () => Promise<readonly string[]>;
  /** What the next looks see. */
  observed: Observed;
  freezes: Freezes;
}

async function bench(): Promise<Bench> {
  const clock = new VirtualClock();
  const store = await openSqliteStore(':memory:', { clock });
  onTestFinished(() => store.close());
  const driver = new FakeDriver();
  const moment = () =>
    Promise.resolve({ wall: clock.now(), monotonic: clock.monotonic(), boot: 'b', took: 0 });
  const it: Bench = {
    clock,
    store,
    driver,
    observed: { checks: { passed: TRUE, trigger: FALSE, why: '' } },
    freezes: {},
    world: {
      state: store,
      driver,
      actor: { name: 'ann', verified: false },
      holder: 'one',
      moment,
      observe: (_, _record, needs) => Promise.resolve(needs.checks ? it.observed : {}),
      perform: () => Promise.resolve({ reports: [] }),
      freezes: () => Promise.resolve(it.freezes),
    },
    look: (world = it.world) => reconcile(world, rollout, identity, signal),
    stored: async () => storedOf((await store.read(rolloutKey(identity)))?.value ?? null),
    async types() {
      const entries = await store.entriesAfter(0, 1_000);
      return entries.map(({ text }) => (JSON.parse(text) as { readonly type: string }).type);
    },
  };
  const start = startStored(undefined, {
    identity,
    attempt: 'a',
    digest: 'd',
    release: { version: 'v1' },
    actor: 'ann',
    mode: 'enforce',
    set: [],
    moment: await moment(),
    live: { roles: rollout.traffic.roles },
  });
  await store.commit({ writes: [{ key: rolloutKey(identity), version: 0, value: jsonOfStored(start) }] });
  return it;
}

test('a change is safe in the store before the driver is asked for it', async () => {
  const it = await bench();
  const seen: (number | undefined)[] = [];
  it.driver.beforeShift = () => {
    throw new Error('the process dies here');
  };
  await expect(it.look()).rejects.toThrow('dies');
  seen.push((await it.stored()).record.intent?.to);
  expect(seen).toEqual([10]);
  it.driver.beforeShift = () => undefined;
  expect(await it.look()).toMatchObject({ kind: 'looked', stored: { record: { weight: 10 } } });
  expect(it.driver.told).toEqual(['green 10']);
});

test('what the driver did although it said otherwise counts once it is read back', async () => {
  const it = await bench();
  it.driver.beforeShift = ({ weight }) => {
    it.driver.weights = { blue: 100 - weight, green: weight };
    it.driver.deaf = 'the answer was lost';
  };
  expect(await it.look()).toMatchObject({ stored: { record: { weight: 10, phase: 'observing' } } });
});

test('what the driver did not do is asked for once in a look, and told', async () => {
  const it = await bench();
  it.driver.deaf = 'permission denied';
  const result = await it.look();
  expect(result).toMatchObject({
    stored: {
      record: { weight: 0, intent: { to: 10 } },
      sight: { traffic: 0, trouble: 'permission denied' },
    },
  });
});

describe('the lease of the traffic', () => {
  test('is held by one', async () => {
    const it = await bench();
    await it.store.acquire('target/fake', 'two', minute);
    expect(await it.look()).toMatchObject({ kind: 'held', by: { holder: 'two' } });
    expect(it.driver.told).toEqual([]);
  });

  test('is free after a look, also after one that failed', async () => {
    const it = await bench();
    it.driver.beforeShift = () => {
      throw new Error('a fault');
    };
    await expect(it.look()).rejects.toThrow('a fault');
    expect(await it.store.leaseOf('target/fake')).toBeUndefined();
  });

  test('that was lost in between lets nothing be written', async () => {
    const it = await bench();
    const slow: RolloutWorld = {
      ...it.world,
      freezes: async () => {
        await it.clock.run(it.clock.sleep(2 * minute));
        await it.store.acquire('target/fake', 'two', minute);
        return {};
      },
    };
    expect(await it.look(slow)).toMatchObject({ kind: 'refused', refusal: { kind: 'fence' } });
    expect((await it.stored()).record.intent).toBeUndefined();
    expect(it.driver.told).toEqual([]);
  });
});

describe('a freeze that closes while it looks', () => {
  test('keeps the first rise back, where it is one of starts', async () => {
    const it = await bench();
    it.freezes = { nextStart: it.clock.now() };
    expect(await it.look()).toMatchObject({ kind: 'refused', refusal: { kind: 'late' } });
    expect(it.driver.told).toEqual([]);
  });

  test('keeps each rise after it back, where it is one of promotions', async () => {
    const it = await bench();
    it.freezes = { next: it.clock.now() };
    await it.look();
    for (let minutes = 0; minutes < 12; minutes++) {
      await it.clock.run(it.clock.sleep(minute));
      it.freezes = { next: it.clock.now() };
      await it.look();
    }
    expect(it.driver.told).toEqual(['green 10']);
  });
});

test('a release that went back after a failed check is in quarantine with the same write', async () => {
  const it = await bench();
  await it.look();
  it.observed = { checks: { passed: FALSE, trigger: FALSE, why: 'errors 3 % is not < 1 %' } };
  await it.clock.run(it.clock.sleep(minute));
  const result = await it.look();
  expect(result).toMatchObject({ stored: { record: { phase: 'rolled_back', weight: 0 } } });
  expect(it.driver.told).toEqual(['green 10', 'green 0 evict']);
  expect(await it.store.list('quarantine/')).toMatchObject([
    { key: 'quarantine/shop//prod/v1', value: { why: 'errors 3 % is not < 1 %', version: 'v1' } },
  ]);
  expect(await it.types()).toContain('rollout.rolled_back');
});

test('one that is not there is absent', async () => {
  const it = await bench();
  expect(await reconcile(it.world, rollout, { ...identity, env: 'dev' }, signal)).toEqual({ kind: 'absent' });
});
