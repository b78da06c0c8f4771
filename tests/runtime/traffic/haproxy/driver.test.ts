import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { DriverFailure } from '../../../../src/runtime/failure.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { Shift, TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/haproxy/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/haproxy/driver.ts';
import { describeWithDaemon } from '../../../support/daemons.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { haproxyStand } from '../../../support/haproxy.ts';
import { rawServer } from '../../../support/server.ts';
import { driverContract } from '../driver-contract.ts';

const roles = { stable: 'blue', canary: 'green' };
const never = new AbortController().signal;

function open(socket: string, parts: ResolvedRecord = {}): Promise<TrafficDriver> {
  return openDriver({ socket, backend: 'shop', slots: ['blue', 'green'], timeout: 1000, ...parts });
}

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 1, intent: '1-1' }, ...parts };
}

/** The columns that are read, among one that is not. */
const header = '1\n# be_id be_name srv_name srv_op_state srv_admin_state srv_uweight';
const states = (...lines: readonly string[]) => `${[header, ...lines].join('\n')}\n\n`;

describeWithDaemon(['haproxy'], 'a driver of HAProxy', () => {
  driverContract({
    descriptor,
    users: { held: true },
    afterRestart: 0,
    garbage: {
      'an empty line': '\n',
      'another protocol': 'HTTP/1.1 400 Bad Request\r\n\r\n',
      'no columns': '1\n\n',
      'too few columns': '1\n# be_id be_name srv_name\n3 shop blue\n\n',
      'too few cells': states('3 shop blue 2 0 100', '3 shop green 2 0'),
      'no number': states('3 shop blue 2 0 100', '3 shop green 2 0 ten'),
      'half a weight': `${header}\n3 shop blue 2 0 100\n3 shop green 2 0 1`,
      'no more than a server': `${header}\n3 shop blue 2 0 100\n`,
      'one server': states('3 shop blue 2 0 100'),
      'no weight at all': states('3 shop blue 2 0 0', '3 shop green 2 0 0'),
      'without an end': 'x'.repeat(4.5 * 1024 * 1024),
    },
    openAt: (port) => open(`127.0.0.1:${port}`, { timeout: 200 }),
    async stand() {
      const { haproxy } = await haproxyStand();
      return {
        driver: await open(haproxy.socket),
        port: Number(new URL(haproxy.url).port),
        async meddle(green) {
          await haproxy.tell(
            `set server shop/blue weight ${100 - green}; set server shop/green weight ${green}`,
          );
        },
        restart: haproxy.reload,
        stop: haproxy.stop,
      };
    },
  });

  test('a reload puts the weights of the file back, which is seen at the next look', async () => {
    const { haproxy, weights } = await haproxyStand();
    const driver = await open(haproxy.socket);
    await driver.shift(shift(30), never);
    await haproxy.reload();
    expect(await driver.read(roles, never)).toEqual({
      canary: 0,
      evicted: false,
      detail: 'blue 200, green 0',
    });
    await driver.shift(shift(30), never);
    expect(await weights()).toBe('blue 140, green 60');
  });

  test('servers that are drained, in maintenance or down', async () => {
    // Neither a back end with a server of that name, nor a front end of the back end's, is taken for it.
    const { haproxy } = await haproxyStand([
      'backend other',
      '  server green 127.0.0.1:1 weight 9',
      'frontend shop',
      '  default_backend shop',
    ]);
    const driver = await open(haproxy.socket);
    await driver.shift(shift(20), never);
    const { tell } = haproxy;
    await tell('set server shop/green state drain');
    expect(await driver.read(roles, never)).toEqual({
      canary: 0,
      evicted: false,
      detail: 'blue 160, green 0 (drained)',
    });
    await tell('set server shop/green state maint');
    expect(await driver.read(roles, never)).toEqual({
      canary: 0,
      evicted: true,
      detail: 'blue 160, green 0 (maintenance)',
    });
    await tell('set server shop/blue state maint');
    await expect(driver.read(roles, never)).rejects.toThrow('no server of the back end `shop` takes traffic');
    await driver.shift(shift(20), never);
    expect(await driver.read(roles, never)).toEqual({
      canary: 20,
      evicted: false,
      detail: 'blue 160, green 40',
    });
  });

  test('a socket of lesser level tells what it needs', async () => {
    const folder = await temporaryFolder();
    const lesser = join(folder, 'lesser.sock');
    await haproxyStand([`global`, `  stats socket ${lesser} level operator`]);
    const driver = await open(lesser);
    expect(await driver.read(roles, never)).toMatchObject({ canary: 0 });
    await expect(driver.shift(shift(10), never)).rejects.toThrow(
      `HAProxy at ${lesser}: nothing may be changed there; the \`stats socket\` needs \`level admin\``,
    );
  });

  test('a back end that is not there', async () => {
    const { haproxy } = await haproxyStand();
    const driver = await open(haproxy.socket, { backend: 'shoe' });
    await expect(driver.read(roles, never)).rejects.toThrow("Can't find backend");
    await expect(driver.shift(shift(10), never)).rejects.toThrow('No such');
  });
});

