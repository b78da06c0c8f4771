/** Real servers that a suite needs, where they are installed. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { describe } from 'vitest';

import { closedPort } from './server.ts';

/**
 * A suite that needs programs. Where one is missing it is skipped and says so; on continuous integration that is an
 * error, since a suite that silently never runs proves nothing.
 */
export function describeWithDaemon(programs: readonly string[], name: string, suite: () => void): void {
  const missing = programs.filter((program) => !isInstalled(program)).join(' and ');
  if (missing !== '' && process.env['CI']) throw new Error(`${name}: ${missing} not installed`);
  const title = missing === '' ? name : `${name} (skipped: ${missing} not installed)`;
  describe.skipIf(missing !== '')(title, () => {
    suite();
  });
}

function isInstalled(program: string): boolean {
  return pathOf(program) !== undefined;
}

/** Debian keeps the programs of a PostgreSQL server, and HAProxy, out of the path. */
export function pathOf(program: string): string | undefined {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const folders = [...path, '/usr/sbin', ...globSync('/usr/lib/postgresql/*/bin')];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Daemon {
  /** `http://127.0.0.1:1234`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A Prometheus server over the given history, in the OpenMetrics format without its end mark. */
export async function startPrometheus(history: string): Promise<Daemon> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-prometheus-'));
  await writeFile(join(folder, 'history'), `${history}# EOF\n`);
  await writeFile(join(folder, 'config'), 'global: { scrape_interval: 1h }\n');
  const data = join(folder, 'data');
  const backfill = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'history'), data];
  await promisify(execFile)('promtool', backfill);
  const port = await closedPort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'config')}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (await isReady(() => answers(`${url}/-/ready`), child)) return { url, stop };
  await stop();
  throw new Error('prometheus does not start');
}

/** A Pushgateway that keeps nothing on disk. */
export async function startPushgateway(): Promise<Daemon> {
  const port = await closedPort();
  const child = spawn('prometheus-pushgateway', [`--web.listen-address=127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => ended(child);
  if (await isReady(() => answers(`${url}/-/ready`), child)) return { url, stop };
  await stop();
  throw new Error('prometheus-pushgateway does not start');
}

export interface RedisOptions {
  /** Lines of its configuration: `maxmemory-policy allkeys-lru`. */
  readonly config?: readonly string[];
  /** A port that a test picked itself, to start another server in the place of one that is gone. */
  readonly port?: number;
}

/** A Redis server that keeps nothing on disk. Its `url` is `redis://127.0.0.1:1234`. */
export async function startRedis({ config = [], port }: RedisOptions = {}): Promise<Daemon> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-redis-'));
  const chosen = port ?? (await closedPort());
  const lines = [`port ${chosen}`, 'bind 127.0.0.1', `dir ${folder}`, 'save ""', 'appendonly no', ...config];
  await writeFile(join(folder, 'config'), `${lines.join('\n')}\n`);
  const child = spawn('redis-server', [join(folder, 'config')], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = await new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) resolve(true);
    });
  });
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (ready) return { url: `redis://127.0.0.1:${chosen}`, stop };
  await stop();
  throw new Error('redis-server does not start');
}

export interface PostgresDaemon extends Daemon {
  /** Another database of the server, empty. */
  readonly freshDatabase: () => Promise<string>;
  /** Runs statements on a database, as its owner. */
  readonly sql: (url: string, statements: string) => Promise<string>;
}

/**
 * A PostgreSQL server with its data on disk. Its `url` is `postgres://sentinel@127.0.0.1:1234/postgres`. It does not run
 * as root, so a test that does becomes `nobody` for it. `prepare` is given the folder of its data before it starts.
 */
export async function startPostgres(
  config: readonly string[] = [],
  { prepare }: { readonly prepare?: (data: string) => Promise<void> } = {},
): Promise<PostgresDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-postgres-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    await chmod(folder, 0o755);
    await chown(folder, 65_534, 65_534);
  }
  const prefix = asRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const command = (program: string, ...args: string[]): [string, string[]] => {
    const [first = '', ...rest] = [...prefix, pathOf(program) ?? program, ...args];
    return [first, rest];
  };
  const data = join(folder, 'data');
  const run = promisify(execFile);
  await run(
    ...command('initdb', '-D', data, '-U', 'sentinel', '-A', 'trust', '-N', '--no-locale', '-E', 'UTF8'),
  );
  await prepare?.(data);
  const launch = async () => {
    const port = await closedPort();
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      ...config,
    ];
    const child = spawn(...command('postgres', '-D', data, ...settings.flatMap((line) => ['-c', line])), {
      stdio: 'ignore',
    });
    const isUp = async () => {
      try {
        await run(...command('pg_isready', '-q', '-h', '127.0.0.1', '-p', String(port)));
        return true;
      } catch {
        return false;
      }
    };
    return { port, child, ready: await isReady(isUp, child) };
  };
  let launched = await launch();
  // Another test may have taken the port meanwhile.
  for (let again = 0; again < 2 && !launched.ready; again++) {
    await ended(launched.child, 'SIGINT');
    launched = await launch();
  }
  const { port, child, ready } = launched;
  const urlOf = (database: string) => `postgres://sentinel@127.0.0.1:${port}/${database}`;
  const sql = async (url: string, statements: string) =>
    (
      await run(
        ...command('psql', '-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', statements),
      )
    ).stdout;
  const stop = async () => {
    // SIGINT: connections that are left over do not hold it up.
    await ended(child, 'SIGINT');
    await rm(folder, { recursive: true, force: true });
  };
  if (!ready) {
    await stop();
    throw new Error('postgres does not start');
  }
  let count = 0;
  const freshDatabase = async () => {
    const name = `store_${++count}`;
    await sql(urlOf('postgres'), `CREATE DATABASE ${name}`);
    return urlOf(name);
  };
  return { url: urlOf('postgres'), stop, freshDatabase, sql };
}

