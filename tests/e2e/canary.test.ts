/** The example of a canary by the built command, with the router in the same process and shorter holds. */
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runSentinel, startSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startLoad } from '../support/load.ts';
import { send } from '../support/router.ts';
import { closedPort, httpServer } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { examples } from './support/release-gate.ts';

function service(version: string, status = 200): RequestListener {
  return (request, response) => {
    const body = request.url === '/version' ? JSON.stringify({ version }) : version;
    response.statusCode = request.url === '/version' ? 200 : status;
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-length', body.length);
    response.end(body);
  };
}

async function stand(green: RequestListener) {
  const example = await readFile(join(examples, 'canary/sentinel.yaml'), 'utf8');
  const short = example.replaceAll(/hold: \ds/gu, 'hold: 1s').replace(/^.*weight: 50%.*\n/mu, '');
  const folder = await temporaryFolder({ 'sentinel.yaml': short });
  const [users, admin] = [await closedPort(), await closedPort()];
  const env = {
    SHOP_USERS_PORT: String(users),
    SHOP_ADMIN_PORT: String(admin),
    SHOP_BLUE: await httpServer(service('1.0.0')),
    SHOP_GREEN: await httpServer(green),
  };
  return { folder, env, users, admin };
}

async function released(green: RequestListener) {
  const { folder, env, users, admin } = await stand(green);
  const apply = startSentinel(['apply', '--version', '2.0.0', '--auto-approve'], { cwd: folder, env });
  await apply.saying('weight is 10 %');
  const load = startLoad({ port: users, connections: 1 });
  const { exitCode, lastLine } = await apply.ended;
  load.stop();
  await expect(send(admin, { path: '/weights' })).rejects.toThrow('ECONNREFUSED');
  const kept = await readFile(join(folder, `.sentinel/router-127.0.0.1_${admin}.json`), 'utf8');
  const { bodies } = await load.report;
  return { exitCode, lastLine, kept: JSON.parse(kept) as unknown, bodies };
}

test('apply runs the router itself, and a good release takes over', async () => {
  const { exitCode, lastLine, kept, bodies } = await released(service('2.0.0'));
  expect([exitCode, lastLine]).toEqual([0, 'Safe: shop/main completed: 2.0.0 takes 100 % on green.']);
  expect(kept).toMatchObject({ weights: { blue: 0, green: 100 } });
  expect(Object.keys(bodies).toSorted()).toEqual(['1.0.0', '2.0.0']);
});

test('a release that fails goes back', async () => {
  const { exitCode, lastLine, kept } = await released(service('2.0.0', 500));
  expect(exitCode).toBe(1);
  expect(lastLine).toMatch(
    /^Blocked: shop\/main was rolled back: canary.error_rate 100 % is not < 5 % \(.*samples\)$/u,
  );
  expect(kept).toMatchObject({ weights: { blue: 100, green: 0 } });
});

test.skipIf(skipUnlessProving)(
  'a canary by flags stays at its weight until a person promotes it',
  async () => {
    const { folder: cwd, env, users } = await stand(service('2.0.0'));
    const flags = ['--canary', '20', '--interval', '1s', '--auto-approve'];
    const rollout = startSentinel(['rollout', 'shop/main', '2.0.0', ...flags], { cwd, env });
    await rollout.saying('weight is 20 %');
    const load = startLoad({ port: users, connections: 1 });
    await rollout.saying('until a person promotes it');
    const promote = await runSentinel(['promote', 'shop', '--reason', 'a quiet night'], { cwd, env });
    const { exitCode, lastLine } = await rollout.ended;
    load.stop();
    await load.report;
    expect([promote.exitCode, exitCode]).toEqual([0, 0]);
    expect(lastLine).toBe('Safe: shop/main completed: 2.0.0 takes 100 % on green.');
  },
);
