/** Opens sockets for adapters that speak no HTTP. */
import { once } from 'node:events';
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
  const deadline = AbortSignal.timeout(timeout);
  let socket: S | undefined;
  try {
    guardHost(host, commandLineRules);
    socket = connect({ host, port, lookup: guardedLookup(commandLineRules) });
    await once(socket, event, { signal: AbortSignal.any([options.signal, deadline]) });
    return read(socket);
  } catch (error) {
    options.signal.throwIfAborted();
    throw deadline.aborted ? timedOut(timeout) : networkFailure(error);
  } finally {
    socket?.destroy();
  }
}
