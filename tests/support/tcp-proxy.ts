/** A server between a client and a real server, which the test may let do anything to the answers. */
import { connect } from 'node:net';

import { rawServer } from './server.ts';

/** The end of the connection. */
export const CUT = Symbol('cut');

/** What is sent for some bytes of an answer. */
export type Meddle = (chunk: Buffer) => readonly (Buffer | string | typeof CUT)[];

export interface Proxy {
  readonly port: number;
  /** From now on. */
  readonly meddle: (meddle: Meddle) => void;
}

/** In front of `127.0.0.1:port`. Requests always arrive. */
export async function tcpProxy(port: number): Promise<Proxy> {
  let meddle: Meddle = (chunk) => [chunk];
  const front = await rawServer((client) => {
    const server = connect(port, '127.0.0.1');
    server.on('error', () => client.destroy());
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      for (const answer of meddle(chunk))
        if (answer === CUT) client.end();
        else client.write(answer);
    });
  });
  return {
    port: front,
    meddle: (next) => {
      meddle = next;
    },
  };
}
