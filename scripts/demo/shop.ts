/** A shop with two slots behind the built-in router, and users who keep coming. */
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startRouter } from '../../src/runtime/traffic/router/server.ts';

export interface Shop {
  /** What the example's policy reads. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts a version on a slot; of 100 of its answers so many are errors. */
  readonly deploy: (slot: Slot, version: string, errors?: number) => void;
  /** Answers by version, and what came of them. */
  readonly seen: ReadonlyMap<string, Seen>;
  readonly close: () => Promise<void>;
}

export type Slot = 'blue' | 'green';

export interface Seen {
  ok: number;
  failed: number;
}

/** Requests a second. */
const RATE = 200;

const local = { host: '127.0.0.1', port: 0 };

export async function openShop(): Promise<Shop> {
  const services = { blue: new Service(), green: new Service() };
  const upstreams = new Map<Slot, URL>([
    ['blue', new URL(await services.blue.listen())],
    ['green', new URL(await services.green.listen())],
  ]);
  const router = await startRouter({ listen: local, admin: local, upstreams, sticky: { cookie: 'track' } });
  const users = new Users(router.listen.port);
  return {
    env: {
      SHOP_USERS_PORT: String(router.listen.port),
      SHOP_ADMIN_PORT: String(router.admin.port),
      SHOP_BLUE: String(upstreams.get('blue')),
      SHOP_GREEN: String(upstreams.get('green')),
    },
    deploy: (slot, version, errors = 0) => services[slot].run(version, errors),
    seen: users.seen,
    close: async () => {
      await users.leave();
      await router.close();
      for (const service of [services.blue, services.green]) service.close();
    },
  };
}

class Service {
  #version = 'none';
  #errors = 0;
  #answers = 0;
  readonly #server: Server = createServer((request, response) => {
    response.setHeader('x-version', this.#version);
    if (request.url === '/version') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ version: this.#version }));
      return;
    }
    response.statusCode = (this.#answers++ * this.#errors) % 100 < this.#errors ? 500 : 200;
    response.end('a shop\n');
  });

  run(version: string, errors: number): void {
    this.#version = version;
    this.#errors = errors;
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`),
      );
    });
  }

  close(): void {
    this.#server.close();
  }
}

class Users {
  readonly seen = new Map<string, Seen>();
  readonly #agent = new Agent({ keepAlive: true });
  readonly #port: number;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Set<Promise<void>>();

  constructor(port: number) {
    this.#port = port;
    this.#timer = setInterval(() => {
      const visit = this.#visit().finally(() => this.#waiting.delete(visit));
      this.#waiting.add(visit);
    }, 1000 / RATE);
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#waiting);
    this.#agent.destroy();
  }

  #visit(): Promise<void> {
    return new Promise((resolve) => {
      const asked = get({ host: '127.0.0.1', port: this.#port, agent: this.#agent }, (response) => {
        response.resume();
        response.on('close', () => {
          this.#count(String(response.headers['x-version'] ?? 'no version'), response.statusCode === 200);
          resolve();
        });
      });
      asked.on('error', () => {
        this.#count('no version', false);
        resolve();
      });
    });
  }

  #count(version: string, ok: boolean): void {
    const seen = this.seen.get(version) ?? { ok: 0, failed: 0 };
    this.seen.set(version, seen);
    if (ok) seen.ok++;
    else seen.failed++;
  }
}
