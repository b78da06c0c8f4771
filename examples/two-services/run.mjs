/** Both versions of both services, users who ask for them, and two releases: one that fails, and one that does not. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sentinel = join(import.meta.dirname, '../../dist/sentinel.js');
const policy = join(import.meta.dirname, 'sentinel.yaml');
const state = mkdtempSync(join(tmpdir(), 'two-services-'));

/** By what it is: its version, and the status of its answers. */
const services = {
  SHOP_BACKEND_BLUE: { version: '1.0.0', status: 200 },
  SHOP_BACKEND_GREEN: { version: '2.0.0', status: 200 },
  SHOP_FRONTEND_BLUE: { version: '5.0.0', status: 200 },
  SHOP_FRONTEND_GREEN: { version: '5.1.0', status: 500 },
};

function listening(answer) {
  const server = createServer(answer);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, port: server.address().port }));
  });
}

async function freePort() {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function serving(service) {
  return listening((request, response) => {
    const isVersion = request.url === '/version';
    response.writeHead(isVersion ? 200 : service.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ version: service.version }));
  });
}

const started = await Promise.all(Object.values(services).map(serving));
const env = { ...process.env, SENTINEL_STORE: `sqlite:${join(state, 'state.db')}` };
for (const [index, name] of Object.keys(services).entries())
  env[name] = `http://127.0.0.1:${started[index].port}`;
for (const name of ['BACKEND_PORT', 'BACKEND_ADMIN', 'FRONTEND_PORT', 'FRONTEND_ADMIN'])
  env[`SHOP_${name}`] = String(await freePort());

/** Whoever is turned away, as nothing listens between two releases, asks again. */
const users = setInterval(() => {
  for (const port of [env.SHOP_BACKEND_PORT, env.SHOP_FRONTEND_PORT])
    fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
}, 10);

function release(backend, frontend) {
  const versions = ['--version', `backend=${backend}`, '--version', `frontend=${frontend}`];
  const words = [sentinel, 'apply', '--policy', policy, '--auto-approve', '--ephemeral-store', ...versions];
  return new Promise((resolve) => {
    spawn(process.execPath, words, { env, stdio: 'inherit' }).on('close', resolve);
  });
}

try {
  const failed = await release('2.0.0', '5.1.0');
  services.SHOP_FRONTEND_GREEN.version = '5.1.1';
  services.SHOP_FRONTEND_GREEN.status = 200;
  const good = await release('2.0.0', '5.1.1');
  process.exitCode = failed === 1 && good === 0 ? 0 : 1;
} finally {
  clearInterval(users);
  for (const { server } of started) server.close();
  rmSync(state, { recursive: true });
}
