/** A small project with one gate, one critical gate, and a step that leaves a trace. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './folder.ts';
import { hostIn } from './host.ts';

export const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
settings:
  owner: { env: OWNER, default: nobody }
inputs:
  ticket: { type: string, default: "" }
probes:
  ready: { file: { path: ready.txt } }
gates:
  ready: { require: ready.exists, message: "make \${settings.owner} write ready.txt" }
  ticket: { environments: [prod], severity: critical, require: ticket matches /^OPS-/, message: "give one: --set ticket=OPS-1" }
after:
  - name: log
    command: { run: [sh, -c, 'echo "$1" >> log.txt', sh, "\${release.version}"] }
`;

export async function project(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy, 'ready.txt': 'yes', ...files });
  return { cwd, host: hostIn(cwd, env), log: () => readFile(join(cwd, 'log.txt'), 'utf8').catch(() => '') };
}

export const dev = { release: { env: 'dev', version: 'v1.2.3' } };
export const prod = { release: { env: 'prod', version: 'v1.2.3' } };
