/** A feature flag in a real Redis by the built command: stopped and let go on by hand, and never undone. */
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { parseAddress } from '../../src/runtime/host/redis/address.ts';
import { connect } from '../../src/runtime/host/redis/connection.ts';
import { runSentinel, startSentinel } from '../support/cli.ts';
import { describeWithDaemon, startRedis } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { skipUnlessProving } from '../support/tier.ts';

const policyOf = (url: string) => `sentinel: 1
policy: shop
environments: [prod]
rollouts:
  main:
    traffic: { redis: { url: "${url}", key: "flag:checkout" } }
    stages: [{ weight: 10%, hold: 1s }, { weight: 50%, hold: 1s }, { weight: 100%, hold: 1s }]
`;

async function stand() {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const cwd = await temporaryFolder({ 'sentinel.yaml': policyOf(redis.url) });
  const client = await connect(parseAddress(redis.url), 1000);
  onTestFinished(() => client.close());
  const send = async (...command: readonly string[]) => (await client.send([command]))[0];
  const release = ['apply', '--auto-approve', '--env', 'prod', '--version', '1.1.0'];
  return {
    redis,
    send,
    percent: () => send('HGET', 'flag:checkout', 'rollout_percent'),
    run: (...args: readonly string[]) => runSentinel(args, { cwd }),
    apply: () => startSentinel(release, { cwd }),
  };
}

describeWithDaemon(['redis-server'], 'a flag in Redis', () => {
  test.skipIf(skipUnlessProving)(
    'is paused by hand, stays where it is, and goes on when that is taken back',
    async () => {
      const { send, percent, run, apply } = await stand();
      const first = apply();
      await first.saying('weight is 10 %');
      await send('HSET', 'flag:checkout', 'paused', '1');
      const { exitCode, stderr } = await first.ended;
      expect(exitCode).toBe(1);
      expect(stderr).toContain('stopped from outside');
      expect(await percent()).toBe('10');
      expect((await run('tick')).exitCode).toBe(0);
      expect(await percent()).toBe('10');
      await send('HSET', 'flag:checkout', 'paused', '0');
      expect((await apply().ended).exitCode).toBe(0);
      expect(await percent()).toBe('100');
    },
    30_000,
  );

  test.skipIf(skipUnlessProving)(
    'that somebody lowers or switches off is not raised again',
    async () => {
      for (const [field, value] of [
        ['rollout_percent', '3'],
        ['enabled', '0'],
      ] as const) {
        const { send, run, apply } = await stand();
        const release = apply();
        await release.saying('weight is 10 %');
        await send('HSET', 'flag:checkout', field, value);
        expect((await release.ended).exitCode).toBe(1);
        await sleep(1500);
        await run('tick');
        expect(await send('HGET', 'flag:checkout', field)).toBe(value);
      }
    },
    30_000,
  );

  test.skipIf(skipUnlessProving)(
    'whose Redis is gone holds the rollout, and tick says so',
    async () => {
      const { redis, run, apply } = await stand();
      const release = apply();
      await release.saying('weight is 10 %');
      release.kill('SIGINT');
      await release.ended;
      await redis.stop();
      const { exitCode, stdout } = await run('tick');
      expect(exitCode).toBe(1);
      expect(stdout).toContain('the traffic cannot be read');
    },
    30_000,
  );
});
