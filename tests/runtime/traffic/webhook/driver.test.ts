import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { systemClock } from '../../../../src/app/clock.ts';
import { SecretText } from '../../../../src/plan/secret.ts';
import { DriverFailure } from '../../../../src/runtime/failure.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/webhook/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/webhook/driver.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { shareService } from '../../../support/share-service.ts';
import { httpServer } from '../../../support/server.ts';
import { driverContract } from '../driver-contract.ts';
import { answerOf, losing, never, roles, shift } from '../over-http.ts';

function open(url: string, parts: ResolvedRecord = {}): Promise<TrafficDriver> {
  const config = withDefaults(descriptor, { url, slots: ['blue', 'green'], attempts: 1, ...parts });
  return openDriver(config, { root: '/', clock: systemClock() });
}

driverContract({
  descriptor,
  afterRestart: 30,
  loses: true,
  garbage: {
    'another protocol': 'hello\n',
    'an error': answerOf('', '500 Internal Server Error'),
    'a redirect': 'HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n',
    'half an answer': answerOf('{"canary": 10}').slice(0, -3),
  },
  openAt: (port) => open(`http://127.0.0.1:${port}/`, { timeout: 200 }),
  async stand() {
    const service = await shareService();
    const { url, lose } = await losing(service.url);
    return {
      driver: await open(url),
      meddle(share) {
        service.shares.set('green', share).set('blue', 100 - share);
        return Promise.resolve();
      },
      restart: () => Promise.resolve(),
      stop() {
        service.status = 503;
        return Promise.resolve();
      },
      lose,
    };
  },
});

describe('the message', () => {
  test('says what is wanted, is signed, and is the same change for every attempt', async () => {
    const service = await shareService();
    const key = Buffer.from('a key of the tests');
    const secret = new SecretText('key', `whsec_${key.toString('base64')}`);
    const driver = await open(service.url, { secret: secret as never });
    await driver.shift(shift(25), never);
    await driver.shift(shift(25), never);
    const [first, second] = service.told;
    expect(first?.body).toEqual({
      type: 'traffic.shift',
      timestamp: expect.stringMatching(/Z$/u) as unknown,
      data: { stable: 'blue', canary: 'green', weight: 25, verb: 'shift', epoch: 3, intent: '7-2' },
    });
    const { headers, text } = first ?? expect.unreachable();
    const signed = `7-2.${String(headers['webhook-timestamp'])}.${text}`;
    expect(headers).toMatchObject({
      'webhook-id': '7-2',
      'idempotency-key': '7-2',
      'webhook-signature': `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    });
    expect(second?.headers['idempotency-key']).toBe('7-2');
  });

  test('a key that is none', async () => {
    const { url } = await shareService();
    const driver = await open(url, { secret: 'no key' });
    await expect(driver.shift(shift(25), never)).rejects.toThrow('`secret` is not a key in base64');
  });

  test('after a passing error it is sent again', async () => {
    const service = await shareService();
    service.status = 503;
    const driver = await open(service.url, { attempts: 3, backoff: 10 });
    const asked = driver.shift(shift(25), never);
    service.status = 200;
    await asked;
    expect(service.shares.get('green')).toBe(25);
  });
});

describe('what is told', () => {
  const told = async (text: string) => {
    const driver = await open(await httpServer((_, response) => response.end(text)));
    return driver.read(roles, never);
  };

  test.each([
    ['10', { canary: 10 }],
    ['12.5\n', { canary: 12.5 }],
    ['{"canary": 0}', { canary: 0 }],
    ['{"canary": 30, "detail": "blue 70", "more": 1}', { canary: 30, detail: 'blue 70' }],
  ])('%s', async (text, reading) => {
    expect(await told(text)).toEqual(reading);
  });

  test.each(['', '-1', '100.1', '"10"', 'null', '[10]', '{}', '{"canary":"10"}', '1e999', 'ten', '<html>'])(
    'that is no percentage: %j',
    async (text) => {
      await expect(told(text)).rejects.toThrow('tells no percentage of the canary');
    },
  );

  test('at an address of its own', async () => {
    const { url } = await shareService();
    const driver = await open('http://127.0.0.1:1/', { read: `${url}/now` });
    expect(await driver.read(roles, never)).toEqual({ canary: 0, detail: 'green 0' });
  });
});

test('no address', async () => {
  await expect(open('ftp://traffic/')).rejects.toBeInstanceOf(DriverFailure);
});
