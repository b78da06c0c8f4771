/** What a policy may say about a canary, by the built command on a real HAProxy, judged by a real Prometheus. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { projectOf, type Shop, startShop } from './support/shop.ts';

/** The policy of the example with other words in places; each place must be there. */
function changed(...changes: readonly (readonly [from: string, to: string])[]) {
  return (policy: string): string =>
    changes.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the example says no ${from}`);
      return text.replace(from, to);
    }, policy);
}

const score = `scores:
  health:
    criteria:
      - { weight: 3, of: other.ok }
      - { weight: 1, of: now > 2020-01-01T00:00Z }
    healthy: 0.85
    degraded: 0.5
`;

describeWithDaemon(['haproxy', 'prometheus'], 'a policy of a canary', () => {
  describe.skipIf(skipUnlessProving)('on its way', { timeout: 30_000 }, () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await startShop();
    });
    beforeEach(async () => {
      await shop.reset();
      await shop.deploy('green', '1.1.0');
    });
    afterAll(() => shop.stop());

    test('low traffic is neither good nor bad: the stage is extended, and then waits for a person', async () => {
      const { release, run } = await projectOf(
        shop,
        changed(
          ['min_samples: 5', 'min_samples: 1000000'],
          ['tolerate: 1', 'tolerate: 1\n      max_extend: 1s'],
        ),
      );
      const { exitCode, lastLine } = await release('1.1.0');
      expect(exitCode).toBe(1);
      expect(lastLine).toContain('the stage was extended as far as it may be');
      expect(await shop.green()).toBe(10);
      expect((await run('status')).stdout).toMatch(/paused \(unknown\), stage 1 of 3/u);
    });

    test('low traffic goes back, where the policy says so', async () => {
      const { release } = await projectOf(
        shop,
        changed(
          ['min_samples: 5', 'min_samples: 1000000'],
          ['    finish:', '    unknown: { action: hold, for: 1s, then: rollback }\n    finish:'],
        ),
      );
      expect(await release('1.1.0')).toMatchObject({ exitCode: 1 });
      expect(await shop.green()).toBe(0);
    });

    test('a failure waits for a person who mends it and lets it go on', async () => {
      const { release, run } = await projectOf(
        shop,
        changed(['tolerate: 1', 'tolerate: 1\n      on_fail: pause']),
      );
      await shop.deploy('green', '1.1.0', 0.5);
      expect(await release('1.1.0')).toMatchObject({ exitCode: 1 });
      expect(await shop.green()).toBe(10);
      expect((await run('status')).stdout).toMatch(/paused \(check\), stage 1 of 3/u);
      await shop.deploy('green', '1.1.0');
      // Until the window of the query holds none of the failures.
      await sleep(1500);
      expect((await run('resume', '--reason', 'mended')).exitCode).toBe(0);
      expect(await release('1.1.0')).toMatchObject({ exitCode: 0 });
      expect(await shop.green()).toBe(100);
    });

    test('after it took everybody it is watched, and the way back is one change', async () => {
      const { release, run } = await projectOf(shop);
      expect((await release('1.1.0')).exitCode).toBe(0);
      await shop.deploy('green', '1.1.0', 0.5);
      const start = performance.now();
      while ((await shop.green()) === 100 && performance.now() - start < 10_000) {
        await run('tick');
        await sleep(200);
      }
      expect(await shop.green()).toBe(0);
      const again = await release('1.1.0');
      expect(again).toMatchObject({ exitCode: 1 });
      expect(again.stderr).toContain('is in quarantine');
      await shop.deploy('green', '1.1.0');
      expect((await run('versions', 'release', '1.1.0', '--reason', 'mended')).exitCode).toBe(0);
      expect((await release('1.1.0')).exitCode).toBe(0);
      const { rollouts } = (await run('history', '--format', 'json')).json() as {
        readonly rollouts?: readonly unknown[];
      };
      expect(rollouts).not.toEqual([]);
    });

    test('a freeze by hand on the way pauses it, and when it lifts it goes on', async () => {
      const { begin, run } = await projectOf(shop);
      const apply = begin('1.1.0');
      await shop.reaches(10);
      await run('freeze', '--until', '1h', '--reason', 'the database is down');
      await apply.saying('the database is down');
      await sleep(1500);
      expect(await shop.green()).toBe(10);
      expect((await run('status')).stdout).toMatch(/paused \(freeze\).*the database is down/u);
      await run('unfreeze', '--all', '--reason', 'it is back');
      expect((await apply.ended).exitCode).toBe(0);
    });

    test('in shadow the whole way is gone and nothing is shifted', async () => {
      const { run } = await projectOf(shop, changed(['canary.error_rate', 'stable.error_rate']));
      const shadow = await run('apply', '--version', '1.1.0', '--auto-approve', '--shadow');
      expect(shadow.exitCode).toBe(0);
      expect(shadow.stderr).toContain('weight is 100 %');
      expect(await shop.green()).toBe(0);
      expect((await run('audit', 'export')).stdout).toContain('shadow');
    });

    test('two rises keep apart, and after a roll-back no release begins at once', async () => {
      const { begin } = await projectOf(
        shop,
        changed([
          '    finish:',
          '    dwell: 2s\n    cooldown: 3s\n    rollback: { quarantine: false }\n    finish:',
        ]),
      );
      const apply = begin('1.1.0');
      await shop.reaches(10);
      const start = performance.now();
      await shop.reaches(50);
      expect(performance.now() - start).toBeGreaterThan(1900);
      await shop.deploy('green', '1.1.0', 0.5);
      expect((await apply.ended).exitCode).toBe(1);
      const back = performance.now();
      await shop.deploy('green', '1.1.0');
      const next = begin('1.1.0');
      await shop.reaches(10);
      expect(performance.now() - back).toBeGreaterThan(2900);
      next.kill('SIGINT');
      await next.ended;
    });

    test('the first release of all goes to its end at once, where the policy says so', async () => {
      const { begin } = await projectOf(shop, changed(['    finish:', '    first: skip\n    finish:']));
      const apply = begin('1.1.0');
      const { exitCode, stderr } = await apply.ended;
      expect(exitCode).toBe(0);
      expect(stderr).toContain('100 %');
      expect(stderr).not.toContain('→ 10 %');
    });

    test('steps of any size, each under a score of health, and back by itself', async () => {
      const { begin } = await projectOf(shop, (policy) =>
        changed(
          ['probes:', 'probes:\n  other: { http: { url: "${settings.web}/slots/blue/version" } }'],
          ['require: canary.error_rate < 5%', 'require: [canary.error_rate < 20%, health.value >= 0.85]'],
          ['rollouts:', `${score}rollouts:`],
        )(
          policy.replace(
            / {4}stages:\n(?: {6}- .*\n)+/u,
            '    ramp: { from: 10%, by: 45%, to: 100%, every: 1s }\n',
          ),
        ),
      );
      const apply = begin('1.1.0');
      await apply.saying('weight is 10 %');
      await apply.saying('weight is 55 %');
      await shop.deploy('green', '1.1.0', 0.6);
      expect((await apply.ended).lastLine).toContain('was rolled back: canary.error_rate');
      expect(await shop.green()).toBe(0);
    });
  });
});
