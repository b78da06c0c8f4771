/** Finds, reads and compiles policies. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { LintSeverities } from '../../compiler/lint.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { compileText } from './compile-text.ts';
import type { ReadExtended } from './extend.ts';
import type { Host } from '../host.ts';
import { lintSeverities } from '../config/lint.ts';
import { isBeneath } from '../paths.ts';
import { readNamedFile } from '../read-file.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { CompiledPolicy } from '../report.ts';
import type { PolicyRequest } from '../requests.ts';

const defaultNames = ['sentinel.yaml', 'sentinel.yml', 'sentinel.sntl'];

/** The file that is meant, absolute: the one that is named, else the nearest here or above, up to the repository's root. */
export function findPolicy(cwd: string, given: string | undefined): string {
  if (given !== undefined) return resolve(cwd, given);
  const top = treeOf(cwd);
  for (let directory = cwd; ; directory = dirname(directory)) {
    for (const name of defaultNames) {
      const path = join(directory, name);
      if (existsSync(path)) return path;
    }
    if (directory === top) break;
  }
  const quoted = defaultNames.map((name) => `\`${name}\``);
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(quoted);
  const where = top === cwd ? 'here' : `here or above, up to \`${top}\``;
  refuse('SEN2010', `there is no ${names} ${where}`, {
    help: '`sentinel init` writes a first one; `--policy FILE` names another',
  });
}

/** The root of the repository that the directory lies in, else the directory itself. */
export function treeOf(directory: string): string {
  return repositoryOf(directory) ?? directory;
}

/** The root of the repository that the directory lies in. */
export function repositoryOf(directory: string): string | undefined {
  for (let candidate = directory; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) return candidate;
    if (candidate === dirname(candidate)) return undefined;
  }
}

/** Reads and compiles the policy, whatever its diagnostics are. */
export function compilePolicy(request: PolicyRequest, host: Host): CompiledPolicy {
  return compileFile(findPolicy(host.cwd, request.policy), host);
}

/** `path` is absolute. */
export function compileFile(path: string, host: Host): CompiledPolicy {
  const { file, text } = readNamedFile(path, host.cwd);
  const severities = severitiesFor(path, host);
  return { path, ...compileText(file, text, host.clock.now(), { severities, extended: extendedFrom(host) }) };
}

/** Reads policies that others extend: files of the same repository, beside the one that names them. */
export function extendedFrom(host: Host): ReadExtended {
  return (path, from) => {
    if (!/\.(?:ya?ml|sntl)$/u.test(path))
      return { wrong: 'is no policy: its name ends in .yaml, .yml or .sntl' };
    const directory = dirname(resolve(host.cwd, from));
    const target = resolve(directory, path);
    if (!existsSync(target)) return { wrong: 'is not there' };
    if (!isBeneath(realpathSync(treeOf(directory)), realpathSync(target)))
      return { wrong: 'lies outside of the repository' };
    return readNamedFile(target, host.cwd);
  };
}

/** What the project says of findings in this policy. */
export function severitiesFor(path: string, { cwd }: Host): LintSeverities {
  const directory = dirname(path);
  return lintSeverities(directory, treeOf(directory), cwd);
}

export interface ValidPolicy extends CompiledPolicy {
  readonly plan: EvaluationPlan;
}

/** The policy that a run judges by. Rejects with a refusal where it has errors. */
export async function loadValidPolicy(request: PolicyRequest, host: Host): Promise<ValidPolicy> {
  const policy = compilePolicy(request, host);
  const { plan } = policy;
  if (!plan) throw new Refusal(policy.diagnostics, new Map([[policy.file, policy.text]]));
  return { ...policy, plan };
}
