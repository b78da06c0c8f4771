/** Ways back over tiers by the built command: a flag in a real Redis, a real HAProxy, and a program. */
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { connect } from '../../src/runtime/host/redis/connection.ts';
import { parseAddress } from '../../src/runtime/host/redis/address.ts';
import { startSentinel, runSentinel } from '../support/cli.ts';
import { type Daemon, describeWithDaemon, startRedis } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type HaproxyStand, haproxyStand } from '../support/haproxy.ts';
import { skipUnlessProving } from '../support/tier.ts';

const policyOf = ({ socket, url }: { readonly socket: string; readonly url: string }) => `sentinel: 1
policy: shop
environments: [prod]
rollouts:
  main:
    traffic: { haproxy: { socket: ${socket}, backend: shop, slots: [blue, green] } }
    stages: [{ weight: 50%, hold: 1h }, { weight: 100%, hold: 1h }]
    rollback:
      tiers:
        - { redis: { url: "${url}", key: "flag:checkout", timeout: 500ms }, within: 2s }
        - { haproxy: { socket: ${socket}, backend: shop, slots: [blue, green] }, within: 2s }
        - { command: { set: [./undo], read: [./deployed], slots: [blue, green] }, within: 5s }
`;

const undo = '#!/bin/sh\necho "$SENTINEL_CANARY $SENTINEL_WEIGHT $SENTINEL_VERB" >> asked\necho 0 > share\n';
const deployed = '#!/bin/sh\ncat share\n';

interface Stand {
  readonly redis: Daemon;
  readonly haproxy: HaproxyStand;
  readonly cwd: string;
  readonly flag: () => Promise<unknown>;
  readonly run: (...args: readonly string[]) => ReturnType<typeof runSentinel>;
}

async function stand(): Promise<Stand> {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const haproxy = await haproxyStand();
  const { socket } = haproxy.haproxy;
  const cwd = await temporaryFolder({
    'sentinel.yaml': policyOf({ socket, url: redis.url }),
    undo,
    deployed,
    share: '100\n',
  });
  for (const name of ['undo', 'deployed']) await chmod(join(cwd, name), 0o755);
  const client = await connect(parseAddress(redis.url), 1000);
  onTestFinished(() => client.close());
  await client.send([['HSET', 'flag:checkout', 'enabled', '1', 'rollout_percent', '100']]);
  return {
    redis,
    haproxy,
    cwd,
    flag: async () => (await client.send([['HGET', 'flag:checkout', 'enabled']]))[0],
    run: (...args) => runSentinel(args, { cwd }),
  };
}

/** Takes a release to its first stage, lets something happen, and aborts it. Gives what the status says of it. */
async function abortedAfter(here: Stand, happens: () => Promise<void>): Promise<unknown> {
  const apply = startSentinel(['apply', '--auto-approve', '--env', 'prod', '--version', '1.1.0'], {
    cwd: here.cwd,
  });
  await apply.saying('weight is 50 %');
  await happens();
  expect((await here.run('abort', '--reason', 'the shop looks wrong')).stderr).toBe('');
  expect((await apply.ended).exitCode).toBe(1);
  const { rollouts } = (await here.run('status', '--format', 'json')).json() as {
    readonly rollouts: readonly { readonly phase: string; readonly back: unknown }[];
  };
  expect(rollouts[0]?.phase).toBe('rolled_back');
  return rollouts[0]?.back;
}

describeWithDaemon(['redis-server', 'haproxy'], 'a way back over tiers', () => {
  test.skipIf(skipUnlessProving)(
    'begins with the first, and the traffic follows it',
    async () => {
      const here = await stand();
      const plan = await here.run('plan', '--env', 'prod', '--version', '1.1.0');
      expect(plan.stdout).toContain('way back 1: redis takes 100 % now, and has 2 s');
      expect(plan.stdout).toContain('way back 3: command takes 100 % now, and has 5 s');
      const back = await abortedAfter(here, () => Promise.resolve());
      expect(back).toMatchObject({ reason: 'aborted', tier: 'redis' });
      expect((back as { readonly tookMs: number }).tookMs).toBeLessThan(2000);
      expect(await here.flag()).toBe('0');
      expect(await here.haproxy.weights()).toBe('blue 200, green maint');
      const history = await here.run('history');
      expect(history.stdout).toMatch(/it took everybody out in/u);
    },
    30_000,
  );

  test.skipIf(skipUnlessProving)(
    'goes on to the next, and to the last, as those before fail',
    async () => {
      const second = await stand();
      const over = await abortedAfter(second, () => second.redis.stop());
      console.log(`the second tier after ${JSON.stringify(over)}`);
      expect(over).toMatchObject({ tier: 'haproxy' });
      expect(await second.haproxy.weights()).toBe('blue 200, green maint');
      const third = await stand();
      const back = await abortedAfter(third, async () => {
        await third.redis.stop();
        await third.haproxy.haproxy.stop();
      });
      console.log(`the third tier after ${JSON.stringify(back)}`);
      expect(back).toMatchObject({ tier: 'command' });
      expect(await readFile(join(third.cwd, 'asked'), 'utf8')).toBe('green 0 evict\n');
    },
    60_000,
  );

  test.skipIf(skipUnlessProving)(
    'that could not be used lets nothing begin',
    async () => {
      const here = await stand();
      await here.redis.stop();
      const { exitCode, stderr } = await here.run(
        'apply',
        '--auto-approve',
        '--env',
        'prod',
        '--version',
        '1.1.0',
      );
      expect(exitCode).toBe(1);
      expect(stderr).toContain('SEN2611');
      expect(stderr).toContain('the tier `redis` of the way back cannot be used');
      expect(await here.haproxy.weights()).toBe('blue 200, green 0');
    },
    30_000,
  );
});
