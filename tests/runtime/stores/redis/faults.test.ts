/** A Redis that is not what it should be, or goes wrong in the middle: a failure each time, and never an admission. */
import { createClient } from '@redis/client';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import { StoreFailure } from '../../../../src/runtime/failure.ts';
import type { LimitStore } from '../../../../src/runtime/ports/stores.ts';
import { openRedis } from '../../../../src/runtime/stores/redis/store.ts';
import { codePoint } from '../../../support/arbitrary/code-point.ts';
import { type Daemon, describeWithDaemon, type RedisOptions, startRedis } from '../../../support/daemons.ts';
import { certificatePath, closedPort, rawServer } from '../../../support/server.ts';
import { CUT, type Proxy, tcpProxy } from '../../../support/tcp-proxy.ts';
import { runs } from '../../../support/tier.ts';

const HOUR = 3_600_000;
const hourly = { key: 'policy/hourly', rates: [{ count: 3, per: HOUR }] };
const daily = { key: 'policy/daily', rates: [{ count: 5, per: 24 * HOUR }] };
const set = (key: string) => `sentinel:{limits}:${key}`;

async function opened(url: string, options?: { readonly patience: number }): Promise<LimitStore> {
  const store = await openRedis(url, options);
  onTestFinished(() => store.close());
  return store;
}

async function started(options?: RedisOptions): Promise<Daemon> {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

async function failureOf(work: Promise<unknown>): Promise<StoreFailure> {
  const error = await work.then(
    (value) => expect.fail(`no failure: ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreFailure);
  return error as StoreFailure;
}

const portOf = (url: string) => Number(new URL(url).port);

describe('no Redis there', () => {
  test('nothing listens', async () => {
    const port = await closedPort();
    expect((await failureOf(openRedis(`redis://127.0.0.1:${port}`))).message).toBe(
      `redis://127.0.0.1:${port}/0: connection refused`,
    );
  });

  test('nobody answers', async () => {
    const port = await rawServer(() => undefined);
    expect((await failureOf(openRedis(`redis://:s3cret@127.0.0.1:${port}`, { patience: 40 }))).message).toBe(
      `redis://127.0.0.1:${port}/0: no answer within 40 ms`,
    );
  });

  test('another protocol', async () => {
    const port = await rawServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect((await failureOf(openRedis(`redis://127.0.0.1:${port}`))).message).toContain(
      'the answer is not in the protocol of Redis',
    );
  });

  test('a server that hangs up', async () => {
    const port = await rawServer((socket) => socket.end());
    expect((await failureOf(openRedis(`redis://127.0.0.1:${port}`))).message).toContain(
      'the connection was cut',
    );
  });

  test('a server that quotes what it was sent: the password stays unsaid', async () => {
    const port = await rawServer((socket) =>
      socket.on('data', () =>
        socket.write("-ERR unknown command 'AUTH', with args beginning with: 's3cret'\r\n"),
      ),
    );
    const failure = await failureOf(openRedis(`redis://:s3cret@127.0.0.1:${port}`));
    expect(failure.message).toBe(`redis://127.0.0.1:${port}/0: the server refuses the connection (ERR)`);
  });

  test('a server that tells nothing of its memory', async () => {
    const port = await rawServer((socket) => socket.on('data', () => socket.write('$2\r\nhi\r\n')));
    expect((await failureOf(openRedis(`redis://127.0.0.1:${port}`))).message).toContain(
      'does not tell its `maxmemory-policy`',
    );
  });
});

