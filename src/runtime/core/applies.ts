/** Whether a rule is asked in this run at all. */
import { FALSE } from '../../plan/kleene.ts';
import type { Reason } from '../../plan/decision.ts';
import type { Condition, PlanLocation } from '../../plan/plan.ts';
import { truthOfSkeleton } from './condition.ts';
import type { Evidence } from './evidence.ts';
import { reasonsOf } from './reason.ts';

/** What gates, freezes and limits have in common. */
export interface Applicable {
  /** Absent: every environment. */
  readonly environments?: readonly string[];
  readonly when?: Condition;
  readonly location: PlanLocation;
}

/** A rule of this environment. Where the environment is not given, every rule is. */
export function isFor({ environments }: Applicable, environment: string | undefined): boolean {
  return !environments || environment === undefined || environments.includes(environment);
}

/** Why a rule is not asked in this run; undefined where it is. A `when` that is unknown applies the rule. */
export function whySkipped(
  rule: Applicable,
  environment: string | undefined,
  evidence: Evidence,
): Reason | undefined {
  const { environments, when, location } = rule;
  if (!isFor(rule, environment))
    return {
      text: `it is for ${environments?.join(', ') ?? ''}, and this is ${environment ?? ''}`,
      span: location.span,
    };
  if (!when || truthOfSkeleton(when.skeleton, (leaf) => evidence.judgement.leaves.at(leaf)) !== FALSE)
    return undefined;
  const findings = reasonsOf(when, location.file, evidence).map(({ text }) => text);
  return { text: `it does not apply: ${findings.join(' and ')}`, span: when.span };
}
