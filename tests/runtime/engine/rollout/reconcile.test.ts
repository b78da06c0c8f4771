/** One reconcile against a real store, with a driver and observations that are the test's. */
import { describe, expect, test } from 'vitest';
import { FALSE } from '../../../../src/plan/kleene.ts';
import { unknown } from '../../../../src/plan/value.ts';
import type { Request } from '../../../../src/runtime/core/rollout/turn.ts';
import { deployedIn } from '../../../../src/runtime/engine/deployed.ts';
import { reconcile } from '../../../../src/runtime/engine/rollout/reconcile.ts';
import { type StoredRollout } from '../../../../src/runtime/engine/rollout/stored.ts';
import type { Freezes, Observed, RolloutWorld } from '../../../../src/runtime/engine/rollout/world.ts';
import type { World } from '../../../../src/runtime/engine/world.ts';
import { StoreFailure } from '../../../../src/runtime/failure.ts';
import type { StateStore } from '../../../../src/runtime/ports/stores.ts';
import type { Shift } from '../../../../src/runtime/ports/traffic.ts';
import { FakeDriver } from '../../../support/fake-driver.ts';
import { begun, identity, observedWell, rollout } from '../../../support/reconcile.ts';
import { minute, rolloutWith } from '../../../support/rollout-walk.ts';
import type { VirtualClock } from '../../../support/virtual-clock.ts';

const { signal } = new AbortController();

interface Bench {
  readonly clock: VirtualClock;
  readonly store: StateStore;
  readonly driver: FakeDriver;
  readonly world: RolloutWorld;
  readonly look: (world?: RolloutWorld) => ReturnType<typeof reconcile>;
  readonly stored: () => Promise<StoredRollout>;
  readonly types: () => Promise<readonly string[]>;
  readonly ask: (request: Request) => Promise<unknown>;
  /** What the next looks see. */
  observed: Observed;
  freezes: Freezes;
}

async function bench(planned = rollout): Promise<Bench> {
  const driver = new FakeDriver();
  const sight: Pick<Bench, 'observed' | 'freezes'> = { observed: observedWell, freezes: {} };
  const { world, entries, ...rest } = await begun({
    driver,
    isGone: (holder) => holder === 'dead',
    identify: ({ actor, proof }) =>
      Promise.resolve(proof === undefined ? undefined : { name: actor.name, groups: ['sre'] }),
    observe: (_, _record, needs) => Promise.resolve(needs.checks ? sight.observed : {}),
    freezes: () => Promise.resolve(sight.freezes),
  });
  return Object.assign(sight, {
    ...rest,
    driver,
    world,
    look: (other = world) => reconcile(other, planned, identity, signal),
    types: async () => (await entries()).map(({ type = '' }) => type),
  });
}

