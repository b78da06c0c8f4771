/** Everything there is to say about one policy: what reading and compiling found, and the lint rules, less suppressions. */
import { type Diagnostic, DiagnosticSink } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { SourceText } from '../plan/span.ts';
import type { Policy } from '../parser/tree.ts';
import { rules } from './rules/index.ts';
import { applySuppressions, type SuppressionResult } from './suppressions.ts';

export interface LintOptions {
  /** Milliseconds since the epoch; decides which suppressions have expired. */
  readonly now: number;
  /** File name to text. */
  readonly sources: ReadonlyMap<string, string>;
}

export type LintResult = SuppressionResult;

/** `found` is what the parser and the compiler reported; `plan` is absent when they found errors. */
export function lint(
  policy: Policy,
  plan: EvaluationPlan | undefined,
  found: readonly Diagnostic[],
  { now, sources }: LintOptions,
): LintResult {
  const sink = new DiagnosticSink(policy.file);
  for (const rule of rules) rule({ policy, plan, report: sink.report.bind(sink) });
  const source = new SourceText(policy.file, sources.get(policy.file) ?? '');
  const { diagnostics, suppressed } = applySuppressions(source, policy.comments, sink.diagnostics, now);
  return { diagnostics: sortByPlace([...found, ...diagnostics]), suppressed };
}

export function sortByPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

function placeOf({ location }: Diagnostic): number {
  return location?.span.start ?? -1;
}