describeWithDaemon(['redis-server'], 'a Redis that will not do', () => {
  test('one that evicts', async () => {
    const server = await started({ config: ['maxmemory-policy allkeys-lru'] });
    expect((await failureOf(openRedis(server.url))).message).toContain(
      '`maxmemory-policy` is allkeys-lru, under which it may forget admissions',
    );
  });

  test.each(['yes', 'no'])('a replica that is read-only: %s', async (readOnly) => {
    const master = await started();
    const replica = await started({
      config: [`replicaof 127.0.0.1 ${portOf(master.url)}`, `replica-read-only ${readOnly}`],
    });
    expect((await failureOf(openRedis(replica.url))).message).toContain('the server is not a master');
  });

  test('one that becomes a replica in between', async () => {
    const master = await started();
    const server = await started({ config: ['replica-read-only no'] });
    const store = await opened(server.url);
    expect((await store.admit('1', [hourly])).admitted).toBe(true);
    const admin = await administrator(server.url);
    await admin.sendCommand(['REPLICAOF', '127.0.0.1', String(portOf(master.url))]);
    expect((await failureOf(store.admit('2', [hourly]))).message).toContain('the server is not a master');
    expect((await failureOf(store.peek([hourly]))).message).toContain('the server is not a master');
  });

  test('a wrong password, and a right one', async () => {
    const server = await started({ config: ['requirepass s3cret'] });
    const address = (password: string) => server.url.replace('//', `//:${password}@`);
    expect((await failureOf(openRedis(address('wr0ng')))).message).toContain(
      'the server refuses the connection (WRONGPASS)',
    );
    expect((await failureOf(openRedis(server.url))).message).toContain('NOAUTH');
    const store = await opened(address('s3cret'));
    expect(JSON.stringify(await store.info())).not.toContain('s3cret');
  });

  test('no memory left', async () => {
    const server = await started();
    const store = await opened(server.url);
    const admin = await administrator(server.url);
    await admin.sendCommand(['CONFIG', 'SET', 'maxmemory', '1']);
    expect((await failureOf(store.admit('1', [hourly]))).message).toContain('the server answers: OOM');
    await admin.sendCommand(['CONFIG', 'SET', 'maxmemory', '0']);
    expect(await store.peek([hourly])).toMatchObject([{ rates: [{ left: 3 }] }]);
  });

  test('TLS: a certificate of an authority that is trusted, and of one that is not', async () => {
    const port = await closedPort();
    await started({
      config: [
        `tls-port ${port}`,
        `tls-cert-file ${certificatePath('server.pem')}`,
        `tls-key-file ${certificatePath('server-key.pem')}`,
        `tls-ca-cert-file ${certificatePath('ca.pem')}`,
        'tls-auth-clients no',
      ],
    });
    const url = `rediss://localhost:${port}`;
    expect((await failureOf(openRedis(url))).message).toBe(
      `rediss://localhost:${port}/0: the server certificate is not trusted`,
    );
    const usual = getCACertificates('default');
    setDefaultCACertificates([...usual, readFileSync(certificatePath('ca.pem'), 'utf8')]);
    onTestFinished(() => setDefaultCACertificates(usual));
    const store = await opened(url);
    expect((await store.admit('1', [hourly])).admitted).toBe(true);
    expect((await failureOf(openRedis(`rediss://127.0.0.2:${port}`))).message).toContain(
      'connection refused',
    );
  });

  test('a server without TLS is not spoken to in the clear', async () => {
    const server = await started();
    const url = server.url.replace('redis:', 'rediss:');
    expect((await failureOf(openRedis(url, { patience: 100 }))).message).toContain('no answer within 100 ms');
  });
});

async function administrator(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.destroy());
  return client;
}

