/** What a lint rule is, what it sees, and where it reports. */
import type { lintCodes } from '../../plan/codes/lint.ts';
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { SourceText, Span } from '../../plan/span.ts';
import type { Policy } from '../../parser/tree.ts';

export type LintCode = keyof typeof lintCodes;

export interface LintContext {
  readonly policy: Policy;
  readonly source: SourceText;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly report: (message: string, span: Span, details?: DiagnosticDetails) => void;
}

/** What can be said of a query by the grammar of PromQL (`plan/promql.ts`), which is too large to load with every rule. */
export interface PromqlGrammar {
  /** Where a query stops to make sense; undefined if it does not. */
  readonly promqlError: (query: string) => Span | undefined;
  readonly isPromqlSelector: (text: string) => boolean;
}

/** What rules may need beside the tree; a rule whose need is not met has nothing to say. */
interface Needs {
  /** That nothing of the tree is missing: what could not be read is absent, and says nothing about what was meant. */
  readonly whole: true;
  /** The meaning, which a policy with errors does not have. */
  readonly plan: EvaluationPlan;
  readonly promql: PromqlGrammar;
}

type Need = keyof Needs;

interface RuleBase {
  readonly code: LintCode;
  /** A slow rule runs where a person waits for findings (`lint`, an editor that rests), not before every decision. */
  readonly speed: 'fast' | 'slow';
}

interface PlainRule extends RuleBase {
  readonly need?: undefined;
  check(context: LintContext): void;
}

interface NeedingRule<N extends Need> extends RuleBase {
  readonly need: N;
  check(context: LintContext, needed: Needs[N]): void;
}

/** A rule looks at one policy and reports what it finds, all under its one code. */
export type Rule = PlainRule | { [N in Need]: NeedingRule<N> }[Need];

type Met = { readonly [N in Need]: Needs[N] | undefined };

/** Runs a rule; false if what it needs is not there. */
export function runRule(rule: Rule, context: LintContext, met: Met): boolean {
  switch (rule.need) {
    case undefined:
      rule.check(context);
      return true;
    case 'whole':
      if (met.whole) rule.check(context, met.whole);
      return met.whole === true;
    case 'plan':
      if (met.plan) rule.check(context, met.plan);
      return met.plan !== undefined;
    case 'promql':
      if (met.promql) rule.check(context, met.promql);
      return met.promql !== undefined;
  }
}
