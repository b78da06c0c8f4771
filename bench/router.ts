/** What sharing out costs: the built-in router beside the proxy library that it is made of. */
import { Agent, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createProxyServer } from 'httpxy';

import { startRouter } from '../src/runtime/traffic/router/server.ts';
import { startLoad } from '../tests/support/load.ts';
import { measure, type Measure, printTimes, speed, type Suite } from './harness.ts';

const CONNECTIONS = 16;
const local = { host: '127.0.0.1', port: 0 };

export const suite: Suite = {
  title: 'Router',
  about: `Requests over ${CONNECTIONS} connections to a server behind the router, which counts them and chooses a slot for each, and behind the same proxy library alone; both keep their connections open. All in one process, so a request pays for sender and server too.`,
  packages: ['httpxy'],
  async run() {
    const upstream = await listening(createServer((_, response) => response.end('hello')));
    const target = `http://127.0.0.1:${portOf(upstream)}`;
    const upstreams = new Map(['blue', 'green'].map((slot) => [slot, new URL(target)]));
    const agent = new Agent({ keepAlive: true });
    const proxy = createProxyServer({ target, agent, xfwd: true });
    const plain = await listening(
      createServer((request, response) => void proxy.web(request, response).catch(() => response.destroy())),
    );
    const turns = await startRouter({ listen: local, admin: local, upstreams });
    const sticky = await startRouter({ listen: local, admin: local, upstreams, sticky: { cookie: 'track' } });
    try {
      const measures = await measure(
        [
          { name: 'the library alone', run: requests(portOf(plain)) },
          { name: 'the router, by turns', run: requests(turns.listen.port) },
          { name: 'the router, by a cookie', run: requests(sticky.listen.port, ['cookie: track=ada']) },
        ],
        { rounds: 15, batch: 200 },
      );
      printTimes(measures);
      const [alone, byTurns, byCookie] = measures as [Measure, Measure, Measure];
      return [
        {
          name: 'by turns, against the library alone',
          ...speed(byTurns, alone),
          unit: 'times',
          atLeast: 0.7,
        },
        { name: 'by a cookie, against the library alone', ...speed(byCookie, alone), unit: 'times' },
      ];
    } finally {
      await Promise.all([turns.close(), sticky.close()]);
      agent.destroy();
      for (const server of [plain, upstream]) server.close();
    }
  },
};

function requests(port: number, headers: readonly string[] = []) {
  return async (count: number): Promise<void> => {
    const { failures } = await startLoad({ port, connections: CONNECTIONS, requests: count, headers }).report;
    const [failure] = Object.keys(failures);
    if (failure !== undefined) throw new Error(failure);
  };
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
