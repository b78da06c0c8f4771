/** What sharing out costs: the built-in router beside the library that it is made of, a bare proxy, and HAProxy. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { pathOf, startHaproxy } from '../tests/support/daemons.ts';
import { startLoad } from '../tests/support/load.ts';
import { startApart } from '../tests/support/router.ts';
import { type Bar, measure, type Measure, printTimes, type Rival, speed, type Suite } from './harness.ts';

const CONNECTIONS = 16;
const local = { host: '127.0.0.1', port: 0 };
const cookie = ['cookie: track=ada'];

/** A way in to the server, in a process of its own. */
interface Way {
  readonly port: number;
  readonly close: () => unknown;
}

export const suite: Suite = {
  title: 'Router',
  about: `Requests over ${CONNECTIONS} connections to a server that answers at once, behind the router, which counts them and chooses a slot for each, behind the same proxy library alone, behind a few lines of Node, and behind HAProxy where it is installed, which has two threads. Each is a process of its own; all keep their connections open.`,
  packages: ['httpxy'],
  async run() {
    const server = await answering();
    const { port } = server.address() as AddressInfo;
    const ways = new Map<string, Way>();
    try {
      ways.set('the library alone', await proxy('library', port));
      ways.set('Node alone', await proxy('node', port));
      ways.set('the router, by turns', await router(port, {}));
      ways.set('the router, by a cookie', await router(port, { cookie: 'track' }));
      if (pathOf('haproxy') !== undefined) ways.set('HAProxy', await haproxy(port));
      const rivals = Array.from(ways, ([name, way]) => rival(name, way.port));
      const measures = await measure(rivals, { rounds: 15, batch: 200 });
      printTimes(measures);
      const [library, node, turns, sticky, other] = measures as [
        Measure,
        Measure,
        Measure,
        Measure,
        Measure?,
      ];
      const bars: Bar[] = [
        {
          name: 'by turns, against the library alone',
          ...speed(turns, library),
          unit: 'times',
          atLeast: 0.8,
        },
        { name: 'by a cookie, against the library alone', ...speed(sticky, library), unit: 'times' },
        { name: 'by turns, against Node alone', ...speed(turns, node), unit: 'times' },
      ];
      if (other) bars.push({ name: 'by turns, against HAProxy', ...speed(turns, other), unit: 'times' });
      return bars;
    } finally {
      for (const { close } of ways.values()) await close();
      server.close();
    }
  },
};

function rival(name: string, port: number): Rival {
  return {
    name,
    async run(requests) {
      const load = startLoad({ port, connections: CONNECTIONS, requests, headers: cookie });
      const [failure] = Object.keys((await load.report).failures);
      if (failure !== undefined) throw new Error(`${name}: ${failure}`);
    },
  };
}

/** It reads no more of a request than its end, so that it is not what is measured. */
async function answering(): Promise<Server> {
  const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello';
  const server = createServer((socket: Socket) => {
    let received = '';
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (!received.endsWith('\r\n\r\n')) return;
      received = '';
      socket.write(answer);
    });
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, local.host);
  await once(server, 'listening');
  return server;
}

async function proxy(kind: 'library' | 'node', upstream: number): Promise<Way> {
  const child = fork(join(import.meta.dirname, 'proxy.ts'), [kind, String(upstream)]);
  const [port] = (await once(child, 'message')) as [number];
  return { port, close: () => child.disconnect() };
}

async function router(upstream: number, sticky: { readonly cookie?: string }): Promise<Way> {
  const upstreams = new Map(
    ['blue', 'green'].map((slot) => [slot, new URL(`http://${local.host}:${upstream}`)]),
  );
  const started = await startApart({ listen: local, admin: local, upstreams, sticky });
  return { port: started.listen.port, close: () => started.close() };
}

async function haproxy(upstream: number): Promise<Way> {
  const { url, stop } = await startHaproxy(
    [
      'defaults',
      '  mode http',
      '  timeout connect 1s',
      '  timeout client 60s',
      '  timeout server 60s',
      'listen web',
      '  bind ${WEB}',
      '  option forwardfor',
      `  server blue ${local.host}:${upstream} weight 100`,
      `  server green ${local.host}:${upstream} weight 100`,
    ].join('\n'),
  );
  return { port: Number(new URL(url).port), close: stop };
}
