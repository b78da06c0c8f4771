/** Who is in, by the built command and a real Redis: people of the house, tenants, regions, several versions at once. */
import { expect, onTestFinished, test } from 'vitest';

import { parseAddress } from '../../src/runtime/host/redis/address.ts';
import { connect } from '../../src/runtime/host/redis/connection.ts';
import { openFlags } from '../../src/flags/index.ts';
import { runSentinel } from '../support/cli.ts';
import { describeWithDaemon, startRedis } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { skipUnlessProving } from '../support/tier.ts';

const policyOf = (url: string, more = '') => `sentinel: 1
policy: shop
environments: [dev, prod]
rollouts:
  checkout:
    traffic: { redis: { url: "${url}", key: "flag:checkout" } }
    assign: { by: [workspace, actor] }
    overrides:
      - { who: 'workspace == "acme" and now < 2100-01-01T00:00Z', in: true }
      - { who: 'context.region == "eu" and now < 2100-01-01T00:00Z', in: false }
    variants: { short: {}, long: {} }
    audience:
      - { name: internal, who: 'actor like "*@example.com"', stages: [{ weights: { short: 50%, long: 50% }, hold: 500ms }] }
      - name: public
        who: "true"
        stages: [{ weights: { short: 10%, long: 10% }, hold: 1h }]
${more}`;

async function stand(more?: string) {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const cwd = await temporaryFolder({ 'sentinel.yaml': policyOf(redis.url, more) });
  const client = await connect(parseAddress(redis.url), 1000);
  onTestFinished(() => client.close());
  const flags = openFlags({ store: redis.url, prefix: 'flag:', refresh: 10 });
  onTestFinished(() => flags.close());
  const run = (...args: readonly string[]) => runSentinel(args, { cwd });
  return {
    run,
    flags,
    field: async (name: string) => (await client.send([['HGET', 'flag:checkout', name]]))[0],
    apply: (env: string) =>
      run('apply', '--auto-approve', '--env', env, '--version', '1.1.0', '--timeout', '4s'),
  };
}

describeWithDaemon(['redis-server'], 'audiences in Redis', () => {
  test.skipIf(skipUnlessProving)(
    'the house first, then one in ten for each of two versions; one tenant wholly, one region not',
    async () => {
      const { apply, flags, run, field } = await stand();
      expect((await apply('prod')).stderr).toMatch(/internal.*public/su);
      expect([await field('audience'), await field('internal_only')]).toEqual(['public', '0']);
      const decided = (who: Record<string, string>) => flags.decide('checkout', who);
      const seen = { short: 0, long: 0, out: 0 };
      for (let id = 0; id < 4000; id++) {
        const { variant } = await decided({ actor: `u${id}`, workspace: `w${id % 9}`, region: 'us' });
        seen[(variant ?? 'out') as keyof typeof seen]++;
        expect((await decided({ actor: `u${id}`, workspace: 'acme', region: 'eu' })).in).toBe(true);
        expect((await decided({ actor: `u${id}`, workspace: 'w1', region: 'eu' })).in).toBe(false);
        expect((await decided({ actor: `u${id}@example.com`, workspace: 'w1', region: 'us' })).in).toBe(true);
      }
      const spread = 4.5 * Math.sqrt(4000 * 0.1 * 0.9);
      expect(Math.abs(seen.short - 400)).toBeLessThan(spread);
      expect(Math.abs(seen.long - 400)).toBeLessThan(spread);
      const asked = [
        '--env',
        'prod',
        '--actor',
        'ann',
        '--workspace',
        'acme',
        '--context',
        'region=eu',
        '--format',
        'json',
      ];
      expect((await run('decide', 'checkout', ...asked)).json()).toMatchObject({ in: true });
    },
    60_000,
  );

  test.skipIf(skipUnlessProving)(
    'on days without promotions it begins, and does not go on',
    async () => {
      const today = new Date().toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }).toLowerCase();
      const freeze = `freezes:
  quiet: { every: [${today}], timezone: UTC, blocks: [promote], in_flight: finish_stage, environments: [prod] }
`;
      const { apply, field } = await stand(freeze);
      const { exitCode, stderr } = await apply('prod');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('quiet');
      expect([await field('audience'), await field('rollout_percent')]).toEqual(['internal', '100']);
      const other = await stand(freeze);
      await other.apply('dev');
      expect(await other.field('audience')).toBe('public');
    },
    30_000,
  );
});
