import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';

import { expect, onTestFinished, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/tls/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/tls/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { certificatePath, closedPort, httpsServer, rawServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const ca = certificatePath('ca.pem');
const now = Date.parse('2026-11-24T10:00:00Z');

async function observe(config: ResolvedRecord): Promise<Reading & Record<string, unknown>> {
  const clock = new VirtualClock();
  const full = withDefaults(descriptor, { host: 'localhost', timeout: 400, attempts: 1, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
  return { ...reading, ...fieldsOf(reading) };
}

async function serve(options?: { certificate?: string; client?: boolean }): Promise<number> {
  return Number(new URL(await httpsServer((_, response) => void response.end(), options)).port);
}

test('a certificate that is in order', async () => {
  const port = await serve();
  const expires = Date.parse('2120-01-01T00:00:00Z');
  expect(await observe({ port, ca })).toMatchObject({
    ok: true,
    expires_at: expires,
    expires_in: expires - now,
    subject: 'localhost',
    issuer: 'Test authority',
    protocol: 'TLSv1.3',
    detail: expect.stringMatching(/^the certificate expires in [0-9]+ d/u) as string,
  });
  expect(await observe({ port, ca, host: '127.0.0.1' })).toMatchObject({ ok: true });
});

test('one that has expired is a known value', async () => {
  const port = await serve({ certificate: 'expired' });
  const expires = Date.parse('2021-01-01T00:00:00Z');
  expect(await observe({ port, ca })).toMatchObject({
    ok: false,
    expires_at: expires,
    expires_in: expires - now,
    detail: 'the server certificate has expired',
  });
});

test('one that nobody vouches for, and one that is made out to another', async () => {
  const port = await serve();
  expect(await observe({ port })).toMatchObject({
    ok: false,
    issuer: 'Test authority',
    detail: 'the server certificate is not trusted',
  });
  expect(await observe({ port, ca, server_name: 'elsewhere' })).toMatchObject({
    ok: false,
    detail: 'the server certificate is made out to another name',
  });
});

test('a server that hangs up as soon as it has shown its certificate', async () => {
  const server = createServer({
    cert: readFileSync(certificatePath('server.pem')),
    key: readFileSync(certificatePath('server-key.pem')),
  });
  server.on('secureConnection', (socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await observe({ port, ca })).toMatchObject({ ok: true, subject: 'localhost', protocol: 'TLSv1.3' });
});

test('a server that wants a client certificate', async () => {
  const port = await serve({ client: true });
  const client = { cert: certificatePath('client.pem'), key: certificatePath('client-key.pem') };
  expect(await observe({ port, ca, ...client })).toMatchObject({ ok: true });
});

test.each([
  ['nothing listens', closedPort, 'connection refused'],
  ['does not answer', () => rawServer(() => undefined), 'no answer within 400 ms'],
  ['hangs up', () => rawServer((socket) => socket.end()), 'the connection was cut'],
  ['speaks no TLS', () => rawServer((socket) => socket.end('220 mail ready\r\n')), 'TLS failed'],
])('unknown: %s', async (_, start, reason) => {
  await expect(observe({ port: await start() })).rejects.toThrow(new ProbeFailure(reason));
});
