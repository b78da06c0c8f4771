import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import { unknown } from '../../../../src/plan/value.ts';
import { StepFailure } from '../../../../src/runtime/failure.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/steps/webhook/descriptor.ts';
import { signature } from '../../../../src/runtime/host/network/standard-webhooks.ts';
import { step } from '../../../../src/runtime/steps/webhook/step.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { badStatuses, brokenExchanges } from '../../../support/hostile.ts';
import { closedPort, httpServer } from '../../../support/server.ts';
import { stepContext } from '../../../support/step.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const release = { version: 'v1.2.3', env: 'prod', actor: unknown('not given') };

function perform(config: ResolvedRecord, clock = new VirtualClock()) {
  const full = withDefaults(descriptor, { timeout: 400, ...config });
  return clock.run(step.perform(full, stepContext('/', { clock, release, idempotencyKey: 'key-7' })));
}

interface Message {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function receiver(...statuses: readonly number[]) {
  const messages: Message[] = [];
  const url = await httpServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      response.statusCode = statuses[Math.min(messages.length, statuses.length - 1)] ?? 200;
      messages.push({ method: request.method, headers: request.headers, body });
      response.end();
    });
  });
  return { url, messages };
}

test('what is posted', async () => {
  const { url, messages } = await receiver();
  expect(await perform({ url: `${url}/hook?key=abc`, headers: { 'X-A': 'b' } })).toEqual({
    result: 'done',
    text: `posted to ${url}/hook`,
  });
  const [message] = messages;
  expect(message).toMatchObject({
    method: 'POST',
    headers: {
      'x-a': 'b',
      'content-type': 'application/json',
      'idempotency-key': 'key-7',
      'webhook-id': 'key-7',
      'webhook-timestamp': String(Date.parse('2026-11-24T10:00:00Z') / 1000),
    },
  });
  expect(message?.headers['webhook-signature']).toBeUndefined();
  expect(JSON.parse(message?.body ?? '')).toEqual({
    type: 'release',
    timestamp: '2026-11-24T10:00:00.000Z',
    data: { version: 'v1.2.3', env: 'prod' },
  });
});

test('a body of its own, signed', async () => {
  const { url, messages } = await receiver();
  const key = Buffer.from('a key of some length');
  const secret = new SecretText('hook', `whsec_${key.toString('base64')}`);
  await perform({ url, json: '{"text":"released"}', secret });
  const headers = messages[0]?.headers ?? {};
  const body = '{"text":"released"}';
  expect(messages[0]?.body).toBe(body);
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  expect(headers['webhook-signature']).toBe(
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  );
});

test('the signature of a message that others have signed', () => {
  // The example of the reference libraries of Standard Webhooks.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(signature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test.each(['plain text', 'whsec_', '!!!!'])('`%s` is no key', async (text) => {
  const { url } = await receiver();
  const failure = await perform({ url, secret: new SecretText('hook', text) }).catch(
    (error: unknown) => error,
  );
  expect(failure).toEqual(new StepFailure('`secret` is not a key in base64, such as `whsec_…`'));
});

describe('attempts', () => {
  test('carry the same key', async () => {
    const { url, messages } = await receiver(503, 500, 204);
    expect(await perform({ url })).toEqual({ result: 'done', text: `posted to ${url}/ after 3 attempts` });
    expect(new Set(messages.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['key-7']));
  });

  test.each(badStatuses.filter((status) => status > 299))('HTTP %i fails', async (status) => {
    const { url } = await receiver(status);
    await expect(perform({ url, attempts: 1 })).rejects.toThrow(
      new StepFailure(`${url}/ answers HTTP ${status}`),
    );
  });

  test('nobody there', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    await expect(perform({ url })).rejects.toThrow(new StepFailure('connection refused (3 attempts)'));
  });

  test('no answer', async () => {
    const url = (await brokenExchanges['stops in the headers']?.()) ?? '';
    await expect(perform({ url, attempts: 2 })).rejects.toThrow(
      new StepFailure('the connection was cut (2 attempts)'),
    );
  });
});
