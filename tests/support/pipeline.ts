import { compile } from '../../src/compiler/compile.ts';
import { lint } from '../../src/compiler/lint.ts';
import { parsePolicy } from '../../src/parser/index.ts';
import { SourceText } from '../../src/plan/span.ts';
import { testCatalog } from './catalog.ts';
import type { CompiledPolicy } from '../../src/app/report.ts';
import type { EvaluationPlan } from '../../src/plan/plan.ts';

export interface LintOptions {
  readonly file?: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

/** Midday of a Monday in UTC. */
export const testNow = Date.parse('2026-06-01T12:00:00Z');

export function lintText(
  text: string,
  { file = 'sentinel.yaml', now = testNow }: LintOptions = {},
): Omit<CompiledPolicy, 'path'> {
  const sources = new Map([[file, text]]);
  const catalog = testCatalog;
  const parsed = parsePolicy(new SourceText(file, text));
  if (!parsed.policy) return { file, text, diagnostics: parsed.diagnostics, suppressed: 0 };
  const compiled = compile(parsed.policy, { catalog, sources });
  const found = [...parsed.diagnostics, ...compiled.diagnostics];
  const plan = parsed.diagnostics.some(({ severity }) => severity === 'error') ? undefined : compiled.plan;
  const { diagnostics, suppressed } = lint(parsed.policy, plan, found, { now, sources });
  const valid = !diagnostics.some(({ severity }) => severity === 'error');
  return { file, text, diagnostics, suppressed, ...(valid && plan && { plan }) };
}

/** The plan of a policy that must be valid. */
export function planOf(text: string): EvaluationPlan {
  const { plan, diagnostics } = lintText(text);
  if (!plan) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return plan;
}