describe('the commands', () => {
  /** What is sent for a change, command by command. */
  async function commandsFor(change: Shift): Promise<readonly string[]> {
    const sent: string[] = [];
    const port = await rawServer((socket) => {
      socket.on('data', (line) => {
        sent.push(...line.toString().trim().split('; '));
        socket.end('\n'.repeat(sent.length));
      });
    });
    await (await open(`127.0.0.1:${port}`)).shift(change, never);
    return sent.map((command) => command.replace('set server shop/', ''));
  }

  test.each([
    [10, ['blue weight 180', 'blue state ready', 'green weight 20', 'green state ready']],
    [50, ['green weight 100', 'green state ready', 'blue weight 100', 'blue state ready']],
    // Binary fractions make a little less than 58 parts of it.
    [29, ['blue weight 142', 'blue state ready', 'green weight 58', 'green state ready']],
    [100, ['green weight 200', 'green state ready', 'blue weight 0', 'blue state ready']],
    [0, ['blue weight 200', 'blue state ready', 'green weight 0', 'green state ready']],
  ])('who is to take more comes first: %d %%', async (weight, commands) => {
    expect(await commandsFor(shift(weight))).toEqual(commands);
  });

  test('an eviction', async () => {
    expect(await commandsFor(shift(0, { verb: 'evict' }))).toEqual([
      'blue weight 200',
      'blue state ready',
      'green weight 0',
      'green state maint',
    ]);
  });

  test('on no way from one weight to another does the canary take more than the larger of both', async () => {
    const weights = [0, 0.5, 5, 12.5, 20, 33.3, 49.5, 50, 50.5, 66, 99.5, 100];
    for (const from of weights)
      for (const to of weights) {
        const slots = { blue: 200 - Math.floor(from * 2), green: Math.floor(from * 2) };
        for (const command of await commandsFor(shift(to))) {
          const [, slot, weight] = /^(blue|green) weight (\d+)$/u.exec(command) ?? [];
          if (slot !== undefined) slots[slot as 'blue' | 'green'] = Number(weight);
          const all = slots.blue + slots.green;
          expect(all).toBeGreaterThan(0);
          expect((slots.green / all) * 100).toBeLessThanOrEqual(Math.max(from, to));
        }
      }
  });

  test('an answer that is cut short is no success', async () => {
    const port = await rawServer((socket) => {
      socket.on('data', () => socket.end('\n\n'));
    });
    const driver = await open(`127.0.0.1:${port}`);
    await expect(driver.shift(shift(10), never)).rejects.toThrow('the answer is cut short');
  });
});

describe('what cannot be a configuration', () => {
  test.each([
    ['haproxy.sock', 'the socket haproxy.sock is neither an absolute path nor'],
    ['::1:9999', 'with an IPv6 address as `[::1]:9999`'],
    ['localhost:0', 'localhost:0 has no port between 1 and 65535'],
    ['localhost:70000', 'has no port between'],
    [
      `/run/${'x'.repeat(100)}.sock`,
      'the path of the socket has 110 bytes, and no more than 100 are possible',
    ],
  ])('the socket %s', async (socket, why) => {
    const failure = await open(socket).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DriverFailure);
    expect((failure as Error).message).toContain(why);
  });

  test.each(['shop; shutdown sessions', 'shop\nset', 'shop/blue', 'shop blue', '', 'shöp', '@1'])(
    'the name %j',
    async (name) => {
      for (const parts of [{ backend: name }, { slots: ['blue', name] }, { slots: [], stable: name }])
        await expect(open('/run/h.sock', parts)).rejects.toThrow(
          'cannot be the name of a back end or a server',
        );
      const driver = await open('/run/h.sock');
      const change = shift(10, { roles: { stable: 'blue', canary: name } });
      await expect(driver.shift(change, never)).rejects.toBeInstanceOf(DriverFailure);
    },
  );
});

describe('the way to it', () => {
  test('a socket that is not there, or is none', async () => {
    const folder = await temporaryFolder({ file: '' });
    for (const [name, why] of [
      ['gone.sock', 'there is no such socket'],
      ['file', /it is no socket|connection refused/u],
    ] as const)
      await expect((await open(join(folder, name))).read(roles, never)).rejects.toThrow(why);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('a change that is called off while nothing is answered ends at once', async () => {
    const driver = await open(`127.0.0.1:${await rawServer(() => undefined, { patient: true })}`);
    const calling = new AbortController();
    const asked = driver.shift(shift(10), calling.signal);
    calling.abort(new Error('called off'));
    await expect(asked).rejects.toThrow('called off');
  });

  test('an IPv6 address', async () => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end(states('3 shop blue 2 0 100', '3 shop green 0 0 100')));
    });
    server.listen(0, '::1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const driver = await open(`[::1]:${(server.address() as AddressInfo).port}`);
    expect(await driver.read(roles, never)).toEqual({
      canary: 50,
      evicted: false,
      detail: 'blue 100, green 100 (down)',
    });
  });

  test('metadata services are never asked', async () => {
    const driver = await open('169.254.169.254:80');
    await expect(driver.read(roles, never)).rejects.toThrow('is a link-local address');
  });
});