describeWithDaemon(['redis-server'], 'a Redis in the middle of its work', () => {
  let server: Daemon;
  let admin: Awaited<ReturnType<typeof administrator>>;
  let proxy: Proxy;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    admin = await administrator(server.url);
    await admin.flushDb();
    proxy = await tcpProxy(portOf(server.url));
  });

  const throughProxy = (patience = 5_000) => opened(`redis://127.0.0.1:${proxy.port}`, { patience });

  test('another type lies under a key: nothing is consumed of the others either', async () => {
    const store = await opened(server.url);
    await admin.set(set(daily.key), 'text');
    expect((await failureOf(store.admit('1', [hourly, daily]))).message).toContain('WRONGTYPE');
    expect((await failureOf(store.peek([daily]))).message).toContain('WRONGTYPE');
    expect(await store.peek([hourly])).toMatchObject([{ rates: [{ left: 3 }] }]);
  });

  test('it has forgotten the script', async () => {
    const store = await opened(server.url);
    await admin.sendCommand(['SCRIPT', 'FLUSH']);
    expect((await store.admit('1', [hourly])).admitted).toBe(true);
  });

  test('the answer is lost: asked again with the same id it is counted once', async () => {
    const store = await throughProxy();
    proxy.meddle(() => [CUT]);
    expect((await failureOf(store.admit('1', [hourly, daily]))).message).toContain('the connection was cut');
    proxy.meddle((chunk) => [chunk]);
    expect(await store.admit('1', [hourly, daily])).toMatchObject({
      admitted: true,
      states: [{ rates: [{ left: 2 }] }, { rates: [{ left: 4 }] }],
    });
  });

  test('the answer does not come: it is not taken for that of the next call', async () => {
    const store = await throughProxy(600);
    proxy.meddle(() => []);
    expect((await failureOf(store.admit('1', [hourly]))).message).toContain('no answer within 600 ms');
    proxy.meddle((chunk) => [chunk]);
    expect(await store.admit('2', [hourly])).toMatchObject({ states: [{ rates: [{ left: 1 }] }] });
  });

  test.each([
    ['an answer before the one that was asked for', (text: string) => `:1\r\n${text}`],
    ['an answer more', (text: string) => `${text}${text}`],
    ['the answer for another id', (text: string) => text.replace('$4\r\nmine', '$4\r\nhers')],
    ['a refusal that is neither yes nor no', (text: string) => text.replace('mine\r\n:1', 'mine\r\n:2')],
    ['a text for a number', (text: string) => text.replace('mine\r\n:1', 'mine\r\n+1')],
    ['less than was asked for', (text: string) => text.replace('*5', '*4').replace(/:0\r\n$/u, '')],
    ['a negative number', (text: string) => text.replace(/:0\r\n$/u, ':-1\r\n')],
    ['a number that no number can hold', (text: string) => text.replace(/:0\r\n$/u, ':9007199254740993\r\n')],
    ['null', () => '$-1\r\n$-1\r\n'],
    ['another protocol', () => 'HTTP/1.1 502 Bad Gateway\r\n\r\n'],
    ['not a master', (text: string) => text.replace('$6\r\nmaster', '$5\r\nslave')],
  ])('%s', async (_, meddle) => {
    const store = await throughProxy();
    proxy.meddle((chunk) => [meddle(chunk.toString('latin1'))]);
    const answer = await store.admit('mine', [hourly]).catch((error: unknown) => error);
    // One answer too many comes after the right one, which is good; what it would be taken for is not.
    if (!(answer instanceof Error)) await failureOf(store.admit('mine', [hourly]));
    else expect(answer).toBeInstanceOf(StoreFailure);
    proxy.meddle((chunk) => [chunk]);
    expect((await store.admit('mine', [hourly])).admitted).toBe(true);
    expect(await store.peek([hourly])).toMatchObject([{ rates: [{ left: 2 }] }]);
  });

  test('bytes without sense are never an admission', async () => {
    const pieces = fc.constantFrom('*', '$', ':', '+', '-', '6', '1', '\r\n', 'master', 'x', '\0', '{');
    const garbage = fc.oneof(fc.string({ unit: pieces, maxLength: 20 }), fc.string({ unit: codePoint }));
    const store = await throughProxy();
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        proxy.meddle((chunk) => [chunk]);
        // The connection of the turn before may be cut only now.
        await store.now().catch(() => store.now());
        proxy.meddle(() => [Buffer.from(text, 'latin1'), CUT]);
        await failureOf(store.admit('1', [hourly]));
      }),
      { seed: 31, numRuns: runs(40, 1_000) },
    );
  });

  test('the server is started anew: calls fail, and then go on', async () => {
    const port = await closedPort();
    const first = await startRedis({ port });
    const store = await opened(first.url);
    await store.admit('1', [hourly]);
    await first.stop();
    const [one, other] = await Promise.all([failureOf(store.now()), failureOf(store.now())]);
    expect(one.message).toMatch(/the connection was cut|connection refused/u);
    expect(other.message).toMatch(/the connection was cut|connection refused/u);
    await started({ port });
    // What it counted was in its memory only, as one of the caveats says.
    expect(await Promise.all([store.peek([hourly]), store.peek([daily])])).toMatchObject([
      [{ rates: [{ left: 3 }] }],
      [{ rates: [{ left: 5 }] }],
    ]);
  });

  test('the clock was set back: what lies ahead of it is counted too', async () => {
    const store = await opened(server.url);
    const { at } = await store.admit('1', [hourly]);
    await admin.zAdd(set(hourly.key), { score: at + 10_000, value: 'ahead' });
    expect(await store.peek([hourly])).toMatchObject([{ rates: [{ left: 1 }] }]);
    const last = await store.admit('2', [hourly]);
    expect(last).toMatchObject({ admitted: true, states: [{ rates: [{ left: 0, next: at + HOUR }] }] });
    expect((await store.admit('3', [hourly])).admitted).toBe(false);
  });

  test('what has left every window is cleared away', async () => {
    const store = await opened(server.url);
    const short = { key: 'policy/short', rates: [{ count: 1_000, per: 3 }] };
    for (let i = 0; i < runs(100, 3_000); i++) await store.admit(String(i), [short]);
    expect(await admin.zCard(set(short.key))).toBeLessThan(100);
    const { at } = await store.admit('last', [short]);
    while ((await store.now()) <= at + 7);
    expect(await admin.exists(set(short.key))).toBe(0);
  });

  test('peeking and being refused write nothing', async () => {
    const store = await opened(server.url);
    await store.peek([hourly]);
    expect(await admin.dbSize()).toBe(0);
    for (const id of ['1', '2', '3']) await store.admit(id, [hourly]);
    const changes = async () =>
      /rdb_changes_since_last_save:(\d+)/u.exec(await admin.info('persistence'))?.[1];
    const before = await changes();
    await store.peek([hourly, daily]);
    expect((await store.admit('4', [daily, hourly])).admitted).toBe(false);
    expect(await changes()).toBe(before);
  });
});
