import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openDriver } from '../../../../src/app/adapters.ts';
import { systemClock } from '../../../../src/app/clock.ts';
import { DriverFailure } from '../../../../src/runtime/failure.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { parseAddress } from '../../../../src/runtime/traffic/router/address.ts';
import { requiredTextOf } from '../../../../src/runtime/host/config.ts';
import { optionsOf } from '../../../../src/runtime/traffic/router/driver.ts';
import { startRouter } from '../../../../src/runtime/traffic/router/server.ts';
import { descriptor } from '../../../../src/runtime/traffic/router/descriptor.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { driverContract } from '../driver-contract.ts';
import { answerWith, routerOver, send } from '../../../support/router.ts';
import { closedPort, httpServer, rawServer } from '../../../support/server.ts';

const roles = { stable: 'blue', canary: 'green' };
const fence = { epoch: 1, intent: '1-1' };
const { signal } = new AbortController();

async function configFor(more: ResolvedRecord = {}): Promise<ResolvedRecord> {
  return withDefaults(descriptor, {
    listen: `127.0.0.1:${await closedPort()}`,
    admin: `127.0.0.1:${await closedPort()}`,
    slots: { blue: await httpServer(answerWith('blue')), green: await httpServer(answerWith('green')) },
    ...more,
  });
}

async function open(config: ResolvedRecord, root?: string, drives = true): Promise<TrafficDriver> {
  const driver = await openDriver('router', config, {
    root: root ?? (await temporaryFolder()),
    drives,
    clock: systemClock(),
  });
  onTestFinished(() => driver.close());
  return driver;
}

driverContract({
  descriptor,
  users: { held: true, byLot: true },
  afterRestart: 30,
  garbage: {
    'another protocol': 'hello\n',
    'no JSON': answerOf('hello'),
    'other JSON': answerOf('{"weights":{"blue":"100"}}'),
    'no object': answerOf('null'),
    'weights alone': answerOf('{"weights":{"blue":100,"green":0}}'),
    'an error': answerOf('{"error":"no"}', '500 Internal Server Error'),
    'half an answer': answerOf('{"weights":{"blue":100,"green":0}}').slice(0, -3),
    'without an end': answerOf('x'.repeat(100_000)),
  },
  openAt: async (port) =>
    openDriver('router', await configFor({ admin: `127.0.0.1:${port}`, timeout: 200 }), {
      root: '',
      drives: true,
      clock: systemClock(),
    }),
  async stand() {
    const [config, root] = [await configFor({ sticky: { cookie: 'track' } }), await temporaryFolder()];
    let router = await startRouter(optionsOf(config, join(root, '.sentinel')));
    onTestFinished(() => router.close());
    const { port } = router.admin;
    return {
      driver: await open(config, root),
      port: router.listen.port,
      async meddle(green) {
        const body = JSON.stringify({ weights: { blue: 100 - green, green } });
        await send(port, { method: 'PUT', path: '/weights', body });
      },
      async restart() {
        await router.close();
        router = await startRouter(optionsOf(config, join(root, '.sentinel')));
      },
      stop: () => router.close(),
    };
  },
});

