/** Every kind of notification against real receivers: what they are sent, and what becomes of their answers. */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadNotifier } from '../../../src/app/adapters.ts';
import { notifierDescriptors } from '../../../src/app/descriptors.ts';
import { SecretText } from '../../../src/plan/secret.ts';
import { NotifyFailure } from '../../../src/runtime/failure.ts';
import type { ResolvedRecord } from '../../../src/runtime/ports/index.ts';
import { withDefaults } from '../../support/defaults.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { message } from '../../support/message.ts';
import { startReceiver } from '../../support/receiver.ts';
import { closedPort } from '../../support/server.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

async function send(kind: string, config: ResolvedRecord, one = message(), root = '/'): Promise<void> {
  const descriptor = notifierDescriptors.find((candidate) => candidate.kind === kind);
  if (!descriptor) throw new Error(`no ${kind}`);
  const clock = new VirtualClock();
  const full = withDefaults(descriptor, { ...(kind !== 'command' && { timeout: 400 }), ...config });
  const notifier = await loadNotifier(kind);
  await clock.run(notifier.send(one, full, { clock, signal: new AbortController().signal, root }));
}

const hook = (url: string) => new SecretText('hook', `${url}/services/T0/B0/s3cr3t`);

test('slack: blocks, and a text for where none are shown', async () => {
  const slack = await startReceiver();
  await send('slack', { url: hook(slack.url) });
  const [sent] = slack.received;
  expect(sent).toMatchObject({ method: 'POST', path: '/services/T0/B0/s3cr3t' });
  expect(sent?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    text: 'Blocked: shop/main@prod was rolled back to 0 % from v1.2.3: error_rate 2.7 % is not &lt; 1 %',
    blocks: [{ type: 'section' }, { type: 'section' }, { type: 'context' }],
  });
});

test('webhook: the signature is that of Standard Webhooks', async () => {
  const receiver = await startReceiver();
  const key = Buffer.from('a key of some length').toString('base64');
  await send('webhook', {
    url: receiver.url,
    secret: new SecretText('key', `whsec_${key}`),
    headers: { 'X-A': 'b' },
  });
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  const { 'webhook-id': id, 'webhook-timestamp': time } = headers as Record<string, string>;
  expect(id).toBe(message().id);
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${id ?? ''}.${time ?? ''}.${body}`)
    .digest('base64');
  expect(headers).toMatchObject({ 'webhook-signature': `v1,${signature}`, 'x-a': 'b' });
  expect(JSON.parse(body)).toMatchObject({
    type: 'sentinel.rolled_back',
    timestamp: '2026-11-24T10:00:00Z',
    data: { about: 'shop/main@prod', subject: { version: 'v1.2.3' } },
  });
});

test('pagerduty: opened and resolved under one key; a test leaves nothing open', async () => {
  const api = await startReceiver(202);
  const config = { routing_key: new SecretText('key', 'R0UT1NG'), url: `${api.url}/v2/enqueue` };
  await send('pagerduty', config);
  await send('pagerduty', config, message({ event: 'completed', state: 'well' }));
  await send('pagerduty', config, message({ event: 'test', state: 'news', about: 'shop (test)' }));
  const events = api.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(events.map(({ event_action, dedup_key }) => `${String(event_action)} ${String(dedup_key)}`)).toEqual(
    [
      'trigger sentinel/shop/main@prod',
      'resolve sentinel/shop/main@prod',
      'trigger sentinel/shop (test)',
      'resolve sentinel/shop (test)',
    ],
  );
  expect(events[0]).toMatchObject({
    routing_key: 'R0UT1NG',
    payload: { severity: 'error', source: 'shop/main@prod', timestamp: '2026-11-24T10:00:00Z' },
  });
});

test('cdevents: a structured CloudEvent', async () => {
  const sink = await startReceiver(204);
  await send('cdevents', { url: sink.url });
  expect(sink.received[0]?.headers['content-type']).toBe('application/cloudevents+json');
  expect(JSON.parse(sink.received[0]?.body ?? '')).toMatchObject({ specversion: '1.0', source: '/sentinel' });
});

describe('command', () => {
  test('the message is on its standard input', async () => {
    const root = await temporaryFolder({});
    await send('command', { run: ['sh', '-c', 'cat > told.json'] }, message(), root);
    expect(JSON.parse(await readFile(join(root, 'told.json'), 'utf8'))).toMatchObject({
      type: 'rolled_back',
      about: 'shop/main@prod',
    });
  });

  test.each([
    [['sh', '-c', 'echo no mail today >&2; exit 3'], '`sh` ended with exit code 3: no mail today'],
    [['no-such-program'], /no-such-program/u],
  ])('one that fails: %s', async (run, why) => {
    await expect(send('command', { run })).rejects.toThrow(why);
    await expect(send('command', { run })).rejects.toBeInstanceOf(NotifyFailure);
  });
});

describe.each(['slack', 'webhook', 'cdevents', 'pagerduty'])('%s that does not take it', (kind) => {
  const config = (url: string): ResolvedRecord =>
    kind === 'pagerduty' ? { routing_key: new SecretText('k', 'R0UT1NG'), url } : { url: hook(url) };

  test.each([
    [400, true],
    [413, true],
    [401, false],
    [404, false],
    [429, false],
    [500, false],
  ])('HTTP %i, refused for good: %s', async (status, refused) => {
    const receiver = await startReceiver(status);
    const failure = await send(kind, config(receiver.url)).then(
      () => undefined,
      (error: unknown) => error as NotifyFailure,
    );
    expect(failure).toBeInstanceOf(NotifyFailure);
    expect(failure?.refused).toBe(refused);
    expect(failure?.message).toContain(`HTTP ${status}`);
    expect(String(failure?.stack)).not.toMatch(/s3cr3t|R0UT1NG/u);
  });

  test('nobody there, and somebody who never answers', async () => {
    await expect(send(kind, config(`http://127.0.0.1:${await closedPort()}`))).rejects.toThrow(
      'connection refused',
    );
    const silent = await startReceiver();
    silent.answer = undefined;
    await expect(send(kind, { ...config(silent.url), timeout: 30, attempts: 1 })).rejects.toThrow(
      'no answer',
    );
  });
});
