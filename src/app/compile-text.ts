/** One policy from its text to its findings and its plan. Pure: the playground does it in a browser. */
import { compile } from '../compiler/compile.ts';
import { lint, type LintSettings } from '../compiler/lint.ts';
import { parsePolicy } from '../parser/index.ts';
import { SourceText } from '../plan/span.ts';
import { catalog } from './catalog.ts';
import type { CompiledPolicy } from './report.ts';

/** `now`, in milliseconds since the epoch, decides what has expired. */
export function compileText(
  file: string,
  text: string,
  now: number,
  settings: LintSettings = {},
): Omit<CompiledPolicy, 'path'> {
  const sources = new Map([[file, text]]);
  const parsed = parsePolicy(new SourceText(file, text));
  if (!parsed.policy) return { file, text, diagnostics: parsed.diagnostics, suppressed: 0 };
  const compiled = compile(parsed.policy, { catalog, sources });
  const found = [...parsed.diagnostics, ...compiled.diagnostics];
  const plan = parsed.diagnostics.some(({ severity }) => severity === 'error') ? undefined : compiled.plan;
  const { diagnostics, suppressed } = lint(parsed.policy, plan, found, { ...settings, now, sources });
  const valid = !diagnostics.some(({ severity }) => severity === 'error');
  return { file, text, diagnostics, suppressed, ...(valid && plan && { plan }) };
}
