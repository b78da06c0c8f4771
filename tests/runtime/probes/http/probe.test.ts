import { gzipSync } from 'node:zlib';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';

import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import { unknown } from '../../../../src/plan/value.ts';
import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/http/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/http/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { certificatePath, closedPort, httpServer, httpsServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const once = { attempts: 1, timeout: 2000 };

async function observe(
  config: ResolvedRecord,
  clock = new VirtualClock(),
): Promise<Reading & Record<string, unknown>> {
  const full = withDefaults(descriptor, { timeout: 2000, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
  return { ...reading, ...fieldsOf(reading) };
}

/** Answers each request with the next status; the last one stays. */
function statuses(...list: readonly number[]): { listener: RequestListener; count: () => number } {
  let count = 0;
  return {
    count: () => count,
    listener: (_, response) => {
      response.statusCode = list[Math.min(count++, list.length - 1)] ?? 0;
      response.end('text');
    },
  };
}

test('what an answer with another status than the expected one holds is no measurement', async () => {
  const url = await httpServer((_, response) => {
    response.statusCode = 500;
    response.end('{"errors":0}');
  });
  const { fields } = await observe({ url, attempts: 1 });
  const known = new Set(['ok', 'status', 'tls_expires_in']);
  expect(Array.from(fields).filter(([name]) => !known.has(name))).toEqual(
    ['latency', 'headers', 'body', 'json', 'title', 'found', 'count', 'trace_returned'].map((name) => [
      name,
      unknown('HTTP 500, which is not expected'),
    ]),
  );
});

test('what an answer holds', async () => {
  const url = await httpServer((_, response) => {
    response.setHeader('X-Version', 'v1');
    response.setHeader('Content-Type', 'application/json');
    response.end('{"status":"up","count":3}');
  });
  const seen = await observe({ url: `${url}/health?token=abc` });
  expect(seen).toMatchObject({
    ok: true,
    status: 200,
    body: '{"status":"up","count":3}',
    json: { status: 'up', count: 3 },
    headers: { 'x-version': 'v1' },
    title: { unknown: 'the answer is not an HTML page' },
    tls_expires_in: { unknown: 'the address is not https' },
    trace_returned: { unknown: '`trace` is not asked for' },
    subject: `${url}/health`,
    detail: 'HTTP 200',
  });
  expect(Object.keys(fieldsOf(seen))).toEqual(expect.arrayContaining(Object.keys(descriptor.fields)));
});

test('the request is the one that was written', async () => {
  let seen: { method?: string | undefined; headers?: IncomingHttpHeaders; body?: string } = {};
  const url = await httpServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen = { method: request.method, headers: request.headers, body };
      response.end();
    });
  });
  const Authorization = new SecretText('token', 'Bearer s3cr3t');
  await observe({ url, method: 'POST', headers: { Authorization, 'X-A': 'b' }, json: '{"a":1}' });
  expect(seen).toMatchObject({
    method: 'POST',
    headers: {
      authorization: 'Bearer s3cr3t',
      'x-a': 'b',
      'content-type': 'application/json',
      connection: 'close',
    },
    body: '{"a":1}',
  });
  await observe({ url, method: 'PUT', body: 'plain' });
  expect(seen).toMatchObject({ method: 'PUT', body: 'plain' });
  expect(seen.headers?.['content-type']).toBeUndefined();
});

describe('status', () => {
  test.each([
    [204, 200, false],
    [204, 204, true],
    [404, [200, 404], true],
    [301, 200, false],
    [500, 500, true],
  ])('%i where %j is expected: ok is %s', async (status, expected, ok) => {
    const url = await httpServer(statuses(status).listener);
    expect(await observe({ url, expect_status: expected, attempts: 1 })).toMatchObject({ ok, status });
  });
});

