/** Servers that answer badly: what each does is its name. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { closedPort, httpServer, rawServer } from './server.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';
const MiB = 1024 ** 2;

function afterRequest(answer: (socket: Socket) => void): () => Promise<string> {
  return async () => {
    const port = await rawServer((socket) => socket.once('data', () => answer(socket)));
    return `http://127.0.0.1:${port}`;
  };
}

function answering(answer: (response: ServerResponse) => void): () => Promise<string> {
  return () => httpServer((_, response) => answer(response));
}

function pour(socket: Socket): void {
  const chunk = Buffer.alloc(65_536, 'a');
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** Made beforehand: a server that compresses first would be slow, which is another fault. */
const gzipBomb = gzipSync(Buffer.alloc(64 * MiB), { level: 1 });

/** No whole answer arrives. Each starts a server, and gives its origin. */
export const brokenExchanges: Readonly<Record<string, () => Promise<string>>> = {
  'nothing listens': async () => `http://127.0.0.1:${await closedPort()}`,
  'closes at once': async () => `http://127.0.0.1:${await rawServer((socket) => socket.end())}`,
  'resets the connection': afterRequest((socket) => socket.resetAndDestroy()),
  'never answers': afterRequest(() => undefined),
  'speaks no HTTP': afterRequest((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
  'floods with headers': afterRequest((socket) => socket.write(`${head}X: ${'a'.repeat(MiB)}`)),
  'stops in the headers': afterRequest((socket) => socket.end(head)),
  'stops in the body': afterRequest((socket) => socket.end(`${head}Content-Length: 100\r\n\r\nup 1\n`)),
  'stops in a chunk': afterRequest((socket) =>
    socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nup 1\n`),
  ),
  'never ends the body': afterRequest((socket) => socket.write(`${head}\r\nup 1\n`)),
  'pours without end': afterRequest((socket) => {
    socket.write(`${head}\r\n`);
    pour(socket);
  }),
  'is larger than the cap': answering((response) => response.end(Buffer.alloc(MiB + 1, ' '))),
  'is a gzip bomb': answering((response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipBomb);
  }),
  'is damaged gzip': answering((response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipSync('up 1\n').subarray(0, 12));
  }),
  'is compressed in a way of its own': answering((response) => {
    response.setHeader('Content-Encoding', 'zstd');
    response.end('up 1\n');
  }),
};

export const badStatuses: readonly number[] = [
  201, 204, 206, 301, 302, 304, 401, 403, 404, 429, 500, 502, 503, 504,
];

/** Bodies of a 200 that are no data of any kind. */
export const badBodies: Readonly<Record<string, string>> = {
  empty: '',
  blank: ' \n',
  'a page': '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n',
  'cut JSON': '{"status":"success","data":{"resultType":"vector","result":[',
  'deep JSON': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'a byte order mark': '\uFEFF{"status":"success","data":{"resultType":"scalar","result":[1,"0"]}}',
  'a NUL': '\0',
};
