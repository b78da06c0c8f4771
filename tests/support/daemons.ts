/** Real servers that a suite needs, where they are installed. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
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
  if (await isReady(`${url}/-/ready`, child)) return { url, stop };
  await stop();
  throw new Error('prometheus does not start');
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

async function isReady(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + 15_000;
  while (child.exitCode === null && performance.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(30);
  }
  return false;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
