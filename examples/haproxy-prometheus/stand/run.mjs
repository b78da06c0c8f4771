// The whole example in one command: a good version goes to all users, then a bad one goes back by itself.
// Ends with 0 if that is what happened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const example = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'shop-run-'));
const ports = { WEB_PORT: '0', PROMETHEUS_PORT: '0', CONTROL_PORT: '0', SOCKET: join(folder, 'haproxy.sock') };
const stand = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], {
  env: { ...process.env, ...ports },
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** The command of this repository where it is built, else the one that is installed. */
const built = join(example, '../../dist/sentinel.js');
const sentinel = existsSync(built) ? [process.execPath, built] : ['sentinel'];

async function release(version, slot, errors, { socket, web, prometheus, control }) {
  console.log(`\n--- ${version} is deployed to ${slot}${errors > 0 ? `; ${errors * 100} % of its answers are errors` : ''}`);
  await fetch(`${control}/${slot}?version=${version}&errors=${errors}`, { method: 'POST' });
  const [command, ...first] = sentinel;
  const child = spawn(
    command,
    [
      ...first,
      'apply',
      '--auto-approve',
      '--ephemeral-store',
      `--version=${version}`,
      `--policy=${join(example, 'sentinel.yaml')}`,
      `--store=sqlite:${join(folder, 'state.db')}`,
      '--timeout=60s',
    ],
    {
      env: { ...process.env, SHOP_SOCKET: socket, SHOP_WEB: web, SHOP_PROMETHEUS: prometheus },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const [code] = await once(child, 'exit');
  return code;
}

try {
  const [line] = await Promise.race([
    once(createInterface({ input: stand.stdout }), 'line'),
    once(stand, 'exit').then(() => Promise.reject(new Error('the stand does not start'))),
  ]);
  const addresses = JSON.parse(line);
  const good = await release('1.1.0', 'green', 0, addresses);
  const bad = await release('1.2.0', 'blue', 0.2, addresses);
  console.log(`\n1.1.0 ended with ${good}, 1.2.0 with ${bad}`);
  process.exitCode = good === 0 && bad !== 0 ? 0 : 1;
} finally {
  if (stand.exitCode === null) {
    stand.kill('SIGTERM');
    await once(stand, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
