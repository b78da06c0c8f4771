/** A server whose path says which kind of thing it is, how it fails, and for which cell: `/http/evaluator%20500/CELL`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { answers, flipFlops } from './faults.ts';

export interface Answerer {
  readonly origin: string;
  close(): Promise<void>;
}

/** `timeOf` gives the time of a cell, milliseconds since the epoch. */
export async function startAnswerer(timeOf: (cell: string) => number): Promise<Answerer> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    void respond(request, response);
  });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request));
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, kind = '', fault = '', cell = ''] = pathname.split('/').map(decodeURIComponent);
    const query = form.get('query') ?? '';
    const [start = 0, end = 0, step = 1] = ['start', 'end', 'step'].map((name) => Number(form.get(name)));
    // What alternates does so for each query by itself.
    const key = `${kind}/${fault}/${cell}/${query}`;
    const count = asked.get(key) ?? 0;
    asked.set(key, count + 1);
    const answer = answers[kind as keyof typeof answers][fault] ?? flipFlops[fault];
    if (!answer) throw new Error(`there is no ${kind} that fails as ${fault}`);
    answer(response, {
      now: timeOf(cell) / 1000,
      count,
      query,
      ...(form.has('start') && { range: { start, end, step } }),
    });
  };
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
