/** Opens sockets for adapters that speak no HTTP. */
import type { Socket, TcpNetConnectOpts } from 'node:net';

import { commandLineRules, guardedLookup, guardHost } from './address.ts';
import { networkFailure, timedOut } from './failure.ts';

export interface SocketOptions {
  readonly host: string;
  readonly port: number;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Connects with `connect` (of node:net or node:tls), waits for `event`, looks with `read`, and closes. Throws
 * `NetworkFailure`, or the signal's reason when that is aborted.
 */
export async function lookThrough<S extends Socket, T>(
  options: SocketOptions,
  connect: (target: TcpNetConnectOpts) => S,
  event: 'connect' | 'secureConnect',
  read: (socket: S) => T,
): Promise<T> {
  const { host, port, timeout } = options;
  options.signal.throwIfAborted();
  guardHost(host, commandLineRules);
  const socket = connect({ host, port, lookup: guardedLookup(commandLineRules) });
  const stop = AbortSignal.any([options.signal, AbortSignal.timeout(timeout)]);
  try {
    return await new Promise<T>((resolve, reject) => {
      stop.addEventListener('abort', () => reject(timedOut(timeout)), { once: true });
      socket.on('error', (error) => reject(networkFailure(error)));
      socket.once(event, () => resolve(read(socket)));
    });
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  } finally {
    socket.destroy();
  }
}
