/** The process that drives a rollout is killed at any instant, again and again; another goes on from the record. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeWithDaemon } from '../support/daemons.ts';
import { Random } from '../support/random.ts';
import { tier } from '../support/tier.ts';
import { projectOf, type Shop, startShop } from './support/shop.ts';

describeWithDaemon(['haproxy', 'prometheus'], 'a rollout whose driver is killed', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop();
  }, 30_000);
  afterAll(() => shop.stop());

  /** Samples the weight of green until it is stopped: each weight with when it was first seen. */
  function sampler() {
    const seen = new Map<number, number>();
    const over = new AbortController();
    const done = (async () => {
      while (!over.signal.aborted) {
        const weight = await shop.green();
        if (!seen.has(weight)) seen.set(weight, performance.now());
        await sleep(20);
      }
    })();
    return {
      seen,
      stop: async () => {
        over.abort();
        await done;
      },
    };
  }

  test.runIf(tier !== 'usual')(
    'ends as the metrics demand, and is never above what was approved',
    async () => {
      const random = new Random(5);
      const budget = 90_000;
      const start = performance.now();
      let kills = 0;
      let rollouts = 0;
      while (performance.now() - start < budget) {
        const isGood = rollouts++ % 2 === 0;
        await shop.reset();
        const { begin } = await projectOf(shop);
        await shop.deploy('green', '1.1.0', isGood ? 0 : 0.3);
        const { seen, stop } = sampler();
        let end = begin('1.1.0');
        for (let count = 0; count < 6; count++) {
          const killed = await Promise.race([
            end.ended.then(() => false),
            sleep(200 + random.below(1000)).then(() => true),
          ]);
          if (!killed) break;
          end.kill('SIGKILL');
          await end.ended;
          kills++;
          end = begin('1.1.0');
        }
        const { exitCode, stdout } = await end.ended;
        await stop();
        const weights = [...seen.keys()];
        if (isGood) {
          expect(stdout).toContain('1.1.0 takes 100 % on green');
          expect(weights).toEqual([0, 10, 50, 100]);
          const [, ten = 0, fifty = 0, all = 0] = seen.values();
          // A hold of one second, but for a sample.
          expect(Math.min(fifty - ten, all - fifty)).toBeGreaterThan(950);
        } else {
          expect(exitCode).toBe(1);
          expect(weights).toEqual([0, 10]);
          expect(await shop.green()).toBe(0);
        }
      }
      console.log(`${kills} kills in ${rollouts} rollouts`);
    },
    200_000,
  );
});
