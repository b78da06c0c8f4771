import { describe, expect, onTestFinished, test } from 'vitest';

import { type Assignment, placeOf, weightIn } from '../../../../src/plan/assignment.ts';
import { flagOfFields } from '../../../../src/plan/flag-fields.ts';
import { SecretText } from '../../../../src/plan/secret.ts';
import { connect } from '../../../../src/runtime/host/redis/connection.ts';
import { parseAddress } from '../../../../src/runtime/host/redis/address.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { Shift, TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/redis/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/redis/driver.ts';
import { commandOf } from '../../../../src/runtime/traffic/redis/script.ts';
import { type Daemon, describeWithDaemon, startRedis } from '../../../support/daemons.ts';
import { CUT, tcpProxy } from '../../../support/tcp-proxy.ts';
import { runs } from '../../../support/tier.ts';
import { driverContract } from '../driver-contract.ts';

const roles = { stable: 'off', canary: 'on' };
const never = new AbortController().signal;
const KEY = 'flag:checkout';

const everybody: Assignment = {
  seed: 'shop/main/',
  by: ['actor'],
  overrides: [],
  audiences: [{ reaches: 100, splits: [] }],
  variants: [],
};
const inTurn: Assignment = {
  ...everybody,
  audiences: [
    { name: 'internal', reaches: 100, splits: [] },
    { name: 'public', reaches: 100, splits: [] },
  ],
};

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 1, intent: '1-1' }, ...parts };
}

function open(url: string, assignment?: Assignment, parts: ResolvedRecord = {}): Promise<TrafficDriver> {
  return openDriver(
    { url, key: KEY, timeout: 1000, ...parts },
    assignment ? { flag: { policy: 'shop', rollout: 'main', assignment } } : {},
  );
}

type Send = (...command: readonly string[]) => Promise<unknown>;

async function client(url: string): Promise<Send> {
  const connection = await connect(parseAddress(url), 1000);
  onTestFinished(() => connection.close());
  return async (...command) => (await connection.send([command]))[0];
}

async function redis(): Promise<Daemon> {
  const daemon = await startRedis();
  onTestFinished(daemon.stop);
  return daemon;
}

function fieldsOf(answer: unknown): Record<string, string> {
  const cells = answer as readonly string[];
  return Object.fromEntries(
    cells.flatMap((name, at) => (at % 2 === 0 ? [[name, cells[at + 1] ?? ''] as const] : [])),
  );
}

