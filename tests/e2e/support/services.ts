/** Starts the three services of `examples/release-verification` and stops them after the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { examples } from './release-gate.ts';

export interface Services {
  readonly api: string;
  readonly orders: string;
  readonly web: string;
  /** The settings of the example's policy. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export async function startServices(): Promise<Services> {
  const child = spawn(process.execPath, [join(examples, 'release-verification/services/start.mjs')], {
    env: { API_PORT: '0', ORDERS_PORT: '0', WEB_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  onTestFinished(stop);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { api, orders, web } = JSON.parse(line) as Record<'api' | 'orders' | 'web', string>;
  return { api, orders, web, env: { API_URL: api, ORDERS_URL: orders, WEB_URL: web }, stop };
}