describe('attempts', () => {
  test.each([429, 500, 502, 503, 504])('%i is tried again, twice as late each time', async (status) => {
    const server = statuses(status, status, 200);
    const clock = new VirtualClock();
    const seen = await observe({ url: await httpServer(server.listener) }, clock);
    expect(seen).toMatchObject({ ok: true, detail: 'HTTP 200 after 3 attempts' });
    expect(clock.monotonic()).toBe(500 + 1000);
  });

  test('a lasting failure is known, and not ok', async () => {
    const server = statuses(503);
    expect(await observe({ url: await httpServer(server.listener) })).toMatchObject({
      ok: false,
      status: 503,
      detail: 'HTTP 503 after 3 attempts',
    });
    expect(server.count()).toBe(3);
  });

  test.each([400, 401, 403, 404, 501])('%i is not tried again', async (status) => {
    const server = statuses(status, 200);
    const url = await httpServer(server.listener);
    expect(await observe({ url })).toMatchObject({ ok: false, detail: `HTTP ${status}` });
    expect(server.count()).toBe(1);
  });

  test.each([
    ['4', 4000, 2],
    ['Tue, 24 Nov 2026 10:00:06 GMT', 6000, 2],
    ['Tue, 24 Nov 2020 10:00:06 GMT', 500, 2],
    ['soon', 500, 2],
    ['3600', 0, 1],
  ])('Retry-After: %s', async (header, waited, attempts) => {
    let count = 0;
    const url = await httpServer((_, response) => {
      response.setHeader('Retry-After', header);
      response.statusCode = count++ === 0 ? 503 : 200;
      response.end();
    });
    const clock = new VirtualClock();
    await observe({ url }, clock);
    expect(count).toBe(attempts);
    expect(clock.monotonic()).toBe(waited);
  });

  test('a network error is tried again, and then unknown', async () => {
    const clock = new VirtualClock();
    const url = `http://127.0.0.1:${await closedPort()}/`;
    await expect(observe({ url }, clock)).rejects.toThrow(
      new ProbeFailure('connection refused (3 attempts)'),
    );
    expect(clock.monotonic()).toBe(1500);
    await expect(observe({ url, attempts: 1 })).rejects.toThrow(new ProbeFailure('connection refused'));
  });

  test('a run that is cancelled ends the waiting', async () => {
    const stop = new AbortController();
    const url = await httpServer((_, response) => {
      response.statusCode = 503;
      response.end();
      stop.abort(new Error('cancelled'));
    });
    const context = probeContext('/', { clock: new VirtualClock(), signal: stop.signal });
    await expect(probe.observe(withDefaults(descriptor, { url }), context)).rejects.toThrow('cancelled');
  });
});

describe('pages', () => {
  const page =
    '<html><head><title> The\n shop </title></head><body><div id="root"><p class="a"/></div></body></html>';
  const serve = (body: string, type = 'text/html; charset=utf-8') =>
    httpServer((_, response) => {
      response.setHeader('Content-Type', type);
      response.end(body);
    });

  test('title and elements', async () => {
    const url = await serve(page);
    expect(await observe({ url, select: 'div#root' })).toMatchObject({
      title: 'The shop',
      found: true,
      count: 1,
    });
    expect(await observe({ url, select: '#app' })).toMatchObject({ found: false, count: 0 });
    expect(await observe({ url })).toMatchObject({
      title: 'The shop',
      found: { unknown: '`select` is not given' },
      json: { unknown: 'the body is not JSON' },
    });
  });

  test('no title, no page, no selector', async () => {
    expect(await observe({ url: await serve('<p>') })).toMatchObject({
      title: { unknown: 'the page has no title' },
    });
    expect(await observe({ url: await serve(page, 'text/plain'), select: 'p' })).toMatchObject({
      found: { unknown: 'the answer is not an HTML page' },
    });
    const config = { url: await serve(page), select: 'p[' };
    await expect(observe(config)).rejects.toThrow(new ProbeFailure('`select` is not a CSS selector'));
  });
});

describe('trace', () => {
  const returning = (header: string, answer: (sent: string) => string | undefined) =>
    httpServer((request, response) => {
      const value = answer(String(request.headers[header.toLowerCase()]));
      if (value !== undefined) response.setHeader(header, value);
      response.end();
    });

  test.each([
    ['X-Request-Id', (sent: string) => sent, true],
    ['X-Request-Id', () => 'another', false],
    ['X-Request-Id', () => undefined, false],
    ['traceparent', (sent: string) => sent, true],
    ['traceparent', (sent: string) => sent.replace(/-[0-9a-f]{16}-/u, '-00f067aa0ba902b7-'), true],
    ['traceparent', () => '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', false],
    ['traceparent', () => undefined, false],
  ])('%s, case %#', async (header, answer, returned) => {
    const url = await returning(header, answer);
    expect(await observe({ url, trace: { header } })).toMatchObject({ trace_returned: returned });
  });

  test('traceparent has the form of W3C Trace Context', async () => {
    let sent = '';
    const url = await returning('traceparent', (value) => (sent = value));
    await observe({ url, trace: { header: 'traceparent' } });
    expect(sent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/u);
  });
});