describeWithDaemon(['redis-server'], 'a driver of Redis', () => {
  driverContract({
    descriptor,
    afterRestart: 0,
    loses: true,
    garbage: {
      'another protocol': 'HTTP/1.1 400 Bad Request\r\n\r\n',
      'a number': ':5\r\n',
      'half a field': '*1\r\n$7\r\nenabled\r\n',
      'no texts': '*2\r\n:1\r\n:2\r\n',
      'half an answer': '*2\r\n$7\r\nenab',
      'an error': '-LOADING Redis is loading the dataset in memory\r\n',
    },
    openAt: (port) => open(`redis://127.0.0.1:${port}`, everybody, { timeout: 200 }),
    async stand() {
      let daemon = await startRedis();
      onTestFinished(() => daemon.stop());
      const port = Number(new URL(daemon.url).port);
      const proxy = await tcpProxy(port);
      return {
        driver: await open(`redis://127.0.0.1:${proxy.port}`, everybody),
        async meddle(share) {
          await (
            await client(daemon.url)
          )('HSET', KEY, 'rollout_percent', String(share));
        },
        async restart() {
          await daemon.stop();
          daemon = await startRedis({ port });
        },
        stop: () => daemon.stop(),
        lose() {
          proxy.meddle(() => [CUT]);
          return () => proxy.meddle((chunk) => [chunk]);
        },
      };
    },
  });

  test('the fields that readers and people see', async () => {
    const { url } = await redis();
    const send = await client(url);
    const driver = await open(url, inTurn);
    expect(await driver.read(roles, never)).toEqual({ canary: 0, detail: 'no flag' });
    await driver.shift(shift(50), never);
    expect(fieldsOf(await send('HGETALL', KEY))).toMatchObject({
      enabled: '1',
      internal_only: '1',
      audience: 'internal',
      rollout_percent: '50',
      paused: '0',
      epoch: '1',
      intent: '1-1',
    });
    await driver.shift(shift(110), never);
    expect(fieldsOf(await send('HGETALL', KEY))).toMatchObject({
      internal_only: '0',
      audience: 'public',
      rollout_percent: '10',
    });
    expect(await driver.read(roles, never)).toEqual({ canary: 110, detail: 'public 10 %' });
    await driver.shift(shift(0, { verb: 'evict' }), never);
    expect(await send('HGET', KEY, 'enabled')).toBe('0');
    expect(await driver.read(roles, never)).toMatchObject({ canary: 0 });
  });

  test('readers never see a state in which an outsider is in before the public begins', async () => {
    const { url } = await redis();
    const driver = await open(url, inTurn);
    await driver.shift(shift(1), never);
    const reader = await client(url);
    let asked = 1;
    let samples = 0;
    const over = new AbortController();
    const positions = new Set<number>();
    const sampling = (async () => {
      while (!over.signal.aborted) {
        // What is answered was read between the two.
        const before = asked;
        const flag = flagOfFields(fieldsOf(await reader('HGETALL', KEY)));
        const position = flag?.position ?? NaN;
        positions.add(position);
        expect(position).toBeLessThanOrEqual(Math.max(before, asked));
        expect(weightIn({ reaches: 100 }, 1, position)).toBe(Math.max(position - 100, 0));
        samples++;
      }
    })();
    for (let round = 0; round < runs(3, 100); round++)
      for (const position of [50, 100, 101, 110, 200, 0]) {
        asked = Math.max(position, asked);
        await driver.shift(shift(position), never);
        if (position === 0) asked = 50;
      }
    over.abort();
    await sampling;
    expect([...positions].every((one) => [0, 1, 50, 100, 101, 110, 200].includes(one))).toBe(true);
    expect(samples).toBeGreaterThan(runs(10, 1000));
    expect(placeOf(100)).toEqual({ audience: 0, weight: 100 });
  });

  test.each(['paused', 'enabled'])('a stop by hand in `%s` is told, and no rise undoes it', async (field) => {
    const { url } = await redis();
    const send = await client(url);
    const driver = await open(url, everybody);
    await driver.shift(shift(30), never);
    await send('HSET', KEY, field, field === 'paused' ? '1' : '0');
    const read = await driver.read(roles, never);
    expect(read).toMatchObject(
      field === 'paused'
        ? { canary: 30, held: 'the flag is paused by hand, until `paused` is 0 again' }
        : { canary: 0, detail: 'not enabled, 30 %' },
    );
    await expect(driver.shift(shift(50, { from: 30 }), never)).rejects.toThrow(
      field === 'paused' ? 'paused by hand' : 'somebody has changed it',
    );
    await driver.shift(shift(0, { verb: 'evict' }), never);
    if (field === 'paused') expect(await send('HGET', KEY, 'paused')).toBe('1');
  });

  test('a share that somebody lowered meanwhile is not raised, but by who has seen it', async () => {
    const { url } = await redis();
    const send = await client(url);
    const driver = await open(url, everybody);
    await driver.shift(shift(30), never);
    await send('HSET', KEY, 'rollout_percent', '5');
    await expect(driver.shift(shift(50, { from: 30 }), never)).rejects.toThrow(
      'the flag stands at 5 and no longer at 30',
    );
    await driver.shift(shift(50, { from: 5 }), never);
    expect((await driver.read(roles, never)).canary).toBe(50);
  });

  test('what was changed between reading and writing is not raised', async () => {
    const { url } = await redis();
    const send = await client(url);
    await (await open(url, everybody)).shift(shift(30), never);
    const rise = (expected: string) =>
      send(
        ...commandOf(
          KEY,
          { epoch: 1, intent: '1-2' },
          [['rollout_percent', expected]],
          [['rollout_percent', '50']],
        ),
      );
    expect(await rise('20')).toBe('changed');
    expect(await send('HGET', KEY, 'rollout_percent')).toBe('30');
    expect(await rise('30')).toBe('ok');
    expect(await send('HGET', KEY, 'rollout_percent')).toBe('50');
  });

  test('a flag of another rollout, and fields that are none', async () => {
    const { url } = await redis();
    const send = await client(url);
    await (await open(url, everybody)).shift(shift(30), never);
    const other = await openDriver(
      { url, key: KEY, timeout: 1000 },
      { flag: { policy: 'shop', rollout: 'other', assignment: everybody } },
    );
    await expect(other.read(roles, never)).rejects.toThrow('the rollout main of shop');
    await send('HSET', KEY, 'rollout_percent', 'many');
    await expect((await open(url, everybody)).read(roles, never)).rejects.toThrow('cannot be read');
    await send('DEL', KEY);
    await send('SET', KEY, 'text');
    await expect((await open(url, everybody)).read(roles, never)).rejects.toThrow('WRONGTYPE');
  });

  test('a flag that another program keeps is switched off by its percentage alone', async () => {
    const { url } = await redis();
    const send = await client(url);
    await send('HSET', KEY, 'enabled', 'true', 'rollout_percent', '80', 'owner', 'billing');
    const driver = await open(url);
    expect(await driver.read(roles, never)).toEqual({ canary: 80, detail: '80 %' });
    await driver.shift(shift(0, { verb: 'evict' }), never);
    expect(fieldsOf(await send('HGETALL', KEY))).toMatchObject({
      enabled: '0',
      rollout_percent: '0',
      owner: 'billing',
    });
    await send('HSET', KEY, 'rollout_percent', 'x');
    await expect(driver.read(roles, never)).rejects.toThrow('no percentage as `rollout_percent`');
  });

  test('a password, right and wrong', async () => {
    const daemon = await startRedis({ config: ['requirepass open-sesame'] });
    onTestFinished(daemon.stop);
    const secret = (text: string) => ({ password: new SecretText('redis', text) }) as ResolvedRecord;
    expect(await (await open(daemon.url, everybody, secret('open-sesame'))).read(roles, never)).toMatchObject(
      {
        canary: 0,
      },
    );
    for (const parts of [{}, secret('wrong-sesame')]) {
      const failure = await (
        await open(daemon.url, everybody, parts)
      )
        .read(roles, never)
        .catch((error: unknown) => error);
      expect((failure as Error).message).toMatch(/NOAUTH|WRONGPASS/u);
      expect((failure as Error).message).not.toContain('sesame');
    }
  });
});

describe('what cannot be a configuration', () => {
  test.each(['redis.example', 'http://redis:6379', 'redis://redis:6379/none'])('%s', async (url) => {
    await expect(open(url, everybody)).rejects.toThrow('Redis');
  });
});
