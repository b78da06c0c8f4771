/** What a lint rule sees, and where it reports. */
import type { lintCodes } from '../../plan/codes/lint.ts';
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Span } from '../../plan/span.ts';
import type { Policy } from '../../parser/tree.ts';

export type LintCode = keyof typeof lintCodes;

export interface LintContext {
  readonly policy: Policy;
  /** Absent when the policy has errors; rules about meaning then have nothing to say. */
  readonly plan: EvaluationPlan | undefined;
  readonly report: (code: LintCode, message: string, span: Span, details?: DiagnosticDetails) => void;
}

/** A rule looks at one policy and reports what it finds. */
export type Rule = (context: LintContext) => void;
