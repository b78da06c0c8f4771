import { expect, test } from 'vitest';

import { type LoadReport, startLoad } from '../../../support/load.ts';
import { routerOver, type TestRouter } from '../../../support/router.ts';
import { runs, skipUnlessProving } from '../../../support/tier.ts';

function load({ listen }: TestRouter, requests: number): Promise<LoadReport> {
  return startLoad({ port: listen.port, connections: 8, requests }).report;
}

test.each([
  [1_000, 2],
  [20_000, 0.5],
])('of %i requests the canary has its share, to within %d points', async (requests, points) => {
  const router = await routerOver();
  for (const weight of requests < 5_000 ? [1, 10, 50, 90] : [10]) {
    await router.weigh(weight);
    const { bodies, failures } = await load(router, requests);
    expect(failures).toEqual({});
    expect(Math.abs(((bodies['green'] ?? 0) / requests) * 100 - weight)).toBeLessThanOrEqual(points);
  }
});

test.skipIf(skipUnlessProving)(
  'no request fails while the weights change and the canary is evicted',
  async () => {
    const router = await routerOver();
    const load = startLoad({ port: router.listen.port, connections: 16 });
    const rounds = runs(1, 5);
    for (let round = 0; round < rounds; round++) {
      for (const weight of [1, 2, 5, 10, 20, 33.3, 50, 75, 90, 100]) {
        await router.weigh(weight, { epoch: 1, intent: `${round}-${weight}` });
        await answered(router, 1_000);
      }
      await router.weigh(0, { epoch: 1, intent: `${round}-0`, evict: true });
      const before = await greenIn(router);
      await answered(router, 1_000);
      // Those that were under way have ended.
      const after = await greenIn(router);
      expect(after - before).toBeLessThanOrEqual(16);
      await answered(router, 1_000);
      expect(await greenIn(router)).toBe(after);
    }
    load.stop();
    const { requests, seconds, bodies, failures } = await load.report;
    expect(failures).toEqual({});
    expect(Object.keys(bodies).toSorted()).toEqual(['blue', 'green']);
    expect(requests).toBeGreaterThanOrEqual(rounds * 12_000);
    console.log(`router: ${requests} requests, ${Math.round(requests / seconds)} a second, none failed`);
  },
);

/** Waits for so many further answers. */
async function answered(router: TestRouter, count: number): Promise<void> {
  const goal = (await countIn(router, '')) + count;
  while ((await countIn(router, '')) < goal);
}

function greenIn(router: TestRouter): Promise<number> {
  return countIn(router, '{slot="green"}');
}

async function countIn(router: TestRouter, labels: string): Promise<number> {
  const text = await router.metrics();
  const counts = text.matchAll(/^sentinel_router_request_duration_seconds_count(\{[^}]*\}) (\d+)$/gmu);
  return [...counts].reduce(
    (sum, [, found, count]) => (found?.includes(labels) ? sum + Number(count) : sum),
    0,
  );
}