function answerOf(body: string, status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

describe('where nobody listens', () => {
  test('it runs the router itself, for as long as it is open', async () => {
    const config = await configFor();
    const driver = await open(config);
    expect(driver.target).toBe(`router ${requiredTextOf(config, 'admin')}`);
    expect(await driver.read(roles, signal)).toMatchObject({ canary: 0, detail: 'blue 100, green 0' });
    await driver.shift({ roles, weight: 33.5, verb: 'shift', fence }, signal);
    expect(await driver.read(roles, signal)).toMatchObject({ canary: 33.5, detail: 'blue 66.5, green 33.5' });
    const { port } = parseAddress(requiredTextOf(config, 'listen'));
    expect((await send(port, {})).status).toBe(200);
    await driver.close();
    await expect(driver.read(roles, signal)).rejects.toThrow(DriverFailure);
    await expect(send(port, {})).rejects.toThrow('ECONNREFUSED');
  });

  test('the weights survive its end, and roles may have been exchanged', async () => {
    const [config, root] = [await configFor(), await temporaryFolder()];
    const first = await open(config, root);
    await first.shift({ roles, weight: 100, verb: 'shift', fence }, signal);
    await first.close();
    const second = await open(config, root);
    expect(await second.read({ stable: 'green', canary: 'blue' }, signal)).toMatchObject({ canary: 0 });
    expect(await second.read(roles, signal)).toMatchObject({ canary: 100 });
  });

  test('whoever only looks starts nothing, and reads what a router would begin with', async () => {
    const [config, root] = [await configFor(), await temporaryFolder()];
    const looking = await open(config, root, false);
    const remark = '; the router is not running';
    expect(await looking.read(roles, signal)).toMatchObject({
      canary: 0,
      detail: `blue 100, green 0${remark}`,
    });
    await expect(looking.read({ stable: 'blue', canary: 'red' }, signal)).rejects.toThrow(/no slot red/u);
    const driving = await open(config, root);
    await driving.shift({ roles, weight: 30, verb: 'shift', fence }, signal);
    expect(await looking.read(roles, signal)).toMatchObject({ canary: 30, detail: 'blue 70, green 30' });
    await driving.close();
    expect(await looking.read(roles, signal)).toMatchObject({
      canary: 30,
      detail: `blue 70, green 30${remark}`,
    });
  });

  test('a change that is called off while nothing is answered ends at once', async () => {
    const port = await rawServer(() => undefined, { patient: true });
    const driver = await open(await configFor({ admin: `127.0.0.1:${port}` }), undefined, false);
    const calling = new AbortController();
    const asked = driver.shift({ roles, weight: 10, verb: 'shift', fence }, calling.signal);
    calling.abort(new Error('called off'));
    await expect(asked).rejects.toThrow('called off');
  });

  test('a port that is taken', async () => {
    const config = await configFor({ listen: new URL(await httpServer(answerWith(''))).host });
    await expect(open(config)).rejects.toThrow(/the router cannot be started: .*EADDRINUSE/u);
  });

  test.each([
    ['`8080` is no address; write `host:port`', { listen: '8080' }],
    ['`a:70000` is no address; write `host:port`', { admin: 'a:70000' }],
    [
      'the address of the slot blue is no address with http',
      { slots: { blue: 'https://127.0.0.1:1', green: 'http://127.0.0.1:2' } },
    ],
  ])('%s', async (reason, more) => {
    await expect(open(await configFor(more))).rejects.toThrow(new DriverFailure(reason));
  });
});

describe('where a router runs', () => {
  test('it is that one', async () => {
    const router = await routerOver();
    const driver = await open(await configFor({ admin: `127.0.0.1:${router.admin.port}` }));
    await driver.shift({ roles, weight: 40, verb: 'shift', fence }, signal);
    await driver.close();
    expect(await router.metrics()).toContain('canary_percent 40\n');
  });

  test('two that open at the same time share one', async () => {
    const [config, root] = [await configFor(), await temporaryFolder()];
    const [first, second] = await Promise.all([open(config, root), open(config, root)]);
    await first.shift({ roles, weight: 10, verb: 'shift', fence }, signal);
    expect(await second.read(roles, signal)).toMatchObject({ canary: 10 });
  });

  test('who lost the lease moves nothing', async () => {
    const driver = await open(await configFor());
    await driver.shift({ roles, weight: 10, verb: 'shift', fence: { epoch: 5, intent: '1-1' } }, signal);
    const late = driver.shift(
      { roles, weight: 50, verb: 'shift', fence: { epoch: 4, intent: '1-2' } },
      signal,
    );
    await expect(late).rejects.toThrow(/refuses: epoch 4 is over, epoch 5 holds/u);
    expect(await driver.read(roles, signal)).toMatchObject({ canary: 10 });
  });

  test('it does not know the slot', async () => {
    const driver = await open(await configFor());
    await expect(driver.read({ stable: 'blue', canary: 'toString' }, signal)).rejects.toThrow(
      /has no slot toString/u,
    );
  });
});

test('addresses', () => {
  expect(parseAddress(':80')).toEqual({ host: '127.0.0.1', port: 80 });
  expect(parseAddress('[::1]:80')).toEqual({ host: '::1', port: 80 });
  expect(parseAddress('0.0.0.0:80')).toEqual({ host: '0.0.0.0', port: 80 });
});
