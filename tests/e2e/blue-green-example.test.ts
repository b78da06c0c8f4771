/** `examples/blue-green` by the built command, with the router in the same process and shorter holds. */
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { closedPort, httpServer } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { examples } from './support/release-gate.ts';

function service(version: string, status = 200): RequestListener {
  return (request, response) => {
    response.statusCode = request.url === '/version' ? 200 : status;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ version }));
  };
}

/** What comes of green: how the command ended, and the weights that the router keeps. */
async function released(green: RequestListener) {
  const example = await readFile(join(examples, 'blue-green/sentinel.yaml'), 'utf8');
  const cwd = await temporaryFolder({ 'sentinel.yaml': example.replaceAll('hold: 2s', 'hold: 1s') });
  const [users, admin] = [await closedPort(), await closedPort()];
  const env = {
    SHOP_USERS_PORT: String(users),
    SHOP_ADMIN_PORT: String(admin),
    SHOP_BLUE: await httpServer(service('1.0.0')),
    SHOP_GREEN: await httpServer(green),
  };
  const { exitCode, lastLine } = await runSentinel(['apply', '--version', '2.0.0', '--auto-approve'], {
    cwd,
    env,
  });
  const kept = await readFile(join(cwd, `.sentinel/router-127.0.0.1_${admin}.json`), 'utf8').catch(
    () => '{}',
  );
  const { weights } = JSON.parse(kept) as { readonly weights?: unknown };
  return { exitCode, lastLine, weights };
}

test('everybody changes over at once', async () => {
  expect(await released(service('2.0.0'))).toEqual({
    exitCode: 0,
    lastLine: 'Safe: shop/main completed: 2.0.0 takes 100 % on green.',
    weights: { blue: 0, green: 100 },
  });
});

test.skipIf(skipUnlessProving)('a version that fails while nobody is on it never has a user', async () => {
  const { exitCode, lastLine, weights } = await released(service('2.0.0', 500));
  expect([exitCode, weights]).toEqual([1, { blue: 100, green: 0 }]);
  expect(lastLine).toMatch(/^Blocked: shop\/main was rolled back: canary\.checkout/u);
});
