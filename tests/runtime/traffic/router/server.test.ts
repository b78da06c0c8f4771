import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

import { describe, expect, test } from 'vitest';

import { routerOver, send } from '../../../support/router.ts';
import { closedPort, rawServer } from '../../../support/server.ts';

/** Tells what arrived. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body }));
  });
}

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function echoed(text: string): Echo {
  return JSON.parse(text) as Echo;
}

describe('what is passed on', () => {
  test('method, path, body and headers, with who asked', async () => {
    const { listen } = await routerOver({ blue: echo });
    const { body } = await send(listen.port, {
      method: 'POST',
      path: '/a%2Fb?c=d&e',
      headers: { host: 'shop.example', 'x-forwarded-for': '10.0.0.1', 'x-own': 'yes' },
      body: 'hello',
    });
    const { headers, ...rest } = echoed(body);
    expect(rest).toEqual({ method: 'POST', url: '/a%2Fb?c=d&e', body: 'hello' });
    expect(headers).toMatchObject({
      host: 'shop.example',
      'x-own': 'yes',
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'shop.example',
    });
  });

  test('not what belongs to one connection', async () => {
    const { listen } = await routerOver({ blue: echo });
    const { body } = await send(listen.port, {
      headers: {
        connection: 'close, X-Hop, Content-Length',
        'x-hop': '1',
        te: 'trailers',
        'keep-alive': 'timeout=1',
        'proxy-authorization': 'Basic x',
        'proxy-connection': 'close',
      },
    });
    const { headers } = echoed(body);
    expect(headers).toMatchObject({ connection: 'keep-alive' });
    for (const name of ['x-hop', 'te', 'keep-alive', 'proxy-authorization', 'proxy-connection'])
      expect(headers).not.toHaveProperty(name);
  });

  test('a body without a length, and an empty one', async () => {
    const { listen } = await routerOver({ blue: echo });
    const chunked = { 'transfer-encoding': 'chunked' };
    for (const method of ['POST', 'DELETE', 'GET'])
      expect(echoed((await send(listen.port, { method, headers: chunked, body: 'abc' })).body)).toMatchObject(
        {
          method,
          body: 'abc',
        },
      );
    expect(echoed((await send(listen.port, { method: 'DELETE' })).body)).toMatchObject({ body: '' });
  });

  test('status and headers of the answer, and the cookie beside its own', async () => {
    const router = await routerOver({
      sticky: { cookie: 'track' },
      blue: (_, response) => {
        response.writeHead(418, 'short and stout', {
          'set-cookie': ['a=1', 'b=2'],
          'x-own': 'yes',
          connection: 'x-hop',
          'x-hop': '1',
          'proxy-authenticate': 'Basic',
        });
        response.end('tea');
      },
    });
    const { status, headers, body } = await router.get();
    expect([status, body, headers['x-own']]).toEqual([418, 'tea', 'yes']);
    expect(headers).not.toHaveProperty('x-hop');
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2', expect.stringMatching(/^track=/u)]);
  });

  test('an answer as it comes, before it is complete', async () => {
    const held = Promise.withResolvers<ServerResponse>();
    const router = await routerOver({
      blue: (_, response) => {
        response.write('first');
        held.resolve(response);
      },
    });
    const sent = request({ port: router.listen.port, agent: false });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    expect((await once(response, 'data'))[0]).toBe('first');
    const rest = once(response, 'data');
    (await held.promise).end(' last');
    expect((await rest)[0]).toBe(' last');
  });
});

describe('a request keeps its version', () => {
  test('whatever becomes of the weights meanwhile', async () => {
    const held: ServerResponse[] = [];
    const router = await routerOver({ green: (_, response) => void held.push(response) });
    await router.weigh(100);
    const under = router.get();
    while (held.length === 0) await router.metrics();
    await router.weigh(0, { evict: true });
    expect((await router.get()).body).toBe('blue');
    held[0]?.end('green to the end');
    expect(await under).toMatchObject({ status: 200, body: 'green to the end' });
  });

  test('both serve side by side', async () => {
    const router = await routerOver();
    await router.weigh(50);
    const answers = await Promise.all(Array.from({ length: 10 }, () => router.get()));
    expect(answers.filter(({ body }) => body === 'green')).toHaveLength(5);
  });

  test('after an eviction no cookie keeps a user on the canary', async () => {
    const router = await routerOver({ sticky: { cookie: 'track' } });
    await router.weigh(50);
    const users = await Promise.all(Array.from({ length: 40 }, () => router.get()));
    const cookies = users.map(({ headers }) => headers['set-cookie']?.[0]?.split(';')[0] ?? '');
    expect(users.some(({ body }) => body === 'green')).toBe(true);
    const again = await Promise.all(cookies.map((cookie) => router.get({ cookie })));
    expect(again.map(({ body }) => body)).toEqual(users.map(({ body }) => body));
    await router.weigh(0, { evict: true });
    const after = await Promise.all(cookies.map((cookie) => router.get({ cookie })));
    expect(new Set(after.map(({ body }) => body))).toEqual(new Set(['blue']));
  });
});

describe('a slot that fails', () => {
  const over = async (blue: string, options = {}) =>
    routerOver({
      upstreams: new Map([
        ['blue', new URL(blue)],
        ['green', new URL('http://127.0.0.1:1')],
      ]),
      ...options,
    });

  test('is not there', async () => {
    const router = await over(`http://127.0.0.1:${await closedPort()}`);
    expect(await router.get()).toMatchObject({ status: 502, body: 'bad gateway\n' });
  });

  test('says nothing', async () => {
    const port = await rawServer(() => undefined);
    const router = await over(`http://127.0.0.1:${port}`, { silence: 50 });
    expect(await router.get()).toMatchObject({ status: 504, body: 'gateway timeout\n' });
  });

  test('breaks off in the middle of an answer', async () => {
    const port = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf')),
    );
    const router = await over(`http://127.0.0.1:${port}`);
    await expect(router.get()).rejects.toThrow('aborted');
    expect(await router.metrics()).toContain('upstream_errors_total{slot="blue"} 1\n');
  });

  test('a connection that was kept open and has gone away is no failure', async () => {
    let connections = 0;
    const answered: Socket[] = [];
    const port = await rawServer((socket) => {
      connections++;
      let requests = 0;
      socket.on('data', () => {
        // The second request on a connection finds it closing.
        if (++requests > 1) return socket.destroy();
        answered.push(socket);
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      });
    });
    const router = await over(`http://127.0.0.1:${port}`);
    expect(await router.get()).toMatchObject({ status: 200 });
    expect(await router.get()).toMatchObject({ status: 200, body: 'ok' });
    expect(connections).toBe(2);
    expect(await router.get()).toMatchObject({ status: 200 });
  });

  test('the user goes away', async () => {
    const gone = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const router = await routerOver({
      blue: (_, response) => {
        response.on('close', () => gone.resolve());
        response.flushHeaders();
        asked.resolve();
      },
    });
    const sent = request({ port: router.listen.port, agent: false });
    sent.on('error', () => undefined);
    sent.end();
    await asked.promise;
    sent.destroy();
    await gone.promise;
    const text = await router.metrics();
    expect(text).toContain('requests_total{slot="blue",code="aborted"} 1\n');
    expect(text).toContain('upstream_errors_total{slot="blue"} 0\n');
  });
});

describe('connections that change their protocol', () => {
  const upgrading = (name: string): Promise<number> =>
    rawServer((socket) => {
      socket.once('data', (head: Buffer) => {
        if (!/upgrade: websocket/iu.test(head.toString())) return socket.end();
        socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
        socket.on('data', (chunk: Buffer) => socket.write(`${name} heard ${chunk.toString()}`));
      });
    });

  async function opened(port: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write('GET /chat HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    expect((await once(socket, 'data'))[0]).toContain('101 Switching Protocols');
    return socket;
  }

  const over = async () =>
    routerOver({
      upstreams: new Map([
        ['blue', new URL(`http://127.0.0.1:${await upgrading('blue')}`)],
        ['green', new URL(`http://127.0.0.1:${await upgrading('green')}`)],
      ]),
    });

  test('stay with their slot until it is evicted', async () => {
    const router = await over();
    await router.weigh(100);
    const socket = await opened(router.listen.port);
    await router.weigh(0);
    socket.write('hello');
    expect((await once(socket, 'data'))[0]).toBe('green heard hello');
    await router.weigh(0, { evict: true });
    await once(socket, 'close');
    const next = await opened(router.listen.port);
    next.write('hello');
    expect((await once(next, 'data'))[0]).toBe('blue heard hello');
    await router.close();
    await once(next, 'close');
  });

  test('a slot that is not there ends them', async () => {
    const router = await routerOver({
      upstreams: new Map([
        ['blue', new URL(`http://127.0.0.1:${await closedPort()}`)],
        ['green', new URL('http://127.0.0.1:1')],
      ]),
    });
    const socket = connect(router.listen.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await once(socket, 'close');
  });
});

test('a router that closes lets the requests under way end', async () => {
  const held = Promise.withResolvers<ServerResponse>();
  const router = await routerOver({ blue: (_, response) => held.resolve(response) });
  const under = router.get();
  const response = await held.promise;
  const closed = router.close();
  await expect(router.get()).rejects.toThrow('ECONNREFUSED');
  response.end('to the end');
  expect(await under).toMatchObject({ status: 200, body: 'to the end', headers: { connection: 'close' } });
  await closed;
});

test('it does not wait for ever', async () => {
  const asked = Promise.withResolvers<void>();
  const router = await routerOver({ blue: () => asked.resolve(), grace: 20 });
  const under = router.get();
  await asked.promise;
  await Promise.all([router.close(), expect(under).rejects.toThrow('socket hang up')]);
});
