import { describe, expect, test, vi } from 'vitest';
import { controller, type TickReport } from '../../../src/app/index.ts';
import { DriverFailure } from '../../../src/runtime/failure.ts';
import type { DriverUse } from '../../../src/runtime/ports/traffic.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../../support/canary.ts';

/** A router that runs for as long as the driver is open which started it. */
const router = vi.hoisted(() => ({
  events: [] as string[],
  runs: false,
  taken: false,
  looked: (): void => undefined,
}));

vi.mock('../../../src/app/adapters.ts', () => ({
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
  openDriver(_kind: string, _config: unknown, { drives }: DriverUse) {
    router.looked();
    if (router.taken) return Promise.reject(new DriverFailure('the router cannot be started: EADDRINUSE'));
    const owns = drives && !router.runs;
    const turn = (runs: boolean) => {
      if (!owns || router.runs === runs) return;
      router.runs = runs;
      router.events.push(runs ? 'starts' : 'ends');
    };
    turn(true);
    const { driver } = adapters;
    return Promise.resolve({
      target: driver.target,
      granularity: driver.granularity,
      read: (roles: Parameters<typeof driver.read>[0]) => {
        router.looked();
        return router.runs ? driver.read(roles) : Promise.reject(new DriverFailure('ECONNREFUSED'));
      },
      shift: driver.shift.bind(driver),
      close: () => Promise.resolve(turn(false)),
    });
  },
}));

const policy = canaryPolicy.replace(
  /haproxy: .*/u,
  'router: { listen: "127.0.0.1:8080", admin: "127.0.0.1:8081", slots: { blue: "http://127.0.0.1:1", green: "http://127.0.0.1:2" } } }',
);

/** What a controller tells in six looks at the router; `halfway` happens before the fourth. */
async function control({ host }: Canary, halfway: () => void = () => undefined): Promise<TickReport[]> {
  router.events.length = 0;
  const end = new AbortController();
  let looks = 0;
  router.looked = () => {
    looks++;
    if (looks === 4) halfway();
    if (looks === 6) setImmediate(() => end.abort(new Error('the end')));
  };
  const told: TickReport[] = [];
  const run = controller({ signal: end.signal, listener: () => undefined }, host, (report) => {
    told.push(report);
    return Promise.resolve();
  });
  await expect(host.clock.run(run)).rejects.toThrow('the end');
  return told;
}

describe('a controller', () => {
  test('runs the router from its beginning to its end, also where nothing is released', async () => {
    await control(await canary(policy));
    expect(router.events).toEqual(['starts', 'ends']);
  });

  test('takes the router over when whoever ran it has ended', async () => {
    const project = await canary(policy);
    router.runs = true;
    await control(project, () => {
      expect(router.events).toEqual([]);
      router.runs = false;
    });
    expect(router.events).toEqual(['starts', 'ends']);
  });

  test('tells once that it cannot, and tries again', async () => {
    const project = await canary(policy);
    router.taken = true;
    const told = await control(project, () => {
      router.taken = false;
    });
    const codes = told.map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes).toEqual([['SEN2601', 'SEN2404'], ['SEN2601'], []]);
    expect(router.events).toEqual(['starts', 'ends']);
  });
});
