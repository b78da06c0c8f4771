// HAProxy, Prometheus, two slots with a service each, and some users: what the policy beside needs to be tried.
// Prints one line of JSON with the addresses once all is ready; ends on SIGTERM or SIGINT.
//
//   node stand/start.mjs                      ports 8080, 9090 and 8090
//   WEB_PORT=0 PROMETHEUS_PORT=0 …            any free port
//
// A deployment: curl -X POST 'http://127.0.0.1:8090/green?version=1.1.0&errors=0.2'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const example = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'shop-'));
const { SOCKET = '/tmp/sentinel-example.sock', USERS = '4' } = process.env;

/** What runs in a slot; `errors` is the share of requests that it answers with 500. */
function service(name) {
  const state = { version: '1.0.0', errors: 0, count: 0 };
  const server = createServer((request, response) => {
    if (request.url === '/version') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ version: state.version }));
      return;
    }
    state.count += 1;
    const fails = Math.floor(state.count * state.errors) > Math.floor((state.count - 1) * state.errors);
    response.writeHead(fails ? 500 : 200, { 'Content-Length': name.length }).end(name);
  });
  server.keepAliveTimeout = 60_000;
  return { name, state, server };
}

async function listening(server, port = 0) {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** The port that is asked for, or a free one. */
async function portOf(name, usual) {
  const port = Number(process.env[name] ?? usual);
  if (port !== 0) return port;
  const server = createServer();
  const free = await listening(server);
  server.close();
  return free;
}

async function ready(url, child) {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(25);
  }
  throw new Error(`nobody answers at ${url}`);
}

const slots = [service('blue'), service('green')];
const [blue, green] = await Promise.all(slots.map(({ server }) => listening(server)));
const [web, prometheus, control] = [
  await portOf('WEB_PORT', 8080),
  await portOf('PROMETHEUS_PORT', 9090),
  await portOf('CONTROL_PORT', 8090),
];

const program = existsSync('/usr/sbin/haproxy') ? '/usr/sbin/haproxy' : 'haproxy';
const proxy = spawn(program, ['-W', '-db', '-f', join(example, 'haproxy.cfg')], {
  env: { SOCKET, WEB_PORT: web, BLUE_PORT: blue, GREEN_PORT: green },
  stdio: ['ignore', 'ignore', 'ignore'],
});
const config = await readFile(join(example, 'prometheus.yml'), 'utf8');
await writeFile(join(folder, 'prometheus.yml'), config.replace('127.0.0.1:8080', `127.0.0.1:${web}`));
const metrics = spawn(
  'prometheus',
  [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${prometheus}`,
  ],
  { stdio: 'ignore' },
);

// POST /green?version=1.1.0&errors=0.2 deploys to a slot.
const deployments = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const slot = slots.find(({ name }) => pathname === `/${name}`);
  if (request.method !== 'POST' || !slot) {
    response.writeHead(404).end();
    return;
  }
  if (searchParams.has('version')) slot.state.version = searchParams.get('version');
  slot.state.errors = Number(searchParams.get('errors') ?? 0);
  response.end();
});
await listening(deployments, control);

// Users who do not hurry: some hundred requests per second, and no cookies.
const agent = new Agent({ keepAlive: true });
const leaving = new AbortController();
async function user() {
  while (!leaving.signal.aborted) {
    await new Promise((resolve) => {
      get({ port: web, host: '127.0.0.1', agent }, (response) => response.resume().on('end', resolve)).on(
        'error',
        resolve,
      );
    });
    await sleep(10);
  }
}

async function stop() {
  if (leaving.signal.aborted) return;
  leaving.abort();
  agent.destroy();
  for (const child of [proxy, metrics])
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  for (const server of [deployments, ...slots.map((slot) => slot.server)]) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true, force: true });
}
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);

try {
  const address = (port) => `http://127.0.0.1:${port}`;
  await Promise.all([ready(`${address(web)}/metrics`, proxy), ready(`${address(prometheus)}/-/ready`, metrics)]);
  for (let count = 0; count < Number(USERS); count++) void user();
  // A new Prometheus reads nothing for some seconds.
  const query = `${address(prometheus)}/api/v1/query?query=haproxy_server_http_responses_total`;
  while (!leaving.signal.aborted && (await (await fetch(query)).json()).data.result.length === 0) await sleep(100);
  console.log(
    JSON.stringify({
      socket: SOCKET,
      web: address(web),
      prometheus: address(prometheus),
      control: address(control),
      pids: { haproxy: proxy.pid, prometheus: metrics.pid },
    }),
  );
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
  await stop();
}
