/**
 * A secret in every slot that takes one, against a server that sends back whatever it was sent, so that the secret also comes
 * in as data. It appears in no byte of any output, plain, encoded or escaped.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { emptyRepository } from '../support/git.ts';

const SECRET = 'cAn4ry "s3cret"/+?&\\ü~end';

/** Every form in which the text could slip through: as it is, and in the usual encodings at each alignment. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    return text.slice(Math.ceil((shift * 4) / 3), -2);
  });
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    ...aligned,
    bytes.toString('hex'),
  ];
}

async function echoServer(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = JSON.stringify({
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        url: request.url,
      });
      const status = request.url?.startsWith('/fail') ? 401 : 200;
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(said);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const policy = `
sentinel: 1
policy: secrets
environments: [dev]
settings:
  url: { env: TEST_URL }
secrets:
  token: { env: TEST_TOKEN }
  key: { file: key.txt }
probes:
  in_header: { http: { url: "\${settings.url}/", headers: { X-Token: "\${secrets.token}", X-Key: "a\${secrets.key}" } } }
  in_body: { http: { url: "\${settings.url}/", method: POST, body: "\${secrets.token}" } }
  in_json: { http: { url: "\${settings.url}/fail", method: POST, json: '{ "t": "\${secrets.token}" }' } }
  in_metrics: { metrics: { url: "\${settings.url}/", headers: { X-Token: "\${secrets.token}" } } }
  in_prometheus:
    prometheus: { url: "\${settings.url}", query: up, headers: { X-Token: "\${secrets.token}" } }
gates:
  header: { require: in_header.body == "x" }
  body: { require: [in_body.body matches /^x/, in_body.json.body == "x"] }
  json: { require: [in_json.ok, in_json.json.headers == "x"] }
  metrics: { require: in_metrics.ok }
  prometheus: { require: in_prometheus < 1 }
after:
  - webhook: { url: "\${settings.url}/fail", secret: "\${secrets.token}" }
`;

const commands: readonly (readonly string[])[] = [
  ['check', '--env', 'dev', '--version', 'v1.0.0'],
  ['check', '--env', 'dev', '--version', 'v1.0.0', '-v'],
  ['check', '--env', 'dev', '--version', 'v1.0.0', '--format', 'json'],
  ['check', '--env', 'dev', '--version', 'v1.0.0', '--format', 'junit'],
  ['plan', '--env', 'dev', '--version', 'v1.0.0', '--save', 'plan.json'],
  ['apply', '--env', 'dev', '--version', 'v1.0.0', '--auto-approve', '--format', 'json'],
  ['explain', 'body', '--env', 'dev', '--version', 'v1.0.0'],
  ['explain', 'json', '--env', 'dev', '--version', 'v1.0.0', '--why-not', '--format', 'json'],
  ['probe', 'in_header', '--env', 'dev', '--version', 'v1.0.0'],
  ['probe', 'in_json', '--env', 'dev', '--version', 'v1.0.0', '--format', 'json'],
  ['lint'],
  ['compile'],
  ['doctor'],
];

describe('a secret', () => {
  it.each(commands.map((args) => [args.join(' '), args] as const))('is silent in %s', async (_, args) => {
    const url = await echoServer();
    const repository = await emptyRepository();
    await repository.commit({ 'sentinel.yaml': policy, 'key.txt': `${SECRET}\n` });
    const run = await runSentinel(args, {
      cwd: repository.folder,
      env: { TEST_URL: url, TEST_TOKEN: SECRET },
    });
    const saved = args.includes('--save') ? await readFile(join(repository.folder, 'plan.json'), 'utf8') : '';
    const output = run.stdout + run.stderr + saved;
    expect(output).not.toBe('');
    expect(output, 'the command came past its usage').not.toMatch(/SEN200\d/u);
    for (const form of forms(SECRET)) expect(output).not.toContain(form);
  });
});
