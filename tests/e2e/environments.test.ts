/** One policy for several environments: each has addresses of its own. */
import { expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpServer } from '../support/server.ts';

test('what is asked lies where the environment says, and else where a variable does', async () => {
  const [local, prod] = await Promise.all(
    [500, 200].map((status) => httpServer((_, response) => response.writeHead(status).end())),
  );
  const cwd = await temporaryFolder({
    'sentinel.yaml': `sentinel: 1
policy: shop
environments: [dev, stage, prod]
settings:
  shop: { env: SHOP_URL, per_env: { dev: "${local}", prod: "${prod}" } }
probes:
  shop: { http: { url: "\${settings.shop}/health" , attempts: 1 } }
gates:
  shop: { require: shop.ok }
`,
  });
  const check = (name: string, env = {}) =>
    runSentinel(['check', '--env', name, '--version', 'v1.0.0'], { cwd, env });
  const [dev, live, stage, told] = await Promise.all([
    check('dev'),
    check('prod'),
    check('stage'),
    check('stage', { SHOP_URL: prod }),
  ]);
  expect([dev.exitCode, live.exitCode, told.exitCode]).toEqual([1, 0, 0]);
  expect(dev.stdout).toContain('500');
  expect(stage.exitCode).toBe(1);
  expect(stage.stderr + stage.stdout).toContain('SHOP_URL');
});
