/**
 * The part of Kong's Admin API that concerns targets, as its documentation has it: a list under `data`, PATCH by id or by
 * `host:port`, weights that are whole numbers from 0 to 65535, errors with a `message`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { httpServer } from './server.ts';

export interface KongTarget {
  readonly id: string;
  readonly target: string;
  weight: number;
  readonly tags: null;
  readonly upstream: { readonly id: string };
}

export interface KongStub {
  readonly url: string;
  readonly targets: readonly KongTarget[];
  /** Changes in turn: `10.0.0.1:8080 900`. */
  readonly changes: string[];
  /** Whoever has not this token is refused. */
  token: string | undefined;
  /** Every request is answered so. */
  status: number | undefined;
}

export const kongTargets = { blue: '10.0.0.1:8080', green: '10.0.0.2:8080' } as const;

export async function kongStub(): Promise<KongStub> {
  const targets = Object.values(kongTargets).map((target, index): KongTarget => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    target,
    weight: index === 0 ? 1000 : 0,
    tags: null,
    upstream: { id: 'u-1' },
  }));
  const stub = {
    url: '',
    targets,
    changes: [] as string[],
    token: undefined as string | undefined,
    status: undefined as number | undefined,
  };
  const answer = (
    { method, url, headers }: IncomingMessage,
    response: ServerResponse,
    text: string,
  ): void => {
    const say = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    };
    if (stub.status !== undefined) return say(stub.status, { message: 'An unexpected error occurred' });
    if (stub.token !== undefined && headers['kong-admin-token'] !== stub.token)
      return say(401, { message: 'Invalid credentials' });
    const [, id] = /^\/upstreams\/shop\/targets(?:\/(.+))?$/u.exec(url ?? '') ?? [];
    if (method === 'GET' && url === '/upstreams/shop/targets') return say(200, { data: targets, next: null });
    const target = targets.find((one) => one.id === id || one.target === decodeURIComponent(id ?? ''));
    if (method !== 'PATCH' || !target) return say(404, { message: 'Not found' });
    const { weight } = JSON.parse(text) as { weight: number };
    if (!Number.isInteger(weight) || weight < 0 || weight > 65_535)
      return say(400, { message: 'schema violation (weight: value should be between 0 and 65535)' });
    target.weight = weight;
    stub.changes.push(`${target.target} ${weight}`);
    say(200, target);
  };
  stub.url = await httpServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => answer(request, response, text));
  });
  return stub;
}
