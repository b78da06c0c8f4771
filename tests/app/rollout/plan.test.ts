import { describe, expect, test, vi } from 'vitest';
import { apply, plan } from '../../../src/app/index.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

/** `10 % 10:00:00 10:00:12`, with the causes of its waits. */
async function timeline(policy: string): Promise<readonly string[]> {
  const { host, request } = await canary(policy);
  const { forecast } = await host.clock.run(plan(request('v1'), host));
  const clock = (at: number | undefined) =>
    at === undefined ? '?' : new Date(at).toISOString().slice(11, 19);
  return (forecast?.stages ?? []).map(({ weight, earliestStart, earliestEnd, waits }) =>
    [weight, clock(earliestStart), clock(earliestEnd), ...waits.map((wait) => wait.for)].join(' '),
  );
}

const freezeAt = (between: string, more = '') =>
  `freezes:\n  noon: { every: day, between: ${between}, timezone: UTC${more} }\n`;

describe('the timeline of a plan', () => {
  test('is the sum of the holds', async () => {
    expect(await timeline(canaryPolicy)).toEqual([
      '10 10:00:00 10:00:12',
      '50 10:00:12 10:00:24',
      '100 10:00:24 10:00:36',
    ]);
  });

  test('tells of rises that are too near, and of a freeze on the way', async () => {
    const dwell = canaryPolicy.replace('    checks:', '    dwell: 50s\n    checks:');
    expect(await timeline(dwell + freezeAt('10:01-11:00', ', blocks: [promote]'))).toEqual([
      '10 10:00:00 10:00:50',
      '50 10:00:50 11:00:12 dwell',
      '100 11:00:12 11:00:24 freeze',
    ]);
  });

  test('begins when a freeze lifts that stops it now', async () => {
    const [first] = await timeline(canaryPolicy + freezeAt('09:00-12:30'));
    expect(first).toBe('10 12:30:00 12:30:12 freeze');
  });

  test('does not wait for a freeze that lets this release through', async () => {
    const exempt = freezeAt('09:00-12:30', ', except: release.version == "v1"');
    const [first] = await timeline(canaryPolicy + exempt);
    expect(first).toBe('10 10:00:00 10:00:12');
  });

  test('ends where nobody can say more', async () => {
    const always = 'freezes:\n  ever: { every: day, timezone: UTC, blocks: [promote] }\n';
    expect(await timeline(canaryPolicy + always)).toEqual(['10 10:00:00 ?', '50 ? ? freeze', '100 ? ?']);
  });
});

describe('a plan', () => {
  test('says how late a failure may act, where the traffic is, and what is in the way', async () => {
    const { host, driver, request } = await canary();
    driver.weights = { blue: 70, green: 30 };
    const { forecast } = await host.clock.run(plan(request('v1'), host));
    expect(forecast).toMatchObject({
      name: 'main',
      driver: 'haproxy',
      present: 30,
      slots: { stable: 'blue', canary: 'green' },
      stages: [{ detection: 4_000 }, { detection: 4_000 }, { detection: 4_000 }],
    });
    driver.weights = { blue: 100, green: 0 };
    await host.clock.run(apply(request('v1', { timeout: 1_000 }), host));
    expect((await host.clock.run(plan(request('v2'), host))).forecast).toMatchObject({
      inTheWay: 'v1 is on its way at 10 %, observing',
    });
    expect(driver.told).toEqual(['green 10']);
  });

  test('shows a weight that cannot be read as unknown', async () => {
    const { host, driver, request } = await canary();
    driver.unreadable = 'connection refused';
    const { forecast } = await host.clock.run(plan(request('v1'), host));
    expect(forecast?.present).toMatchObject({ reason: 'connection refused' });
  });

  test('of an untrusted policy touches nothing', async () => {
    const { host, driver, request } = await canary();
    driver.read = () => Promise.reject(new Error('it was touched'));
    const { forecast } = await host.clock.run(plan(request('v1', { untrusted: true }), host));
    expect(isUnknown(forecast?.present)).toBe(true);
  });

  test('counts a cooldown from when the release went back, also while nobody looks', async () => {
    const policy = canaryPolicy.replace(
      '    checks:',
      '    cooldown: 1m\n    rollback: { quarantine: false }\n    checks:',
    );
    const { host, errors, request } = await canary(policy);
    errors.set('green', 9);
    await host.clock.run(apply(request('v1'), host));
    const starts = async () => {
      const { forecast } = await host.clock.run(plan(request('v1'), host));
      return (forecast?.stages[0]?.earliestStart ?? 0) - host.clock.now();
    };
    expect(await starts()).toBe(60_000);
    await host.clock.run(host.clock.sleep(45_000));
    expect(await starts()).toBe(15_000);
  });
});