/** What happens between the commit of a change and its answer. */
function committing(it: Bench, happens: () => Promise<unknown>): RolloutWorld {
  return {
    ...it.world,
    state: {
      ...it.store,
      commit: async (commit) => {
        const outcome = await it.store.commit(commit);
        if (commit.audit?.some(({ type }) => type === 'rollout.shift.intended')) await happens();
        return outcome;
      },
    },
  };
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

test('clocks that are apart are told once in a start, and kept', async () => {
  const it = await bench();
  const skewed = (skew: number) => ({
    ...it.world,
    moment: async () => ({ ...(await it.world.moment()), skew }),
  });
  await it.look(skewed(-5_000));
  expect(await it.types()).not.toContain('rollout.clocks.apart');
  for (const world of [skewed(-12_000), it.world, skewed(12_000)]) await it.look(world);
  const told = (await it.types()).filter((type) => type === 'rollout.clocks.apart');
  expect(told).toHaveLength(1);
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

  /** So long a look takes. */
  const slow = (
    it: Bench,
    ms: number,
    then: () => Promise<unknown> = () => Promise.resolve(),
  ): RolloutWorld => ({
    ...it.world,
    freezes: async () => {
      await it.clock.sleep(ms);
      await then();
      return {};
    },
  });

  test('is renewed while a look takes long', async () => {
    const it = await bench();
    const tries = async () => {
      await it.clock.sleep(minute);
      return it.store.acquire('target/fake', 'two', minute);
    };
    const [looked, other] = await it.clock.run(Promise.all([it.look(slow(it, 2 * minute)), tries()]));
    expect(looked).toMatchObject({ kind: 'looked' });
    expect(other).toMatchObject({ acquired: false, heldBy: { holder: 'one' } });
  });

  test('that was taken away in between lets nothing be written', async () => {
    const it = await bench();
    const taken = async () => {
      await it.store.release({ lease: 'target/fake', epoch: 1 });
      await it.store.acquire('target/fake', 'two', minute);
    };
    const result = await it.clock.run(it.look(slow(it, 0, taken)));
    expect(result).toMatchObject({ kind: 'refused', refusal: { kind: 'fence' } });
    expect((await it.stored()).record.intent).toBeUndefined();
    expect(it.driver.told).toEqual([]);
  });

  test('that was taken away after the commit lets nothing be asked of the driver', async () => {
    const it = await bench();
    const world = committing(it, async () => {
      await it.store.release({ lease: 'target/fake', epoch: 1 });
      await it.clock.sleep(2_000);
    });
    expect(await it.clock.run(it.look(world))).toMatchObject({ kind: 'refused', refusal: { kind: 'fence' } });
    expect(it.driver.told).toEqual([]);
    expect((await it.stored()).record.intent).toMatchObject({ to: 10 });
  });

  test('that could not be renewed in time lets nothing be asked of the driver', async () => {
    const it = await bench();
    const world = committing(it, () => it.clock.sleep(6_000));
    world.state.renew = () => Promise.reject(new StoreFailure('the connection was lost'));
    expect(await it.clock.run(it.look(world))).toMatchObject({ kind: 'refused', refusal: { kind: 'fence' } });
    expect(it.driver.told).toEqual([]);
  });

  test('that is lost while the driver is asked ends the change', async () => {
    const it = await bench();
    let stopped: unknown;
    it.driver.shift = async (_, signal) => {
      await it.store.release({ lease: 'target/fake', epoch: 1 });
      await it.clock.sleep(minute, signal).catch((error: unknown) => {
        stopped = error;
        throw error;
      });
    };
    expect(await it.clock.run(it.look())).toMatchObject({ kind: 'refused' });
    expect(stopped).toMatchObject({ name: 'LeaseLost' });
  });

  test('of a process that has died is taken at once', async () => {
    const it = await bench();
    await it.store.acquire('target/fake', 'dead', minute);
    expect(await it.look()).toMatchObject({ kind: 'looked' });
    expect(it.driver.told).toEqual(['green 10']);
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

describe('a freeze that closes after the commit of a rise', () => {
  /** It closes in so many milliseconds. */
  async function closing(ms: number): Promise<Bench> {
    const it = await bench();
    it.freezes = { nextStart: it.clock.now() + ms };
    return it;
  }

  test('keeps the driver from being asked', async () => {
    const it = await closing(1_000);
    const world = committing(it, async () => {
      await it.clock.sleep(1_000);
      it.freezes = { starts: { freeze: 'nights', why: 'frozen', inFlight: 'pause' } };
    });
    expect(await it.clock.run(it.look(world))).toMatchObject({
      stored: {
        record: { weight: 0, intent: { to: 10 }, waits: [{ for: 'freeze' }] },
        sight: { trouble: 'a freeze has closed meanwhile' },
      },
    });
    expect(it.driver.told).toEqual([]);
  });

  test('ends a change that is under way', async () => {
    const it = await closing(1_000);
    it.driver.shift = (_, signal) => {
      it.freezes = { starts: { freeze: 'nights', why: 'frozen', inFlight: 'pause' } };
      return it.clock.sleep(minute, signal);
    };
    expect(await it.clock.run(it.look())).toMatchObject({
      stored: { sight: { trouble: 'a freeze closed while the driver was asked' } },
    });
  });
});

test('an eviction of nobody whom the weights show is done all the same', async () => {
  const it = await bench();
  await it.look();
  it.driver.weights = { blue: 100, green: 0 };
  it.driver.evicted = false;
  const dying = (shift: Shift) => {
    if (shift.verb === 'evict') throw new Error('the process dies here');
  };
  it.driver.beforeShift = dying;
  await it.ask({ kind: 'abort', why: 'a fault' });
  await expect(it.look()).rejects.toThrow('dies');
  expect((await it.stored()).record).toMatchObject({ intent: { to: 0, verb: 'evict' } });
  it.driver.beforeShift = () => undefined;
  expect(await it.look()).toMatchObject({ stored: { record: { phase: 'rolled_back' } } });
  expect(it.driver.told).toEqual(['green 10', 'green 0 evict']);
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

test('what completes is told to other environments, and what goes wrong with it then', async () => {
  const it = await bench(rolloutWith({ finish: { promote: 'swap', keep: 60 * minute } }));
  const health = async () => {
    const world = { release: {}, stores: () => Promise.resolve({ state: it.store }) } as unknown as World;
    const { version, healthy_for: healthy } = await deployedIn(world, 'shop', 'prod');
    return [version, healthy];
  };
  const never = unknown('nothing was completed in `prod`');
  expect(await health()).toEqual([never, never]);
  for (let count = 0; (await it.stored()).record.phase !== 'completed'; count++) {
    expect(count).toBeLessThan(100);
    await it.clock.run(it.clock.sleep(minute));
    await it.look();
  }
  await it.clock.run(it.clock.sleep(minute));
  expect(await health()).toEqual(['v1', minute]);
  it.observed = { checks: { passed: FALSE, trigger: FALSE, why: '9 % errors' } };
  await it.look();
  expect(await health()).toEqual([
    unknown('v1 was rolled back: 9 % errors'),
    unknown('v1 was rolled back: 9 % errors'),
  ]);
});
