/** The runtime API of HAProxy: a line in, an answer out, on a connection that then closes (management guide, § 9.3). */
import { connect } from 'node:net';
import { DriverFailure } from '../../failure.ts';

export interface RuntimeApi {
  /** A path, or `host:port`. */
  readonly socket: string;
  /** Milliseconds for one command. */
  readonly timeout: number;
}

const MOST_ANSWER = 4 * 1024 * 1024;

/** The answer, without surrounding blanks. Several commands, parted by `;`, are answered one after another. */
export function ask({ socket, timeout }: RuntimeApi, command: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  return new Promise((resolve, reject) => {
    const connection = connect(addressOf(socket));
    let answer = '';
    const fail = (why: string): void => {
      connection.destroy();
      reject(signal.aborted ? (signal.reason as Error) : new DriverFailure(`${socket}: ${why}`));
    };
    stop.addEventListener('abort', () => fail('no answer in time'), { once: true });
    connection.setEncoding('utf8');
    connection.on('connect', () => connection.end(`${command}\n`));
    connection.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.length > MOST_ANSWER) fail('the answer has no end');
    });
    connection.on('error', (error) => fail(error.message));
    connection.on('end', () => resolve(answer.trim()));
  });
}

/** For commands that change something: any answer is a complaint. */
export async function order(api: RuntimeApi, command: string, signal: AbortSignal): Promise<void> {
  const complaint = await ask(api, command, signal);
  if (complaint !== '') throw new DriverFailure(`${command}: ${complaint.replaceAll(/\s+/gu, ' ')}`);
}

function addressOf(socket: string): { path: string } | { host: string; port: number } {
  const [, host, port] = /^([^/]*):(\d+)$/u.exec(socket) ?? [];
  return host === undefined ? { path: socket } : { host: host || '127.0.0.1', port: Number(port) };
}