export interface HaproxyDaemon extends Daemon {
  /** The stats socket, with level admin. */
  readonly socket: string;
  /** What it answers to one line on that socket. */
  readonly tell: (line: string) => Promise<string>;
  /** Reads its file anew, as a service manager does; done when the new process answers. */
  readonly reload: () => Promise<void>;
}

/**
 * An HAProxy as a service manager runs it, a master and its worker. `config` is what follows its `global` section; the
 * frontend `web` is to bind `url`, which stands there as `${WEB}`.
 */
export async function startHaproxy(config: string): Promise<HaproxyDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-haproxy-'));
  const port = await closedPort();
  const socket = join(folder, 'admin.sock');
  const master = join(folder, 'master.sock');
  const file = join(folder, 'haproxy.cfg');
  const sections = ['global', `  stats socket ${socket} mode 600 level admin`, '  nbthread 2', config];
  await writeFile(file, `${sections.join('\n').replaceAll('${WEB}', `127.0.0.1:${port}`)}\n`);
  const child = spawn(pathOf('haproxy') ?? 'haproxy', ['-W', '-db', '-S', master, '-f', file], {
    stdio: 'ignore',
  });
  const tell = (line: string) => told(socket, line);
  const processId = async () => /^Pid: (\d+)$/mu.exec(await tell('show info').catch(() => ''))?.[1];
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  const reload = async () => {
    const before = await processId();
    child.kill('SIGUSR2');
    const isNew = async () => ![undefined, before].includes(await processId());
    if (!(await isReady(isNew, child))) throw new Error('haproxy does not reload');
  };
  // The master starts itself once more before it listens to signals.
  const isMasterUp = async () => (await told(master, 'show proc').catch(() => '')) !== '';
  const isUp = async () => (await isMasterUp()) && (await processId()) !== undefined;
  if (await isReady(isUp, child)) return { url: `http://127.0.0.1:${port}`, socket, tell, reload, stop };
  await stop();
  throw new Error('haproxy does not start');
}

/** What a server says to one line, on a socket that it then closes. */
export function told(socket: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket).setEncoding('utf8');
    let answer = '';
    connection.on('error', reject);
    connection.on('data', (chunk: string) => (answer += chunk));
    connection.on('end', () => resolve(answer.trim()));
    connection.end(`${line}\n`);
  });
}

export interface NginxDaemon extends Daemon {
  /** The program with arguments that name its configuration: with `-t` it checks it. */
  readonly command: readonly string[];
  /** The file with its process id. */
  readonly pid: string;
  readonly start: () => Promise<void>;
}

/**
 * An nginx with two workers. `config` is what its `http` section holds; a server there is to listen on its `url`, which
 * stands there as `${WEB}`. It keeps its files in `folder`.
 */
export async function startNginx(folder: string, config: string): Promise<NginxDaemon> {
  const address = `127.0.0.1:${await closedPort()}`;
  const file = join(folder, 'nginx.conf');
  const pid = join(folder, 'nginx.pid');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const lines = [
    'daemon off;',
    'worker_processes 2;',
    `pid ${pid};`,
    'events { worker_connections 1024; }',
    'http {',
    '  access_log off;',
    ...temporary.map((name) => `  ${name}_temp_path ${join(folder, name)};`),
    config.replaceAll('${WEB}', address),
    '}',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const program = pathOf('nginx') ?? 'nginx';
  const command = [program, '-c', file, '-e', join(folder, 'nginx.log')];
  const url = `http://${address}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(program, command.slice(1), { stdio: 'ignore' });
    if (await isReady(() => responds(url), child)) return;
    await ended(child);
    throw new Error('nginx does not start');
  };
  const stop = async () => {
    if (child) await ended(child);
  };
  await start();
  return { url, command, pid, start, stop };
}

async function isReady(ask: () => Promise<boolean>, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + 60_000;
  while (isRunning(child) && performance.now() < deadline) {
    if (await ask()) return true;
    await sleep(30);
  }
  return false;
}

/** Whether a GET is answered at all. */
async function responds(url: string): Promise<boolean> {
  return (await fetch(url).catch(() => undefined)) !== undefined;
}

/** Whether a GET is answered well. */
async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok === true;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (!isRunning(child)) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
