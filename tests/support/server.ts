/** Servers of the tests: real ones, on a port that the system picks, gone after the test. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

const certificates = join(import.meta.dirname, 'certificates');

/** The path of a file of `certificates/`. */
export function certificatePath(name: string): string {
  return join(certificates, name);
}

/** The origin of an HTTP server: `http://127.0.0.1:1234`. */
export async function httpServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** A server with one of the certificates; `client` asks for a client certificate, and refuses who has none. */
export async function httpsServer(
  listener: RequestListener,
  { certificate = 'server', client = false } = {},
): Promise<string> {
  const server = createTlsServer(
    {
      cert: readFileSync(certificatePath(`${certificate}.pem`)),
      key: readFileSync(certificatePath(`${certificate}-key.pem`)),
      ca: readFileSync(certificatePath('ca.pem')),
      requestCert: client,
      rejectUnauthorized: client,
    },
    listener,
  );
  return `https://localhost:${await listen(server)}`;
}

/** A server that speaks no protocol of its own; gives the port. `patient`: it does not hang up when the client does. */
export function rawServer(
  connected: (socket: Socket) => void,
  { patient = false }: { readonly patient?: boolean } = {},
): Promise<number> {
  return listen(
    createRawServer({ allowHalfOpen: patient }, (socket) => {
      // The client may hang up whenever it has seen enough.
      socket.on('error', () => socket.destroy());
      connected(socket);
    }),
  );
}

/**
 * A port on which nothing listens. It lies below those that the system gives away by itself, of which another test may be
 * given this one the next moment.
 */
export async function closedPort(): Promise<number> {
  const server = createRawServer();
  try {
    const port = await new Promise<number>((resolve, reject) => {
      const wanted = 20_000 + Math.floor(Math.random() * 12_000);
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', () => resolve(wanted));
    });
    await new Promise((resolve) => {
      server.close(resolve);
    });
    return port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return closedPort();
  }
}

async function listen(server: Server, ends = true): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  if (ends)
    onTestFinished(async () => {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    });
  return (server.address() as AddressInfo).port;
}
