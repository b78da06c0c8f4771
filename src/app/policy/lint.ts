/** `lint`: everything there is to say about policies, without a network or processes. */
import { dirname, resolve } from 'node:path';
import type { LintSettings, LintSeverities } from '../../compiler/lint.ts';
import { compileText } from './compile-text.ts';
import { fixText } from './fix.ts';
import type { Host } from '../host.ts';
import { readNamedFile } from '../read-file.ts';
import { extendedFrom, findPolicy, severitiesFor } from './loader.ts';
import type { CompiledPolicy, LintReport } from '../report.ts';
import type { LintRequest } from '../requests.ts';

export async function lint(request: LintRequest, host: Host): Promise<LintReport> {
  const paths =
    request.files.length > 0
      ? request.files.map((file) => resolve(host.cwd, file))
      : [findPolicy(host.cwd, request.policy)];
  const read = paths.map((path) => ({ path, ...readNamedFile(path, host.cwd) }));
  const settings = await settingsFor(read, host);
  const files: CompiledPolicy[] = [];
  let fixed = 0;
  for (const { path, file, text } of read) {
    const compileAgain = (so: string) =>
      compileText(file, so, host.clock.now(), { ...settings(path), extended: extendedFrom(host) });
    const linted = compileAgain(text);
    const result = request.fix ? fixText(linted, compileAgain, request.fix) : { policy: linted, fixed: 0 };
    if (result.fixed > 0) {
      const { replaceFile } = await import('../write-file.ts');
      await replaceFile(path, file, result.policy.text);
    }
    files.push({ path, ...result.policy });
    fixed += result.fixed;
  }
  return { files, fixed };
}

/** Slow rules run here. The grammar of PromQL is loaded only where some text may hold a query. */
async function settingsFor(
  policies: readonly { readonly text: string }[],
  host: Host,
): Promise<(path: string) => LintSettings> {
  const promql = policies.some(({ text }) => text.includes('prometheus'))
    ? await import('../../plan/promql.ts')
    : undefined;
  const byDirectory = new Map<string, LintSeverities>();
  return (path) => {
    const severities = byDirectory.get(dirname(path)) ?? severitiesFor(path, host);
    byDirectory.set(dirname(path), severities);
    return { severities, slow: true, ...(promql && { promql }) };
  };
}
