/** HAProxy, Prometheus, two services and some users, as `examples/haproxy-prometheus` starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { type CommandRun, runSentinel, type RunningCommand, startSentinel } from '../../support/cli.ts';
import { told } from '../../support/daemons.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { examples } from './release-gate.ts';

export const example = join(examples, 'haproxy-prometheus');

interface Addresses {
  readonly socket: string;
  readonly web: string;
  readonly prometheus: string;
  readonly control: string;
  readonly pids: { readonly haproxy: number; readonly prometheus: number };
}

export type Slot = 'blue' | 'green';

export interface Shop extends Addresses {
  readonly deploy: (slot: Slot, version: string, errors?: number) => Promise<void>;
  readonly everybodyOn: (slot: Slot) => Promise<void>;
  /** All users on blue, and both slots sound. */
  readonly reset: () => Promise<void>;
  /** Percent of the traffic that green takes by the weights of HAProxy. */
  readonly green: () => Promise<number>;
  readonly reaches: (green: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startShop(): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-shop-'));
  const child = spawn(process.execPath, [join(example, 'stand/start.mjs')], {
    env: {
      PATH: process.env['PATH'],
      WEB_PORT: '0',
      PROMETHEUS_PORT: '0',
      CONTROL_PORT: '0',
      SOCKET: join(folder, 'admin.sock'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const addresses = JSON.parse(line) as Addresses;
  const { control, socket } = addresses;
  const deploy = async (slot: Slot, version: string, errors = 0) => {
    await fetch(`${control}/${slot}?version=${version}&errors=${errors}`, { method: 'POST' });
  };
  const green = () => greenIn(socket);
  const everybodyOn = async (slot: Slot) => {
    const other = slot === 'blue' ? 'green' : 'blue';
    const weights = [`${slot} weight 200`, `${other} weight 0`, 'blue state ready', 'green state ready'];
    await told(socket, weights.map((change) => `set server shop/${change}`).join('; '));
  };
  return {
    ...addresses,
    deploy,
    green,
    everybodyOn,
    async reset() {
      await everybodyOn('blue');
      await deploy('blue', '1.0.0');
      await deploy('green', '1.0.0');
    },
    async reaches(weight) {
      while ((await green()) !== weight) await sleep(20);
    },
    async stop() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function greenIn(socket: string): Promise<number> {
  const [, , ...lines] = (await told(socket, 'show servers state shop')).split('\n');
  const weights = new Map(
    lines.map((line) => line.split(' ')).map((cells) => [cells[3], cells[6] === '0' ? Number(cells[7]) : 0]),
  );
  const [blue = 0, green = 0] = [weights.get('blue'), weights.get('green')];
  return (green / (blue + green)) * 100;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** A project with the example's policy, its stages shorter, and a store of its own. */
export async function projectOf(
  { socket, web, prometheus }: Shop,
  change: (policy: string) => string = (policy) => policy,
) {
  const policy = await readFile(join(example, 'sentinel.yaml'), 'utf8');
  const cwd = await temporaryFolder({
    'sentinel.yaml': change(
      policy
        .replaceAll('hold: 3s', 'hold: 1s')
        .replace('every: 500ms', 'every: 250ms')
        .replace('warmup: 1s', 'warmup: 750ms'),
    ),
  });
  const env = { SHOP_SOCKET: socket, SHOP_WEB: web, SHOP_PROMETHEUS: prometheus };
  const apply = (version: string): string[] => ['apply', '--version', version, '--auto-approve'];
  return {
    release: (version: string): Promise<CommandRun> => runSentinel(apply(version), { cwd, env }),
    begin: (version: string): RunningCommand => startSentinel(apply(version), { cwd, env }),
    start: (...args: readonly string[]): RunningCommand => startSentinel(args, { cwd, env }),
    run: (...args: readonly string[]): Promise<CommandRun> => runSentinel(args, { cwd, env }),
  };
}
