import { expect, test } from 'vitest';

import { startLoad } from '../../../support/load.ts';
import { routerOver } from '../../../support/router.ts';
import { skipUnlessProving } from '../../../support/tier.ts';

const ROUNDS = 5;
/** At each weight. */
const REQUESTS = 2_000;

test.each([
  [1_000, 2],
  [20_000, 0.5],
])('of %i requests the canary has its share, to within %d points', async (requests, points) => {
  const router = await routerOver({ apart: true });
  for (const weight of requests < 5_000 ? [1, 10, 50, 90] : [10]) {
    await router.weigh(weight);
    const load = startLoad({ port: router.listen.port, connections: 8, requests });
    const { bodies, failures } = await load.report;
    expect(failures).toEqual({});
    expect(Math.abs(((bodies['green'] ?? 0) / requests) * 100 - weight)).toBeLessThanOrEqual(points);
  }
});

test.skipIf(skipUnlessProving)(
  'no request fails while the weights change and the canary is evicted',
  async () => {
    const router = await routerOver({ apart: true });
    const load = startLoad({ port: router.listen.port, connections: 16 });
    for (let round = 0; round < ROUNDS; round++) {
      for (const weight of [1, 2, 5, 10, 20, 33.3, 50, 75, 90, 100]) {
        await router.weigh(weight, { epoch: 1, intent: `${round}-${weight}` });
        await load.further(REQUESTS);
      }
      await router.weigh(0, { epoch: 1, intent: `${round}-0`, evict: true });
      const evicted = performance.now();
      await load.further(REQUESTS);
      expect(load.lastSent('green')).toBeLessThan(evicted);
    }
    load.stop();
    const { requests, seconds, bodies, failures } = await load.report;
    expect(failures).toEqual({});
    expect(Object.keys(bodies).toSorted()).toEqual(['blue', 'green']);
    expect(requests).toBeGreaterThanOrEqual(ROUNDS * 11 * REQUESTS);
    console.log(`router: ${requests} requests, ${Math.round(requests / seconds)} a second, none failed`);
  },
);
