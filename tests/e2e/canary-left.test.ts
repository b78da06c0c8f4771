/** How fast users leave a canary that turns bad, and that none is kept there: by the built command, under load. */
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { runSentinel, startSentinel } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { haproxyStand, type Service, startService } from '../support/haproxy.ts';
import { type Load, startLoad } from '../support/load.ts';
import { routerOver } from '../support/router.ts';
import { skipUnlessProving } from '../support/tier.ts';

const EVERY = 500;
/** At 10 %, one run in a million would send none of them to the canary. */
const USERS = 144;
/** They do not hurry, so that the command has its share of the machine. */
const PAUSE = 50;

/** Something that shares users out between two services, and what a policy says of it. */
interface Stand {
  readonly port: number;
  readonly green: Service;
  readonly traffic: unknown;
  /** Where it is counted, and how: a counter, and its labels but for the code. */
  readonly metrics: string;
  readonly counter: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What a user sends from the first request on. */
  readonly headers: (user: number) => readonly string[];
}

async function onHaproxy(): Promise<Stand> {
  const { haproxy, services } = await haproxyStand();
  return {
    port: Number(new URL(haproxy.url).port),
    green: services.green,
    traffic: { haproxy: { socket: haproxy.socket, backend: 'shop', slots: ['blue', 'green'] } },
    metrics: `${haproxy.url}/metrics`,
    counter: 'haproxy_server_http_responses_total',
    labels: { proxy: 'shop', server: '${track}' },
    headers: () => [],
  };
}

async function onRouter(): Promise<Stand> {
  const services = { blue: await startService('blue'), green: await startService('green') };
  const slots = Object.entries(services).map(
    ([slot, { port }]) => [slot, `http://127.0.0.1:${port}`] as const,
  );
  const { listen, admin } = await routerOver({
    apart: true,
    upstreams: new Map(slots.map(([slot, url]) => [slot, new URL(url)])),
    sticky: { cookie: 'track', header: 'x-user' },
  });
  return {
    port: listen.port,
    green: services.green,
    traffic: {
      router: {
        listen: `127.0.0.1:${listen.port}`,
        admin: `127.0.0.1:${admin.port}`,
        slots: Object.fromEntries(slots),
        sticky: { cookie: 'track', header: 'x-user' },
      },
    },
    metrics: `http://127.0.0.1:${admin.port}/metrics`,
    counter: 'sentinel_router_requests_total',
    labels: { slot: '${track}' },
    // Half of them are known by a header, the others by a cookie.
    headers: (user) => (user % 2 === 0 ? [`x-user: ${user}`] : []),
  };
}

/** A release that is held where `weight` percent are on the canary, under load, with users who come back. */
async function heldAt(weight: 10 | 50, { port, green, headers, ...stand }: Stand) {
  const { metrics: url, counter: metric, labels, traffic } = stand;
  const bad = { metric, labels: { ...labels, code: '5xx' } };
  // An observation takes its window, so a longer one would make the checks rarer than asked.
  const metrics = { url, ratio: { bad, total: { metric, labels }, window: `${EVERY}ms` }, min_samples: 20 };
  const stages = [10, 50, 100].map((at) => ({ weight: `${at}%`, hold: at < weight ? '1s' : '60s' }));
  const policy = {
    sentinel: 1,
    policy: 'shop',
    probes: { error_rate: { metrics } },
    rollouts: {
      main: {
        traffic,
        stages,
        checks: { every: `${EVERY}ms`, require: 'canary.error_rate < 5%', tolerate: 1 },
      },
    },
  };
  const cwd = await temporaryFolder({ 'sentinel.yaml': JSON.stringify(policy) });
  green.errors = 0.002;
  const strangers = startLoad({ port, connections: 8, pause: 5 });
  const apply = startSentinel(['apply', '--version', 'v2', '--auto-approve'], { cwd });
  await apply.saying(`weight is ${weight} %`);
  const users = startLoad({ port, connections: USERS, headers, keepsCookies: true, pause: PAUSE });
  // Some checks are well.
  await Promise.all([sleep(4 * EVERY), users.further(3 * USERS)]);
  expect(users.seen('green')).toBeGreaterThan(0);
  return { cwd, apply, loads: [strangers, users] };
}

/** Everybody comes back. */
async function further(loads: readonly Load[]): Promise<void> {
  await Promise.all(loads.map((load) => load.further(3 * USERS)));
}

/** When the last request was sent that the canary answered, of anybody. */
function lastOnGreen(loads: readonly Load[]): number {
  return Math.max(...loads.map((load) => load.lastSent('green') ?? -Infinity));
}

/** Whatever failed but for the errors that the canary answered. */
async function failuresOf(loads: readonly Load[]): Promise<readonly string[]> {
  for (const load of loads) load.stop();
  const reports = await Promise.all(loads.map(({ report }) => report));
  return reports.flatMap(({ failures }) => Object.keys(failures)).filter((what) => what !== 'HTTP 500');
}

function leaving(name: string, stand: () => Promise<Stand>): void {
  test.skipIf(skipUnlessProving).each([10, 50] as const)(
    'errors that jump from 0.2 % to 20 % at %i % send everybody to the stable version within three checks and a second',
    async (weight) => {
      const there = await stand();
      const { apply, loads } = await heldAt(weight, there);
      there.green.errors = 0.2;
      const start = performance.now();
      const { exitCode, lastLine } = await apply.ended;
      expect([exitCode, lastLine]).toEqual([
        1,
        expect.stringContaining('was rolled back: canary.error_rate'),
      ]);
      await further(loads);
      const took = Math.round(lastOnGreen(loads) - start);
      console.log(`${name}: nobody new on the canary ${took} ms after errors jumped at ${weight} %`);
      expect(took).toBeLessThanOrEqual(3 * EVERY + 1000);
      expect(await failuresOf(loads)).toEqual([]);
    },
  );

  test.skipIf(skipUnlessProving)('an abort leaves no user on the canary who keeps coming back', async () => {
    const { cwd, apply, loads } = await heldAt(50, await stand());
    const { stderr } = await runSentinel(['abort', '--reason', 'the shop looks wrong'], { cwd });
    expect(stderr).toBe('');
    expect((await apply.ended).exitCode).toBe(1);
    const aborted = performance.now();
    await further(loads);
    expect(lastOnGreen(loads)).toBeLessThan(aborted);
    expect(await failuresOf(loads)).toEqual([]);
  });
}

describeWithDaemon(['haproxy'], 'a canary on HAProxy', () => {
  leaving('HAProxy', onHaproxy);
});
describe('a canary on the router', () => {
  leaving('router', onRouter);
});
