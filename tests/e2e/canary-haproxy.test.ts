/** Rollouts by the built command on a real HAProxy, judged by a real Prometheus, while users come in. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { projectOf, type Shop, startShop } from './support/shop.ts';

describeWithDaemon(['haproxy', 'prometheus'], 'a canary on HAProxy', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop();
  }, 30_000);
  beforeEach(() => shop.reset());
  afterAll(() => shop.stop());

  test.skipIf(skipUnlessProving)(
    'one release completes, the roles are exchanged, the next completes, the third goes back at 50 %',
    async () => {
      const { release, begin } = await projectOf(shop);
      await shop.deploy('green', '1.1.0');
      expect(await release('1.1.0')).toMatchObject({
        exitCode: 0,
        lastLine: 'Safe: shop/main completed: 1.1.0 takes 100 % on green.',
      });
      expect(await shop.green()).toBe(100);
      await shop.deploy('blue', '1.2.0');
      expect(await release('1.2.0')).toMatchObject({
        exitCode: 0,
        lastLine: 'Safe: shop/main completed: 1.2.0 takes 100 % on blue.',
      });
      expect(await shop.green()).toBe(0);
      await shop.deploy('green', '1.3.0');
      const third = begin('1.3.0');
      await shop.reaches(50);
      await shop.deploy('green', '1.3.0', 0.2);
      const { exitCode, lastLine } = await third.ended;
      expect(exitCode).toBe(1);
      expect(lastLine).toMatch(
        /^Blocked: shop\/main was rolled back: canary\.error_rate [\d.]+ % is not < 5 %/u,
      );
      expect(await shop.green()).toBe(0);
      expect(await release('1.3.0')).toMatchObject({ exitCode: 1 });
    },
    40_000,
  );

  test.skipIf(skipUnlessProving)(
    'a completed release goes back at once while the old one is kept',
    async () => {
      const { release, run } = await projectOf(shop);
      await shop.deploy('green', '1.1.0');
      expect((await release('1.1.0')).exitCode).toBe(0);
      const back = await run('rollback', '--reason', 'the shop looks wrong');
      expect(back.stderr).toBe('');
      await run('tick');
      expect(await shop.green()).toBe(0);
    },
    20_000,
  );

  test.skipIf(skipUnlessProving)(
    'a release is copied to a server that keeps its role, which gets its users back, also those whom a cookie holds',
    async () => {
      const { begin, run, release } = await projectOf(shop, (policy) =>
        policy
          .replace(
            'slots: [blue, green] }',
            'stable: blue, canary: green }\n    tracks: { stable: blue, canary: green }',
          )
          .replace('promote: swap, keep: 1h', 'promote: copy'),
      );
      await shop.deploy('green', '1.1.0');
      const apply = begin('1.1.0');
      await shop.reaches(100);
      const headers = { cookie: 'slot=green' };
      const visit = async () => (await fetch(shop.web, { headers })).text();
      while (!(await run('status')).stdout.includes('the stable side does not run this release yet'))
        await sleep(100);
      expect(await shop.green()).toBe(100);
      await shop.deploy('blue', '1.1.0', 0.2);
      await shop.reaches(0);
      expect(await visit()).toBe('green');
      await shop.reaches(100);
      const { exitCode, lastLine } = await apply.ended;
      expect(exitCode).toBe(1);
      expect(lastLine).toContain('paused');
      await shop.deploy('blue', '1.1.0');
      await run('resume', '--reason', 'the stable server is sound again');
      expect(await release('1.1.0')).toMatchObject({
        exitCode: 0,
        lastLine: 'Safe: shop/main completed: 1.1.0 takes 100 % on blue.',
      });
      expect(await shop.green()).toBe(0);
      for (let count = 0; count < 20; count++) expect(await visit()).toBe('blue');
      const history = (await run('history')).stdout;
      expect(history).toContain('1.1.0');
      await shop.deploy('green', '1.2.0');
      const next = begin('1.2.0');
      await shop.reaches(10);
      expect((await run('abort', '--reason', 'enough was seen')).stderr).toBe('');
      expect((await next.ended).exitCode).toBe(1);
    },
    60_000,
  );

  test.skipIf(skipUnlessProving)(
    'an abort takes everybody off the canary, also who is held there by a cookie',
    async () => {
      const { begin, run } = await projectOf(shop);
      await shop.deploy('green', '1.1.0');
      const apply = begin('1.1.0');
      await shop.reaches(50);
      const headers = { cookie: 'slot=green' };
      const visit = async () => (await fetch(shop.web, { headers })).text();
      expect(await visit()).toBe('green');
      expect((await run('abort', '--reason', 'the shop looks wrong')).stderr).toBe('');
      expect((await apply.ended).exitCode).toBe(1);
      expect(await shop.green()).toBe(0);
      for (let count = 0; count < 20; count++) expect(await visit()).toBe('blue');
    },
    20_000,
  );

  test.skipIf(skipUnlessProving)(
    'when errors jump all new traffic is on the stable version within three checks and a second',
    async () => {
      const every = 500;
      const { begin } = await projectOf(shop, (policy) =>
        policy.replace('every: 250ms', `every: ${every}ms`).replace('50%, hold: 1s', '50%, hold: 20s'),
      );
      await shop.deploy('green', '1.1.0', 0.002);
      const apply = begin('1.1.0');
      await shop.reaches(50);
      await apply.saying('weight is 50 %');
      // The warm-up is over.
      await sleep(2000);
      await shop.deploy('green', '1.1.0', 0.2);
      const start = performance.now();
      await shop.reaches(0);
      const took = Math.round(performance.now() - start);
      console.log(`all traffic on the stable version ${took} ms after errors jumped from 0.2 % to 20 %`);
      expect(took).toBeLessThanOrEqual(3 * every + 1000);
      expect((await apply.ended).exitCode).toBe(1);
    },
    20_000,
  );

  test.skipIf(skipUnlessProving)(
    'a reload that sends everybody to the canary is put right at the next look',
    async () => {
      const { begin } = await projectOf(shop, (policy) =>
        policy.replace('[blue, green]', '[green, blue]').replace('10%, hold: 1s', '10%, hold: 3s'),
      );
      await shop.everybodyOn('green');
      await shop.deploy('blue', '1.1.0');
      const apply = begin('1.1.0');
      await shop.reaches(90);
      await apply.saying('weight is 10 %');
      process.kill(shop.pids.haproxy, 'SIGUSR2');
      await shop.reaches(0);
      const start = performance.now();
      await shop.reaches(90);
      console.log(`put right ${Math.round(performance.now() - start)} ms after a reload`);
      expect(performance.now() - start).toBeLessThan(2500);
      const { exitCode, stderr } = await apply.ended;
      expect(stderr).toContain('was raised from 10 % to 100 % from outside');
      expect(exitCode).toBe(0);
    },
    20_000,
  );

  test.skipIf(skipUnlessProving)(
    'with Prometheus gone it stays where it is and says so',
    async () => {
      const { begin, run } = await projectOf(shop);
      await shop.deploy('green', '1.1.0');
      const apply = begin('1.1.0');
      await shop.reaches(10);
      process.kill(shop.pids.prometheus, 'SIGTERM');
      await apply.saying('checks are unknown');
      apply.kill('SIGINT');
      await apply.ended;
      const tick = await run('tick');
      expect(tick.exitCode).toBe(1);
      expect(tick.stdout).toContain('connection refused');
      expect(await shop.green()).toBe(10);
    },
    20_000,
  );
});
