/** A router of the tests, in front of two servers that answer with their names. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { type Router, type RouterOptions, startRouter } from '../../src/runtime/traffic/router/server.ts';
import type { Started, Wanted } from './router-process.ts';
import { httpServer } from './server.ts';

const anywhere = { host: '127.0.0.1', port: 0 };

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestRouter extends Router {
  get(headers?: Record<string, string>): Promise<Answer>;
  /** Sets the weight of green, the rest is for blue. */
  weigh(green: number, more?: Record<string, unknown>): Promise<Answer>;
  metrics(): Promise<string>;
}

export function answerWith(name: string): RequestListener {
  return (_, response) => {
    response.setHeader('content-length', name.length);
    response.end(name);
  };
}

export interface RouterSetup extends Partial<RouterOptions> {
  readonly blue?: RequestListener;
  readonly green?: RequestListener;
  /** In a process of its own, as under load: what sends and answers there does not hold it up. */
  readonly apart?: boolean;
}

export async function routerOver({
  blue = answerWith('blue'),
  green = answerWith('green'),
  apart = false,
  ...options
}: RouterSetup = {}): Promise<TestRouter> {
  const upstreams = new Map([
    ['blue', new URL(await httpServer(blue))],
    ['green', new URL(await httpServer(green))],
  ]);
  const router = await (apart ? startApart : startRouter)({
    listen: anywhere,
    admin: anywhere,
    upstreams,
    ...options,
  });
  onTestFinished(() => router.close());
  const { listen, admin } = router;
  return {
    listen,
    admin,
    close: () => router.close(),
    get: (headers = {}) => send(listen.port, { headers }),
    weigh: (weight, more = {}) =>
      send(admin.port, {
        method: 'PUT',
        path: '/weights',
        body: JSON.stringify({ weights: { blue: 100 - weight, green: weight }, ...more }),
      }),
    metrics: async () => (await send(admin.port, { path: '/metrics' })).body,
  };
}

/** In a process of its own, until it is closed. */
export async function startApart({ upstreams, ...options }: RouterOptions): Promise<Router> {
  const wanted: Wanted = { ...options, upstreams: Array.from(upstreams, ([slot, { href }]) => [slot, href]) };
  const child = fork(join(import.meta.dirname, 'router-process.ts'), [JSON.stringify(wanted)]);
  const [started] = (await once(child, 'message')) as [Started];
  return {
    ...started,
    async close() {
      if (!child.connected) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** On a connection of its own. */
export function send(
  port: number,
  { method = 'GET', path = '/', headers = {}, body }: Sent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
