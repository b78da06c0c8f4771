/** A way back over tiers, against a real store, with drivers that are the test's. */
import { describe, expect, test } from 'vitest';

import { reconcile } from '../../../../src/runtime/engine/rollout/reconcile.ts';
import { type StoredRollout } from '../../../../src/runtime/engine/rollout/stored.ts';
import type { Tier } from '../../../../src/runtime/engine/rollout/tiers.ts';
import { DriverFailure } from '../../../../src/runtime/failure.ts';
import { FakeDriver } from '../../../support/fake-driver.ts';
import { begun, identity, rollout } from '../../../support/reconcile.ts';

const { signal } = new AbortController();

class NamedDriver extends FakeDriver {
  override readonly target: string;

  constructor(target: string) {
    super();
    this.target = target;
    this.weights = { blue: 20, green: 80 };
  }
}

interface Bench {
  readonly own: FakeDriver;
  readonly flag: NamedDriver;
  readonly route: NamedDriver;
  readonly look: (after?: number) => Promise<StoredRollout>;
  /** `tier.failed: flag, …`, of tiers alone. */
  readonly told: () => Promise<readonly string[]>;
}

/** A rollout at 10 % that somebody aborts. */
async function aborted(
  tiers: (drivers: Pick<Bench, 'own' | 'flag' | 'route'>) => readonly Tier[],
  mode: 'enforce' | 'shadow' = 'enforce',
): Promise<Bench> {
  const drivers = { own: new FakeDriver(), flag: new NamedDriver('flag'), route: new NamedDriver('route') };
  const { clock, world, stored, ask, entries } = await begun(
    { driver: drivers.own, tiers: tiers(drivers) },
    mode,
  );
  const look = async (after = 0): Promise<StoredRollout> => {
    if (after > 0) await clock.run(clock.sleep(after));
    await reconcile(world, rollout, identity, signal);
    return stored();
  };
  await look();
  await ask({ kind: 'abort', why: 'wrong' });
  return {
    ...drivers,
    look,
    told: async () =>
      (await entries()).flatMap(({ type, why, from, to }) =>
        type?.startsWith('rollout.tier') ? [`${type.slice(8)}: ${from ?? to}, ${why}`] : [],
      ),
  };
}

function tier(driver: FakeDriver, within?: number): Tier {
  return {
    kind: driver.target,
    ...(within !== undefined && { within }),
    roles: (roles) => roles,
    driver: () => Promise.resolve(driver),
  };
}

const both = ({ flag, route }: Pick<Bench, 'flag' | 'route'>) => [tier(flag, 60_000), tier(route)];

