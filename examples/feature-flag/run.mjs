// The whole example in one command: a feature with a mistake, which only some internal users ever see, and then without it.
// Ends with 0 if that is what happened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = await mkdtemp(join(tmpdir(), 'feature-flag-'));
const children = [];

function start(command, args, env = process.env) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** The first line that fits. */
async function line(child, pattern) {
  for await (const text of createInterface({ input: child.stdout })) if (pattern.test(text)) return text;
  throw new Error('a program of the example does not start');
}

/** The command of this repository where it is built, else the one that is installed. */
const built = join(import.meta.dirname, '../../dist/sentinel.js');
const [program, ...first] = existsSync(built) ? [process.execPath, built] : ['sentinel'];

async function sentinel(...args) {
  const places = [`--policy=${join(import.meta.dirname, 'sentinel.yaml')}`, `--store=sqlite:${join(folder, 'state.db')}`];
  const child = spawn(program, [...first, ...args, ...places], {
    env: { ...process.env, SHOP_REDIS: redis, SHOP_URL: shop },
    stdio: ['ignore', 'pipe', args[0] === 'apply' ? 'inherit' : 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  return { code, said };
}

/** Begins a release, and lets the schedule move it on until it is over. */
async function release(version, errorRate) {
  console.log(`\n--- ${version}${errorRate > 0 ? `, ${errorRate * 100} % of whose answers are errors` : ''}`);
  await fetch(`${shop}/deploy?version=${version}&errors=${errorRate}`);
  const { code, said } = await sentinel('apply', '--auto-approve', '--detach', '--ephemeral-store', `--version=${version}`);
  if (code !== 0) throw new Error(said);
  let seen = { internal: 0, public: 0, acme: 0 };
  for (let ticks = 0; ticks < 120; ticks++) {
    await sentinel('tick', '--ephemeral-store');
    const status = JSON.parse((await sentinel('status', '--format=json')).said).rollouts[0];
    const who = await (await fetch(`${shop}/who`)).json();
    seen = Object.fromEntries(Object.entries(seen).map(([kind, most]) => [kind, Math.max(most, who[kind])]));
    console.log(`${status.phase}: ${who.internal} of 100 internal and ${who.public} of 300 other users are in`);
    if (['completed', 'rolled_back', 'failed'].includes(status.phase)) return { phase: status.phase, seen, who };
    await sleep(200);
  }
  return { phase: 'endless', seen };
}

let redis = '';
let shop = '';
try {
  const port = await freePort();
  const server = start('redis-server', ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '']);
  await line(server, /Ready to accept connections/u);
  redis = `redis://127.0.0.1:${port}`;
  shop = await line(start(process.execPath, [join(import.meta.dirname, 'shop.mjs')], { ...process.env, SHOP_REDIS: redis }), /^http/u);
  await sentinel('tick', '--ephemeral-store');
  const bad = await release('1.1.0', 0.3);
  const good = await release('1.2.0', 0);
  console.log(`\n1.1.0 ${bad.phase}, seen by ${bad.seen.public} outsiders; 1.2.0 ${good.phase}, by ${good.who?.public} of 300`);
  const asItShould =
    bad.phase === 'rolled_back' && bad.seen.public === 0 && good.phase === 'completed' && good.seen.acme === 0 && good.who.public > 200;
  process.exitCode = asItShould ? 0 : 1;
} finally {
  for (const child of children.toReversed()) {
    if (child.exitCode === null) child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
