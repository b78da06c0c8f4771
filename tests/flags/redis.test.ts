/** Readers of a real Redis. */
import { expect, onTestFinished, test } from 'vitest';
import { decide as decideOf } from '../../src/app/index.ts';
import { decide, openFlags } from '../../src/flags/index.ts';
import { openDriver } from '../../src/runtime/traffic/redis/driver.ts';
import { openRedisFlags } from '../../src/runtime/stores/redis/flags.ts';
import { type Daemon, describeWithDaemon, startRedis } from '../support/daemons.ts';
import { flagPolicy, flagProject, userOf } from '../support/flag.ts';
import { planOf } from '../support/pipeline.ts';
import { runs } from '../support/tier.ts';

const KEY = 'flag:new-checkout';
const roles = { stable: 'off', canary: 'on' };
const never = new AbortController().signal;

async function redis(): Promise<Daemon> {
  const daemon = await startRedis();
  onTestFinished(daemon.stop);
  return daemon;
}

const place = (actor: string): number => {
  const { bucket } = decide({ ...published, enabled: true, position: 0 }, { actor, workspace: 'w' });
  return bucket ?? 1;
};

const assignment = (() => {
  const [rollout] = planOf(flagPolicy('flag: {}')).rollouts;
  if (!rollout?.assignment) throw new TypeError('no assignment');
  return rollout.assignment;
})();
const published = { policy: 'shop', rollout: 'new-checkout', paused: false, assignment };

/** Somebody whose place is below, or not below a share. */
function someone(isBelow: (share: number) => boolean, suffix = ''): string {
  for (let id = 0; ; id++) if (isBelow(place(`u${id}${suffix}`))) return `u${id}${suffix}`;
}

describeWithDaemon(['redis-server'], 'readers of a Redis', () => {
  test('the command, the library and what is published say the same of everybody', async () => {
    const { url } = await redis();
    const project = await flagProject(`redis: { url: "${url}", key: "${KEY}" }`);
    const driver = await openDriver({ url, key: KEY, timeout: 5_000 }, { flag: published });
    await driver.shift({ roles, weight: 120, verb: 'shift', fence: { epoch: 1, intent: '1-1' } }, never);
    const flags = openFlags({ store: url, prefix: 'flag:', refresh: 0 });
    const store = openRedisFlags(url, { patience: 1_000 });
    onTestFinished(() => flags.close());
    onTestFinished(() => store.close());
    for (let id = 0; id < runs(3, 60); id++) {
      const user = { ...userOf(id) };
      const flag = await store.read(KEY);
      const answer = await decideOf(
        { choice: { name: 'shop', shadow: false }, user, signal: never },
        project.host,
      );
      const expected = flag && decide(flag, user);
      expect(await flags.decide('new-checkout', user)).toEqual(expected);
      expect(answer).toMatchObject({
        in: expected?.in,
        variant: expected?.variant,
        bucket: expected?.bucket,
      });
      expect(answer.at).toBe('public 20 %');
    }
  });

  test(
    'during a switch of audiences nobody ever sees an outsider in, or an insider out',
    async () => {
      const { url } = await redis();
      const driver = await openDriver({ url, key: KEY, timeout: 5_000 }, { flag: published });
      const outsider = { actor: someone((share) => share >= 0.2), workspace: 'w', region: 'us' };
      const early = { actor: someone((share) => share < 0.2), workspace: 'w', region: 'us' };
      const insider = {
        actor: someone((share) => share > 0.5, '@example.com'),
        workspace: 'w',
        region: 'us',
      };
      let samples = 0;
      const over = new AbortController();
      const positions = new Set<number>();
      const sample = async () => {
        const store = openRedisFlags(url, { patience: 5_000 });
        for (let last = -1; !over.signal.aborted; samples++) {
          const flag = await store.read(KEY);
          if (!flag) continue;
          const isIn = (user: object) => decide(flag, { ...user }).in;
          positions.add(flag.position);
          if (isIn(outsider)) throw new Error(`an outsider is in at ${flag.position}`);
          if (isIn(early) && flag.position <= 100) throw new Error(`the public is in at ${flag.position}`);
          if (isIn(insider) !== (flag.enabled && flag.position >= 100))
            throw new Error(`an insider is ${isIn(insider) ? 'in' : 'out'} at ${flag.position}`);
          if (flag.enabled && flag.position < last) throw new Error(`${last} went to ${flag.position}`);
          last = flag.enabled ? flag.position : -1;
        }
        await store.close();
      };
      const readers = Array.from({ length: 4 }, sample);
      for (let round = 1; round <= runs(15, 600); round++) {
        for (const weight of [50, 100, 110, 120])
          await driver.shift(
            { roles, weight, verb: 'shift', fence: { epoch: 1, intent: `${round}-${weight}` } },
            never,
          );
        await driver.shift(
          { roles, weight: 0, verb: 'evict', fence: { epoch: 1, intent: `${round}-0` } },
          never,
        );
      }
      over.abort();
      await Promise.all(readers);
      expect(samples).toBeGreaterThan(runs(30, 10_000));
      expect([...positions].toSorted((a, b) => a - b)).toEqual([0, 50, 100, 110, 120]);
    },
    runs(20_000, 120_000),
  );
});
