/** `/metrics` for Prometheus to scrape. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { StoreFailure } from '../../runtime/failure.ts';
import { refuse } from '../refusal.ts';
import { CONTENT_TYPE } from './exposition.ts';

export interface MetricsServer {
  close(): Promise<void>;
}

/** `address`: `HOST:PORT`. Refuses one that it cannot listen at. */
export async function serveMetrics(address: string, text: () => Promise<string>): Promise<MetricsServer> {
  const { host, port } = readAddress(address);
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/metrics') answer(response, 404, 'the metrics are at /metrics\n');
    else if (request.method !== 'GET') answer(response, 405, 'they are read by GET\n');
    else
      void text().then(
        (metrics) => answer(response, 200, metrics, CONTENT_TYPE),
        (error: unknown) => {
          const why = error instanceof StoreFailure ? 'the store is lost' : 'this is a fault of the program';
          answer(response, 503, `${why}\n`);
        },
      );
  });
  await listening(server, host, port).catch((error: NodeJS.ErrnoException) =>
    refuse('SEN2803', `the metrics cannot be served at \`${address}\` (${error.code ?? error.message})`, {
      help: 'name an address of this machine with a port that is free, such as `127.0.0.1:9464`',
    }),
  );
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function readAddress(address: string): { readonly host: string; readonly port: number } {
  const [, host = '', port = ''] = /^(\[[\da-fA-F:]+\]|[^:\s]+):(\d{1,5})$/u.exec(address) ?? [];
  if (host === '' || Number(port) > 65_535)
    refuse('SEN2803', `\`${address}\` is not an address to listen at`, {
      help: 'write host and port, such as `127.0.0.1:9464`',
    });
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
