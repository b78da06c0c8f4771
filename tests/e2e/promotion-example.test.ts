/** `examples/promotion` by the built command, against the shop in its three environments. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, onTestFinished, test } from 'vitest';

import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { examples, verdicts } from './support/release-gate.ts';

/** The addresses of dev, stage and prod. */
async function startShop(): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(examples, 'promotion/shop.mjs'), '0', '0', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill());
  const found = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [environment = '', , address = ''] = line.split(' ');
    found.set(environment, address);
    if (found.size === 3) break;
  }
  return ['dev', 'stage', 'prod'].map((environment) => found.get(environment) ?? '');
}

test('a version goes from dev over stage to prod, each at its own address', async () => {
  const shops = await startShop();
  const running = () => Promise.all(shops.map(async (shop) => (await fetch(shop)).text()));
  const example = await readFile(join(examples, 'promotion/sentinel.yaml'), 'utf8');
  const policy = shops.reduce(
    (text, shop, index) => text.replace(`http://127.0.0.1:451${index + 1}`, shop),
    example.replace('>= 24h', '>= 1ms'),
  );
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const run = (command: string, env: string) =>
    runSentinel([command, '--env', env, '--version', 'v1.1.0', '--format', 'json', '--auto-approve'], {
      cwd,
    });

  const early = await run('apply', 'prod');
  expect(verdicts(early)).toMatchObject({ healthy: 'pass', soaked: 'unknown' });
  expect([early.exitCode, await running()]).toEqual([1, ['v1.0.0', 'v1.0.0', 'v1.0.0']]);

  expect((await run('apply', 'dev')).exitCode).toBe(0);
  expect(await running()).toEqual(['v1.1.0', 'v1.0.0', 'v1.0.0']);
  expect((await run('apply', 'stage')).exitCode).toBe(0);
  expect(await running()).toEqual(['v1.1.0', 'v1.1.0', 'v1.0.0']);
  expect((await run('apply', 'prod')).exitCode).toBe(0);
  expect(await running()).toEqual(['v1.1.0', 'v1.1.0', 'v1.1.0']);
});