describe('redirects', () => {
  test('are an answer like any other, unless they are followed', async () => {
    const url = await httpServer((request, response) => {
      if (request.url === '/new') response.end('here');
      else response.writeHead(302, { Location: '/new' }).end();
    });
    expect(await observe({ url })).toMatchObject({ ok: false, status: 302 });
    expect(await observe({ url, follow_redirects: true })).toMatchObject({ ok: true, body: 'here' });
    expect(await observe({ url, follow_redirects: true, method: 'POST' })).toMatchObject({ status: 302 });
  });

  test('lead to another origin without credentials', async () => {
    let seen: IncomingHttpHeaders = {};
    const target = await httpServer((request, response) => {
      seen = request.headers;
      response.end();
    });
    const url = await httpServer((_, response) => void response.writeHead(307, { Location: target }).end());
    const headers = { Authorization: new SecretText('token', 's3cr3t'), 'X-Api-Key': 'k', Cookie: 'c' };
    await observe({ url, headers, follow_redirects: true });
    expect(Object.keys(seen).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test.each([
    ['http://169.254.169.254/latest/', /refused: 169.254.169.254 is a link-local address/u],
    ['http://[::ffff:a9fe:a9fe]/', /refused: .* link-local/u],
    ['file:///etc/passwd', /`file:` addresses are not asked/u],
    ['http://', /the redirect leads to no address/u],
    ['/again', /too many redirects/u],
  ])('to %s are not followed', async (location, reason) => {
    const url = await httpServer((_, response) => void response.writeHead(302, { Location: location }).end());
    await expect(observe({ url, follow_redirects: true })).rejects.toThrow(reason);
  });

  test('do not lead from https to http', async () => {
    const target = await httpServer((_, response) => void response.end());
    const url = await httpsServer((_, response) => void response.writeHead(302, { Location: target }).end());
    const config = { url, follow_redirects: true, ca: certificatePath('ca.pem') };
    await expect(observe(config)).rejects.toThrow('the redirect leads from https to http');
  });
});

describe('https', () => {
  const ca = certificatePath('ca.pem');

  test('a trusted server, and when its certificate ends', async () => {
    const url = await httpsServer((_, response) => void response.end());
    expect(await observe({ url, ca })).toMatchObject({
      ok: true,
      tls_expires_in: Date.parse('2120-01-01T00:00:00Z') - Date.parse('2026-11-24T10:00:00Z'),
    });
  });

  test.each([
    [{}, 'the server certificate is not trusted'],
    [{ ca, server_name: 'elsewhere' }, 'the server certificate is made out to another name'],
    [{ ca: 'missing.pem' }, 'the file of `ca` cannot be read'],
    [{ ca: '/dev/null' }, 'the file of `ca` is not a regular file'],
    [{ ca, cert: ca }, '`cert` and `key` are needed together'],
    [{ ca, cert: ca, key: ca }, '`ca`, `cert` or `key` holds no usable certificate or key'],
  ])('case %#: %j is refused, and not tried again', async (config, reason) => {
    const url = await httpsServer((_, response) => void response.end());
    await expect(observe({ url, ...config })).rejects.toThrow(new ProbeFailure(reason));
  });

  test('an expired certificate', async () => {
    const url = await httpsServer((_, response) => void response.end(), { certificate: 'expired' });
    await expect(observe({ url, ca })).rejects.toThrow('the server certificate has expired');
  });

  test('a client certificate', async () => {
    const url = await httpsServer((_, response) => void response.end(), { client: true });
    const client = { cert: certificatePath('client.pem'), key: certificatePath('client-key.pem') };
    expect(await observe({ url, ca, ...client })).toMatchObject({ ok: true });
    await expect(observe({ url, ca, ...once })).rejects.toThrow(ProbeFailure);
  });

  test('a server without TLS', async () => {
    const url = (await httpServer((_, response) => void response.end())).replace('http:', 'https:');
    await expect(observe({ url })).rejects.toThrow(new ProbeFailure('TLS failed'));
  });
});

describe('secrets', () => {
  test('stay out of every text, whatever fails', async () => {
    const token = new SecretText('token', 's3cr3t\nvalue');
    const url = await httpServer((_, response) => void response.end());
    const failure = await observe({ url, headers: { 'X-Token': token } }).catch((error: unknown) => error);
    expect(failure).toEqual(new ProbeFailure('a header has a character that headers may not have'));
    expect(String((failure as Error).stack)).not.toContain('s3cr3t');
    expect(String(((failure as Error).cause as Error).cause)).not.toContain('s3cr3t');
  });

  test('a header name that is none', async () => {
    const url = await httpServer((_, response) => void response.end());
    await expect(observe({ url, headers: { 'a b': 'c' } })).rejects.toThrow(
      'a header has a name that headers may not have',
    );
  });
});

test.each(['deflate', 'gzip', 'br', 'x-gzip', 'identity'])(
  'a body with content encoding %s',
  async (encoding) => {
    const { brotliCompressSync, deflateSync } = await import('node:zlib');
    const encoders = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync };
    const encode = encoders[encoding as keyof typeof encoders] ?? ((body: string) => Buffer.from(body));
    const url = await httpServer((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(encode('hello'));
    });
    expect(await observe({ url })).toMatchObject({ body: 'hello' });
    expect(await observe({ url, method: 'HEAD' })).toMatchObject({ ok: true, body: '' });
  },
);
