/**
 * The runtime API of HAProxy: a line of commands in, their answers out, on a connection that then closes (management
 * guide, § 9.3). Failures are `NetworkFailure`.
 */
import { connect, type Socket } from 'node:net';
import { commandLineRules, guardedLookup, guardHost } from './network/address.ts';
import { NetworkFailure, networkFailure, timedOut } from './network/failure.ts';
import { type HostAndPort, hostAndPortIn } from './network/url.ts';

export interface RuntimeApi {
  /** As it was written, for messages. */
  readonly socket: string;
  readonly address: { readonly path: string } | HostAndPort;
  /** Milliseconds for one line. */
  readonly timeout: number;
}

const MOST_ANSWER = 4 * 1024 * 1024;

/** HAProxy binds a socket under a longer name first, and no system takes names of more than 104 or 108 bytes. */
const LONGEST_PATH = 100;

/** `socket` is an absolute path, or `host:port` with an IPv6 address in brackets. */
export function runtimeApi(socket: string, timeout: number): RuntimeApi {
  const found = hostAndPortIn(socket);
  if (found) {
    if (found.port < 1 || found.port > 65_535)
      throw new NetworkFailure(`${socket} has no port between 1 and 65535`);
    return { socket, timeout, address: { ...found, host: found.host || '127.0.0.1' } };
  }
  if (!socket.startsWith('/'))
    throw new NetworkFailure(
      `the socket ${socket} is neither an absolute path nor \`host:port\`, with an IPv6 address as \`[::1]:9999\``,
    );
  const length = Buffer.byteLength(socket);
  if (length > LONGEST_PATH)
    throw new NetworkFailure(
      `the path of the socket has ${length} bytes, and no more than ${LONGEST_PATH} are possible: ${socket}`,
    );
  return { socket, timeout, address: { path: socket } };
}

/**
 * A name of a back end or a server that may stand in a command. HAProxy allows no others, and a blank, a `;` or a line
 * end would begin another command.
 */
export function nameInCommands(name: string): string {
  if (!/^[\w.:-]+$/u.test(name))
    throw new NetworkFailure(
      `\`${name}\` cannot be the name of a back end or a server: letters, digits and \`_ . : -\` only`,
    );
  return name;
}

/** The answer of one command, without the empty line that ends it. */
export async function ask(api: RuntimeApi, command: string, signal: AbortSignal): Promise<string> {
  const answer = await send(api, command, signal);
  if (!/(?:^|\n)\n$/u.test(answer)) throw failed(api, 'the answer is cut short');
  return answer.trim();
}

/** Commands that change something, in one go: any text is a complaint, and each is answered by an empty line. */
export async function order(
  api: RuntimeApi,
  commands: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const answer = await send(api, commands.join('; '), signal);
  const complaint = answer.trim().replaceAll(/\s+/gu, ' ');
  if (complaint.startsWith('Permission denied'))
    throw failed(api, 'nothing may be changed there; the `stats socket` needs `level admin`');
  if (complaint !== '') throw failed(api, `${commands.join('; ')}: ${complaint.slice(0, 200)}`);
  if (answer.length < commands.length) throw failed(api, 'the answer is cut short');
}

async function send(api: RuntimeApi, line: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(api.timeout)]);
  let connection: Socket | undefined;
  try {
    connection = open(api);
    return await exchange(connection, line, stop, api.timeout);
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureOf(error);
    throw failed(api, failure.message, failure);
  } finally {
    connection?.destroy();
  }
}

function open({ address }: RuntimeApi): Socket {
  if ('path' in address) return connect(address);
  guardHost(address.host, commandLineRules);
  return connect({ ...address, lookup: guardedLookup(commandLineRules) });
}

function exchange(connection: Socket, line: string, stop: AbortSignal, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    stop.addEventListener('abort', () => reject(timedOut(timeout)), { once: true });
    connection.setEncoding('utf8');
    connection.on('connect', () => connection.end(`${line}\n`));
    connection.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.length > MOST_ANSWER) reject(new NetworkFailure('the answer has no end'));
    });
    connection.on('error', reject);
    connection.on('end', () => resolve(answer));
  });
}

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'there is no such socket'],
  ['EACCES', 'the socket may not be opened by this user'],
  ['ENOTSOCK', 'it is no socket'],
]);

function failureOf(error: unknown): NetworkFailure {
  const reason = reasons.get((error as NodeJS.ErrnoException).code);
  return reason === undefined ? networkFailure(error) : new NetworkFailure(reason);
}

function failed(
  { socket }: RuntimeApi,
  why: string,
  { retry }: { retry: boolean } = { retry: false },
): NetworkFailure {
  return new NetworkFailure(`HAProxy at ${socket}: ${why}`, { retry });
}
