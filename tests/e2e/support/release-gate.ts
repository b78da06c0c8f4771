/** A repository that may be released by the policy of `examples/release-gate`, beside a real API, for tests to spoil. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type CommandOptions, type CommandRun, runSentinel } from '../../support/cli.ts';
import { emptyRepository, type TestRepository } from '../../support/git.ts';

export const examples = join(import.meta.dirname, '../../../examples');
export const TOKEN = 'tok-Zk3-canary-91';

/** Limits that any machine keeps, so that only what a test spoils can fail. */
const looseHost = (policy: string): string =>
  policy.replaceAll(/require: (disk|memory)\.used < \d+%/gu, 'require: $1.used <= 100%');

export interface Stand {
  readonly repository: TestRepository;
  readonly api: StubApi;
  readonly env: Readonly<Record<string, string>>;
  /** Rewrites the policy and commits it. */
  readonly rewrite: (change: (policy: string) => string) => Promise<void>;
  readonly run: (args: readonly string[], options?: Partial<CommandOptions>) => Promise<CommandRun>;
}

export interface StubApi {
  readonly url: string;
  status: number;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
}

export async function releaseGate(): Promise<Stand> {
  const repository = await emptyRepository();
  const policy = looseHost(await readFile(join(examples, 'release-gate/sentinel.yaml'), 'utf8'));
  await repository.commit({ 'sentinel.yaml': policy, 'docs/runbook.md': '# Runbook\n' });
  const api = await stubApi();
  const env = { API_URL: api.url, DEPLOY_TOKEN: TOKEN };
  return {
    repository,
    api,
    env,
    rewrite: async (change) => {
      await repository.commit({ 'sentinel.yaml': change(policy) });
    },
    run: (args, options) =>
      runSentinel(args, { cwd: repository.folder, ...options, env: options?.env ?? env }),
  };
}

async function stubApi(): Promise<StubApi> {
  const requests: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization });
    response.writeHead(api.status, { 'Content-Type': 'application/json' }).end('{"status":"ok"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const api: StubApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    status: 200,
    requests,
  };
  return api;
}

/** The JSON of `plan`, `check` and `apply`, as far as the tests read it. */
export interface DecisionJson {
  readonly formatVersion: string;
  readonly decision: string;
  readonly exitCode: number;
  readonly summary: string;
  readonly rules: readonly {
    readonly kind: string;
    readonly name: string;
    readonly verdict: string;
    readonly severity: string;
    readonly reasons: readonly string[];
    readonly location: { readonly file: string; readonly line: number; readonly column: number };
  }[];
}

export function verdicts(run: CommandRun): Record<string, string> {
  return Object.fromEntries((run.json() as DecisionJson).rules.map(({ name, verdict }) => [name, verdict]));
}
