/**
 * A canary of a day at its real length, on the Admin API of Kong: 10 % and 50 % for half an hour each, everybody for an hour,
 * gates in between, and 24 hours of watching after it. Cron looks every ten minutes.
 */
import { expect, test, vi } from 'vitest';
import { apply, type RunEvent, tick } from '../../../src/app/index.ts';
import { systemClock } from '../../../src/app/clock.ts';
import { descriptor } from '../../../src/runtime/traffic/kong/descriptor.ts';
import { openDriver } from '../../../src/runtime/traffic/kong/driver.ts';
import type { TrafficDriver } from '../../../src/runtime/ports/traffic.ts';
import { adapters, canary } from '../../support/canary.ts';
import { withDefaults } from '../../support/defaults.ts';
import { kongStub, kongTargets } from '../../support/kong.ts';
import { skipUnlessProving } from '../../support/tier.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';

const opened = vi.hoisted(() => ({ driver: undefined as TrafficDriver | undefined }));
vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(opened.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const minutes = 60_000;
const hours = 60 * minutes;

const policyAt = (url: string) => `sentinel: 1
policy: shop
environments: [prod]
probes:
  errors: { prometheus: { url: "http://prom:9090", query: 'errors{slot="\${track}"}' } }
  smoke: { prometheus: { url: "http://prom:9090", query: failures } }
gates:
  smoke: { require: smoke == 0 }
rollouts:
  main:
    traffic:
      kong: { url: "${url}", upstream: shop, slots: { blue: "${kongTargets.blue}", green: "${kongTargets.green}" } }
    stages:
      - { weight: 10%, hold: 30m, exit: [smoke] }
      - { weight: 50%, hold: 30m, exit: [smoke] }
      - { weight: 100%, hold: 1h }
    checks: { every: 10m, require: canary.errors <= stable.errors + 1 }
    finish: { promote: swap, keep: 24h }
`;

type Project = Awaited<ReturnType<typeof project>>;

async function project() {
  const kong = await kongStub();
  const here = await canary(policyAt(kong.url));
  const { clock } = here.host;
  const config = { url: kong.url, upstream: 'shop', slots: kongTargets };
  const driver = await openDriver(withDefaults(descriptor, config), { root: '/', clock: systemClock() });
  opened.driver = inRealTime(driver, clock);
  const began = clock.now();
  return {
    ...here,
    kong,
    green: () => kong.targets[1]?.weight,
    since: () => (clock.now() - began) / hours,
  };
}

function inRealTime(driver: TrafficDriver, clock: VirtualClock): TrafficDriver {
  return {
    ...driver,
    read: (...asked) => clock.outside(driver.read(...asked)),
    shift: (...asked) => clock.outside(driver.shift(...asked)),
  };
}

interface Ticked {
  /** Hours since the start. */
  readonly at: number;
  readonly change: string;
}

/** Starts a release, or goes on with it, and has cron look until `end`, in hours since the start. */
async function ticks({ host, request, since }: Project, end: number): Promise<readonly Ticked[]> {
  const changes: Ticked[] = [];
  const listener = (event: RunEvent) => {
    if (event.type === 'rollout.changed' && event.change.type !== 'checks.observed')
      changes.push({ at: Math.round(since() * 6) / 6, change: event.change.type });
  };
  const { signal } = new AbortController();
  const look = () => host.clock.run(tick({ signal, listener }, host));
  if (since() === 0) {
    await look();
    await host.clock.run(apply(request('v1', { detach: true }), host));
  }
  while (since() < end) {
    await host.clock.run(host.clock.sleep(10 * minutes));
    await look();
  }
  return changes;
}

const last = (changes: readonly Ticked[]) => changes.at(-1);

test.skipIf(skipUnlessProving)(
  'a good release takes everybody, is watched for a day, and is then past',
  async () => {
    const here = await project();
    expect(last(await ticks(here, 3))?.change).toBe('completed');
    expect(here.kong.changes.filter((change) => change.startsWith(kongTargets.green))).toEqual([
      `${kongTargets.green} 100`,
      `${kongTargets.green} 500`,
      `${kongTargets.green} 1000`,
    ]);
    here.queries.length = 0;
    expect(await ticks(here, 27)).toEqual([]);
    expect(here.queries.length).toBeGreaterThan(130);
    here.queries.length = 0;
    expect(await ticks(here, 29)).toEqual([]);
    expect(here.queries).toEqual([]);
    expect(here.green()).toBe(1000);
  },
);

test.skipIf(skipUnlessProving)('a failure in the night after goes back to the version before', async () => {
  const here = await project();
  await ticks(here, 12);
  here.errors.set('green', 9);
  expect(last(await ticks(here, 12.1))?.change).toBe('rolled_back');
  expect(here.green()).toBe(0);
});

test('a gate between two phases keeps it from going on', async () => {
  const here = await project();
  const { probe } = adapters;
  adapters.probe = {
    observe: async (config, context) =>
      config['query'] === 'failures' && here.green() === 500
        ? { fields: new Map([['value', 2]]) }
        : probe.observe(config, context),
  };
  expect(last(await ticks(here, 3))).toMatchObject({ change: 'rolled_back' });
  expect(here.green()).toBe(0);
  expect(here.kong.changes).not.toContain(`${kongTargets.green} 1000`);
});
