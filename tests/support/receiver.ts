/** A receiver of messages: a real HTTP server that keeps what it was sent. */
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { httpServer } from './server.ts';

export interface Received {
  readonly path: string | undefined;
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers from now on; undefined: not at all. */
  answer: number | undefined;
}

export async function startReceiver(answer: number | undefined = 200): Promise<Receiver> {
  const received: Received[] = [];
  const receiver = { url: '', received, answer };
  const listener: RequestListener = (request, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ path: request.url, method: request.method, headers: request.headers, body });
      if (receiver.answer !== undefined) response.writeHead(receiver.answer).end('ok');
    });
  };
  receiver.url = await httpServer(listener);
  return receiver;
}
