/**
 * `warm.ts DIST`: runs the program as it is mostly run, all in one process, so that the code of what was called can be
 * kept beside its files. What the runs say does not matter.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chunksIn } from '../src/cli/chunks.ts';

const root = join(import.meta.dirname, '..');

/** Asks a server, which most policies do. */
function policyThatAsks(port: number): string {
  return `sentinel: 1
policy: warm
probes: { api: { http: { url: "http://127.0.0.1:${port}/" } } }
gates: { api: { severity: critical, require: [api.ok, api.latency < 2s] } }
`;
}

/** In the other syntax, with an expression that RE2 itself has to read. */
const inDsl = `policy "warm" {
  gate "tag" { require release.tag matches /^v[0-9]+(\\.[0-9]+){2}$/ }
}
`;

const server = createServer((_, response) => response.end('{}'));
await new Promise<void>((listening) => {
  server.listen(0, '127.0.0.1', listening);
});
const folder = await mkdtemp(join(tmpdir(), 'sentinel-warm-'));
try {
  const asking = join(folder, 'sentinel.yaml');
  await writeFile(asking, policyThatAsks((server.address() as AddressInfo).port));
  const dsl = join(folder, 'sentinel.sntl');
  await writeFile(dsl, inDsl);
  const chunks = chunksIn(process.argv[2] ?? '');
  const { main } = chunks.load('main.js') as typeof import('../src/cli/main.ts');
  process.chdir(root);
  await main(['lint', 'examples/minimal/sentinel.yaml']);
  await main(['lint', 'examples/release-gate/sentinel.yaml']);
  await main(['lint', dsl, 'package.json']);
  await main(['plan', '--version', 'v0.0.0']);
  await main(['plan', '--version', 'v0.0.0', '--policy', asking, '--format', 'json']);
  chunks.writeCode();
} finally {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
}
process.exitCode = 0;
