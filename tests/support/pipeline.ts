/** Text to plan as `lint` does it, at the time of the tests. */
import { compileText } from '../../src/app/compile-text.ts';
import type { CompiledPolicy } from '../../src/app/report.ts';
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import * as promql from '../../src/plan/promql.ts';

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
  return compileText(file, text, now, { slow: true, promql });
}

/** The plan of a policy that must be valid. */
export function planOf(text: string): EvaluationPlan {
  const { plan, diagnostics } = lintText(text);
  if (!plan) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return plan;
}
