/** What `plan` adds to the slowest of ten probes that run side by side. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import '../scripts/build.ts';
import { commandRival, entry, nodeAlone } from './command.ts';
import { measure, median, printTimes, type Suite } from './harness.ts';

const PROBES = 10;
/** Milliseconds until a server answers. */
const ANSWER = 300;

export const suite: Suite = {
  title: 'Plan',
  about: `A plan of ${PROBES} HTTP probes, each answered after ${ANSWER} ms, less these and less a Node that does nothing.`,
  packages: ['json-rules-engine'],
  async run() {
    const servers = await Promise.all(Array.from({ length: PROBES }, slowServer));
    const folder = await mkdtemp(join(tmpdir(), 'sentinel-bench-'));
    try {
      await writeFile(join(folder, 'sentinel.yaml'), policy(servers.map(portOf)));
      const rivals = [
        nodeAlone(folder),
        commandRival('plan', [entry, 'plan', '--version', 'v1.2.3'], folder),
      ];
      const [node, plan] = await measure(rivals, { batch: 0, rounds: 15 });
      if (!node || !plan) throw new Error('nothing was measured');
      printTimes([node, plan]);
      const added = (median(plan.samples) - median(node.samples)) / 1e6 - ANSWER;
      return [{ name: 'added to the slowest probe', value: added, unit: 'ms', atMost: 60 }];
    } finally {
      for (const server of servers) server.close();
      await rm(folder, { recursive: true });
    }
  },
};

async function slowServer(): Promise<Server> {
  const server = createServer((_, response) => {
    void sleep(ANSWER).then(() => response.end('{"status":"up"}'));
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function policy(ports: readonly number[]): string {
  const probes = ports.map((port, index) => `  api${index}: { http: { url: "http://127.0.0.1:${port}/" } }`);
  const gates = ports.map(
    (_, index) =>
      `  api${index}: { severity: critical, require: [api${index}.ok, api${index}.latency < 2s] }`,
  );
  return ['sentinel: 1', 'policy: ten', 'probes:', ...probes, 'gates:', ...gates, ''].join('\n');
}
