/** A service that keeps the share of a canary, as a user's own would: it is told by POST and asked by GET. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { httpServer } from './server.ts';

export interface ToldShare {
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: { readonly data: Record<string, unknown> };
}

export interface ShareService {
  readonly url: string;
  /** Percent by slot. */
  readonly shares: Map<string, number>;
  /** Messages as they came, those that came again too. */
  readonly told: ToldShare[];
  /** It answers with this status from now on. */
  status: number;
}

export async function shareService(): Promise<ShareService> {
  const seen = new Set<string>();
  const service = {
    url: '',
    shares: new Map([
      ['blue', 100],
      ['green', 0],
    ]),
    told: [] as ToldShare[],
    status: 200,
  };
  const answer = (request: IncomingMessage, response: ServerResponse, text: string): void => {
    response.statusCode = service.status;
    if (request.method === 'GET') {
      const slot = new URL(request.url ?? '', 'http://service').searchParams.get('canary') ?? '';
      const share = service.shares.get(slot);
      if (share === undefined) response.statusCode = 404;
      response.end(JSON.stringify({ canary: share, detail: `${slot} ${share}` }));
      return;
    }
    const body = JSON.parse(text) as ToldShare['body'];
    service.told.push({ headers: request.headers, text, body });
    const { stable, canary, weight } = body.data as { stable: string; canary: string; weight: number };
    if (!service.shares.has(canary)) response.statusCode = 404;
    const key = String(request.headers['idempotency-key']);
    if (response.statusCode === 200 && !seen.has(key)) {
      seen.add(key);
      service.shares.set(stable, 100 - weight);
      service.shares.set(canary, weight);
    }
    response.end();
  };
  service.url = await httpServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => answer(request, response, text));
  });
  return service;
}
