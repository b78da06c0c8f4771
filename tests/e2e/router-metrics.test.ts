/** What a router of requests tells of its canary while a release is on its way, and whom it alerts, by the built command. */
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { startSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Load, startLoad } from '../support/load.ts';
import { startReceiver } from '../support/receiver.ts';
import { send } from '../support/router.ts';
import { closedPort, httpServer } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { examples } from './support/release-gate.ts';

interface Behaviour {
  readonly version: string;
  /** One request of so many fails. */
  readonly failsOneIn?: number;
  /** Milliseconds of every fiftieth answer. */
  readonly slowest?: number;
}

function service({ version, failsOneIn, slowest = 0 }: Behaviour): RequestListener {
  let count = 0;
  return (request, response) => {
    const asksVersion = request.url === '/version';
    if (!asksVersion) count++;
    const body = asksVersion ? JSON.stringify({ version }) : version;
    const fails = !asksVersion && failsOneIn !== undefined && count % failsOneIn === 0;
    response.writeHead(fails ? 500 : 200, {
      'content-type': 'application/json',
      'content-length': body.length,
    });
    setTimeout(() => response.end(body), !asksVersion && count % 50 === 0 ? slowest : 0);
  };
}

const alerts = (url: string) => `notifications:
  desk:
    on: [warning, version_mismatch, rolled_back]
    webhook: { url: "${url}" }
`;

let load: Load | undefined;
afterEach(() => load?.stop());

/** The example, where what is measured decides against the stable version. */
async function begun(green: Behaviour) {
  const example = await readFile(join(examples, 'canary/sentinel.yaml'), 'utf8');
  const receiver = await startReceiver();
  const policy = example
    .replaceAll(/hold: \ds/gu, 'hold: 2s')
    .replace('p95:', 'p99:')
    .replace('at: 95%', 'at: 99%')
    .replace('canary.error_rate < 5%', 'canary.error_rate <= max(2 * stable.error_rate, 1%)')
    .replace('        - canary.p95 < 500ms\n', '      prefer: canary.p99 <= stable.p99 * 1.5\n')
    .concat(alerts(receiver.url));
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const [users, admin] = [await closedPort(), await closedPort()];
  const env = {
    SHOP_USERS_PORT: String(users),
    SHOP_ADMIN_PORT: String(admin),
    SHOP_BLUE: await httpServer(service({ version: '1.0.0', slowest: 5 })),
    SHOP_GREEN: await httpServer(service(green)),
  };
  const timeout = ['--timeout', '30s'];
  const apply = startSentinel(['apply', '--version', '2.0.0', '--auto-approve', ...timeout], { cwd, env });
  load = startLoad({ port: users, connections: 2 });
  return {
    apply,
    metrics: async () => (await send(admin, { path: '/metrics' })).body,
    told: () => receiver.received.map(({ body }) => JSON.parse(body) as { readonly type: string }),
  };
}

describe.skipIf(skipUnlessProving)('a canary in the router', { timeout: 45_000 }, () => {
  test('whose errors are more than twice those of the stable version goes back by itself', async () => {
    const { apply, metrics, told } = await begun({ version: '2.0.0', failsOneIn: 4 });
    await apply.saying('checks fail');
    const page = await metrics();
    expect(page).toMatch(/^sentinel_router_canary_percent 10$/mu);
    for (const slot of ['blue', 'green'])
      expect(page).toMatch(
        new RegExp(`^sentinel_router_requests_total\\{slot="${slot}",code="2xx"\\} [1-9]`, 'mu'),
      );
    expect(page).toMatch(/^sentinel_router_requests_total\{slot="green",code="5xx"\} [1-9]/mu);
    expect(await apply.ended).toMatchObject({ exitCode: 1 });
    expect(JSON.stringify(told())).toContain('rolled_back');
  });

  test('that is slower at the ninety-ninth percentile is told of, and goes on', async () => {
    const { apply, told } = await begun({ version: '2.0.0', slowest: 200 });
    expect(await apply.ended).toMatchObject({ exitCode: 0 });
    expect(JSON.stringify(told())).toMatch(/warning.*canary\.p99/u);
  });

  test('that runs another version never begins, and is told of', async () => {
    const { apply, told, metrics } = await begun({ version: '1.9.9' });
    await apply.saying('the canary does not run this release');
    expect(await metrics()).toMatch(/^sentinel_router_canary_percent 0$/mu);
    apply.kill('SIGINT');
    await apply.ended;
    expect(JSON.stringify(told())).toContain('version_mismatch');
  });
});