describe('a tier', () => {
  test('counts once it is read back, and the others are left alone', async () => {
    const it = await aborted(both);
    const stored = await it.look(250);
    expect(stored.record).toMatchObject({ phase: 'rolled_back', weight: 0 });
    expect(stored.back?.used).toEqual({ tier: 'flag', took: 0 });
    expect(it.flag.told).toEqual(['green 0 evict']);
    expect(it.own.told).toEqual(['green 10', 'green 0 evict']);
    expect(it.route.told).toEqual([]);
    expect(await it.told()).toEqual(['tier.used: flag, it took everybody out in 0 ms']);
  });

  test('has its time, and then the next begins', async () => {
    const it = await aborted(both);
    it.own.deaf = 'own is down';
    it.flag.deaf = 'flag is down';
    let stored = await it.look();
    expect(stored).toMatchObject({
      record: { phase: 'rolling_back' },
      back: { tier: 0, from: 80 },
      sight: { trouble: 'flag: flag is down; own is down' },
    });
    stored = await it.look(59_999);
    expect(stored.back?.tier).toBe(0);
    expect(it.route.told).toEqual([]);
    stored = await it.look(1);
    expect(stored.record.phase).toBe('rolled_back');
    expect(stored.back?.used).toEqual({ tier: 'route', took: 60_000 });
    expect(await it.told()).toEqual([
      'tier.failed: flag, not within 1 min: its canary takes 80 %',
      'tier.used: route, it took everybody out in 1 min',
    ]);
  });

  test('that cannot be read is given up after its time', async () => {
    const it = await aborted(both);
    it.own.deaf = 'own is down';
    it.flag.unreadable = 'flag is gone';
    await it.look();
    const stored = await it.look(60_000);
    expect(stored.back?.used?.tier).toBe('route');
    expect((await it.told())[0]).toBe('tier.failed: flag, not within 1 min: flag is gone');
  });

  test('that took nobody before takes nobody out', async () => {
    const it = await aborted(both);
    it.own.deaf = 'own is down';
    it.flag.weights = { blue: 100, green: 0 };
    const stored = await it.look();
    expect(stored.back?.used?.tier).toBe('route');
    expect((await it.told())[0]).toContain('it took nobody before');
  });

  test('that cannot be opened is one that failed', async () => {
    const it = await aborted(({ route }) => [
      { ...tier(route, 1000), driver: () => Promise.reject(new DriverFailure('no such place')) },
      tier(route),
    ]);
    it.own.deaf = 'own is down';
    expect((await it.look()).sight?.trouble).toContain('no such place');
    expect((await it.look(1000)).back?.used?.tier).toBe('route');
  });

  test('that is the last is not given up', async () => {
    const it = await aborted(({ flag }) => [tier(flag, 1000)]);
    it.own.deaf = 'own is down';
    it.flag.deaf = 'flag is down';
    for (let count = 0; count < 3; count++) await it.look(5000);
    expect(await it.told()).toEqual(['tier.failed: flag, not within 1 s: its canary takes 80 %']);
    it.flag.deaf = undefined;
    expect((await it.look(1000)).back?.used?.tier).toBe('flag');
  });
});

describe("the rollout's own traffic", () => {
  test('counts as well, where it is none of the tiers', async () => {
    const it = await aborted(both);
    it.flag.deaf = 'flag is down';
    const stored = await it.look();
    expect(stored.record.phase).toBe('rolled_back');
    expect(stored.back?.used?.tier).toBe('own traffic');
    expect(it.own.weights['green']).toBe(0);
  });

  test('waits for its turn where it is a tier', async () => {
    const it = await aborted(({ flag, own }) => [tier(flag, 60_000), tier(own)]);
    it.flag.deaf = 'flag is down';
    await it.look();
    expect(it.own.told).toEqual(['green 10']);
    const stored = await it.look(60_000);
    expect(it.own.told).toEqual(['green 10', 'green 0 evict', 'green 0 evict']);
    expect(stored).toMatchObject({ record: { phase: 'rolled_back' }, back: { used: { tier: 'fake' } } });
  });

  test('follows as soon as a tier before it has counted', async () => {
    const it = await aborted(({ flag, own }) => [tier(flag, 60_000), tier(own)]);
    const stored = await it.look();
    expect(stored.back?.used?.tier).toBe('flag');
    expect(it.own.told).toEqual(['green 10', 'green 0 evict']);
  });
});

test('in shadow no tier is asked', async () => {
  const it = await aborted(both, 'shadow');
  expect((await it.look()).record.phase).toBe('rolled_back');
  expect([...it.flag.told, ...it.route.told, ...it.own.told]).toEqual([]);
});

test('a process that dies in the middle is followed by one that goes on', async () => {
  const it = await aborted(both);
  it.own.deaf = 'own is down';
  it.flag.beforeShift = () => {
    throw new Error('the process dies here');
  };
  await expect(it.look()).rejects.toThrow('dies');
  it.flag.beforeShift = () => undefined;
  const stored = await it.look(2000);
  expect(stored).toMatchObject({
    record: { phase: 'rolled_back' },
    back: { used: { tier: 'flag', took: 2000 } },
  });
});
