/** Shifts on a real HAProxy under load: what users notice of them, and how fast a bad version is left. */
import { expect, test } from 'vitest';

import { openDriver } from '../../src/runtime/traffic/haproxy/driver.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { haproxyStand } from '../support/haproxy.ts';
import { startLoad } from '../support/load.ts';
import { runs } from '../support/tier.ts';

const roles = { stable: 'blue', canary: 'green' };
const never = new AbortController().signal;

describeWithDaemon(['haproxy'], 'HAProxy under load', () => {
  test('ten shifts and a roll-back fail no request', async () => {
    const { haproxy } = await haproxyStand();
    const driver = await openDriver({ socket: haproxy.socket, backend: 'shop', timeout: 3000 });
    const load = startLoad({ port: Number(new URL(haproxy.url).port), connections: 16 });
    const pause = runs(50, 1000);
    for (const weight of [1, 5, 10, 20, 30, 40, 50, 75, 90, 100, 0]) {
      const fence = { epoch: 1, intent: `1-${weight}` };
      await driver.shift({ roles, weight, verb: weight === 0 ? 'evict' : 'shift', fence }, never);
      expect(await driver.read(roles, never)).toMatchObject({ canary: weight });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    load.stop();
    const { requests, seconds, failures } = await load.report;
    const rate = Math.round(requests / seconds);
    console.log(`${requests} requests at ${rate}/s, ten shifts and a roll-back`);
    expect(failures).toEqual({});
  }, 60_000);

  test.each([
    [1000, 2],
    [runs(2000, 20_000), 0.5],
  ])(
    '%d requests are shared out to within %d points',
    async (requests, points) => {
      const { haproxy } = await haproxyStand();
      const driver = await openDriver({ socket: haproxy.socket, backend: 'shop', timeout: 3000 });
      for (const weight of [1, 10, 33.5, 50, 90]) {
        const fence = { epoch: 1, intent: `1-${weight}` };
        await driver.shift({ roles, weight, verb: 'shift', fence }, never);
        const load = startLoad({ port: Number(new URL(haproxy.url).port), connections: 8, requests });
        const { bodies } = await load.report;
        const share = ((bodies['green'] ?? 0) / requests) * 100;
        expect(Math.abs(share - weight)).toBeLessThanOrEqual(points);
      }
    },
    60_000,
  );
});
