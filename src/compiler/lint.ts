/** Everything there is to say about one policy: what reading and compiling found, and the lint rules, less suppressions. */
import type { Severity } from '../plan/codes/index.ts';
import { lintCodes } from '../plan/codes/lint.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { SourceText } from '../plan/span.ts';
import type { Policy } from '../parser/tree.ts';
import { type LintCode, type LintContext, type PromqlGrammar, runRule } from './rules/context.ts';
import { rules } from './rules/index.ts';
import { applySuppressions, type SuppressionResult } from './suppressions.ts';

/** What a project makes of findings, by code. What is not named keeps its severity. */
export type LintSeverities = ReadonlyMap<LintCode, Severity | 'off'>;

/** What `lint` looks for beyond the fast rules, and how it counts. */
export interface LintSettings {
  readonly severities?: LintSeverities;
  /** Slow rules run too. */
  readonly slow?: boolean;
  /** Without it nothing is said about queries. */
  readonly promql?: PromqlGrammar;
}

export interface LintOptions extends LintSettings {
  /** Milliseconds since the epoch; decides which suppressions have expired, and which freezes are over. */
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
  { now, sources, severities, slow, promql }: LintOptions,
): LintResult {
  const { file } = policy;
  const source = new SourceText(file, sources.get(file) ?? '');
  const findings: Diagnostic[] = [];
  const silent = new Set<string>();
  const reporter =
    (code: LintCode, severity: Severity): LintContext['report'] =>
    (message, span, details) =>
      findings.push({ ...diagnostic(code, message, { file, span }, details), severity });
  const met = { whole: found.some(cutsTree) ? undefined : (true as const), plan, promql };
  for (const rule of rules) {
    const { code } = rule;
    const severity = severities?.get(code) ?? lintCodes[code].severity;
    const runs =
      severity !== 'off' &&
      (rule.speed === 'fast' || slow === true) &&
      runRule(rule, { policy, source, now, report: reporter(code, severity) }, met);
    if (!runs) silent.add(code);
  }
  const { diagnostics, suppressed } = applySuppressions(source, policy.comments, findings, { now, silent });
  return { diagnostics: sortByPlace([...found, ...diagnostics]), suppressed };
}

/** An error of the syntax or the structure: the tree lacks what it is about. */
function cutsTree({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && /^SEN1[013]/u.test(code);
}

export function sortByPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

function placeOf({ location }: Diagnostic): number {
  return location?.span.start ?? -1;
}
