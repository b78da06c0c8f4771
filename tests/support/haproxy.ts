/** A real HAProxy before two small services, `blue` and `green`, as a rollout finds it: all traffic on the first. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

import { type HaproxyDaemon, startHaproxy } from './daemons.ts';

export const slots = ['blue', 'green'] as const;
export type Slot = (typeof slots)[number];

/** One slot's service. It answers with its name. */
export interface Service {
  readonly port: number;
  /** The share of requests that it answers with 500, spread evenly. */
  errors: number;
  /** It takes requests and closes the connection. */
  hangsUp: boolean;
  /** What `/version` tells. */
  version: string;
  requests: number;
  /** Nobody listens any more. */
  readonly stop: () => Promise<void>;
}

export interface HaproxyStand {
  readonly haproxy: HaproxyDaemon;
  readonly services: Readonly<Record<Slot, Service>>;
  /** Weights as HAProxy tells them, a slot in maintenance as such: `blue 180, green maint`. */
  readonly weights: () => Promise<string>;
}

/** Ends with the test. */
export async function haproxyStand(more: readonly string[] = []): Promise<HaproxyStand> {
  const services = { blue: await startService('blue'), green: await startService('green') };
  const server = (slot: Slot, weight: number) =>
    `  server ${slot} 127.0.0.1:${services[slot].port} weight ${weight} cookie ${slot}`;
  const haproxy = await startHaproxy(
    [
      'defaults',
      '  mode http',
      '  timeout connect 1s',
      '  timeout client 10s',
      '  timeout server 10s',
      '  option redispatch',
      '  retries 2',
      'frontend web',
      '  bind ${WEB}',
      '  http-request use-service prometheus-exporter if { path /metrics }',
      '  default_backend shop',
      'backend shop',
      '  balance roundrobin',
      '  cookie slot insert indirect nocache',
      server('blue', 200),
      server('green', 0),
      ...more,
    ].join('\n'),
  );
  onTestFinished(haproxy.stop);
  return { haproxy, services, weights: () => weightsOf(haproxy) };
}

async function weightsOf({ tell }: HaproxyDaemon): Promise<string> {
  const [, , ...lines] = (await tell('show servers state shop')).split('\n');
  return lines
    .map((line) => line.split(' '))
    .map(([, , , name, , , admin, weight]) => `${name} ${admin === '0' ? weight : 'maint'}`)
    .join(', ');
}

/** Ends with the test. */
export async function startService(slot: Slot): Promise<Service> {
  const service = { port: 0, errors: 0, hangsUp: false, version: '', requests: 0, stop };
  const server: Server = createServer((request, response) => {
    if (request.url === '/version') {
      response.end(service.version);
      return;
    }
    service.requests++;
    if (service.hangsUp) {
      response.destroy();
      return;
    }
    const { requests, errors } = service;
    if (Math.floor(requests * errors) > Math.floor((requests - 1) * errors)) response.statusCode = 500;
    response.setHeader('content-length', slot.length).end(slot);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  service.port = (server.address() as AddressInfo).port;
  onTestFinished(stop);
  return service;

  async function stop(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}
