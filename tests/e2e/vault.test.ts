/** A secret out of Vault in a rollout by the built command: renewed on the way, and missed when it is gone. */
import { expect, test } from 'vitest';

import { runSentinel, startSentinel } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { haproxyStand } from '../support/haproxy.ts';
import { httpServer } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';

const TOKEN = 'hvs.t0ken-of-vault';

/** Metrics behind a token, and a Vault (KV version 2) that knows it. */
async function stand() {
  const state = { token: 'first-s3cret', isSealed: false };
  const metrics = await httpServer(({ headers }, response) => {
    const isKnown = headers.authorization === `Bearer ${state.token}`;
    response
      .writeHead(isKnown ? 200 : 401)
      .end(isKnown ? 'failing{slot="blue"} 0\nfailing{slot="green"} 0\n' : '');
  });
  const vault = await httpServer(({ url, headers }, response) => {
    const isAsked = url === '/v1/secret/data/apps/shop' && headers['x-vault-token'] === TOKEN;
    const status = state.isSealed ? 503 : isAsked ? 200 : 403;
    const data = { data: { token: state.token }, metadata: { version: 1 } };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { data } : { errors: ['no'] }));
  });
  const { haproxy, weights } = await haproxyStand();
  const cwd = await temporaryFolder({
    'sentinel.yaml': `sentinel: 1
policy: shop
environments: [prod]
secrets:
  token: { vault: { path: apps/shop, key: token } }
probes:
  failing:
    metrics:
      url: "${metrics}"
      metric: failing
      labels: { slot: "\${track}" }
      unit: ratio
      headers: { Authorization: "Bearer \${secrets.token}" }
rollouts:
  main:
    traffic: { haproxy: { socket: ${haproxy.socket}, backend: shop, slots: [blue, green] } }
    stages: [{ weight: 10%, hold: 2s }, { weight: 50%, hold: 2s }, { weight: 100%, hold: 500ms }]
    checks: { every: 200ms, require: canary.failing <= stable.failing + 1% }
`,
  });
  const place = { cwd, env: { VAULT_ADDR: vault, VAULT_TOKEN: TOKEN } };
  const release = ['apply', '--auto-approve', '--env', 'prod', '--version', '1.1.0'];
  return {
    state,
    weights,
    run: (...args: readonly string[]) => runSentinel(args, place),
    follow: () => startSentinel(release, place),
  };
}

describeWithDaemon(['haproxy'], 'a rollout with a secret out of Vault', () => {
  test.skipIf(skipUnlessProving)(
    'goes on with the new one when it is renewed on the way, and tells neither',
    async () => {
      const { state, follow, run, weights } = await stand();
      const apply = follow();
      await apply.saying('weight is 10 %');
      state.token = 'second-s3cret';
      const { exitCode, stdout, stderr } = await apply.ended;
      expect([exitCode, await weights()]).toEqual([0, 'blue 0, green 200']);
      const told = stdout + stderr + (await run('audit', 'export')).stdout;
      expect(told).not.toMatch(/first-s3cret|second-s3cret|t0ken/u);
    },
    30_000,
  );

  test.skipIf(skipUnlessProving)(
    'holds while Vault does not answer and the old one is refused',
    async () => {
      const { state, follow, run, weights } = await stand();
      const apply = follow();
      await apply.saying('weight is 10 %');
      state.isSealed = true;
      state.token = 'second-s3cret';
      await apply.saying('checks are unknown');
      apply.kill('SIGINT');
      await apply.ended;
      const tick = await run('tick');
      expect(tick.exitCode).toBe(1);
      expect(await weights()).toBe('blue 180, green 20');
      state.isSealed = false;
      expect((await follow().ended).exitCode).toBe(0);
    },
    30_000,
  );
});
