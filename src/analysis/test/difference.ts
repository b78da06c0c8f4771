/** What a case expected and did not get, with the conditions behind it. */
import { TRUE } from '../../plan/kleene.ts';
import type { Condition } from '../../plan/plan.ts';
import { truthOfSkeleton } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../../runtime/core/explain.ts';

/** One expectation that was not met. */
export interface Difference {
  /** Its key: `decision`, `rules.disk`, `phase`. */
  readonly about: string;
  readonly expected: string;
  readonly actual: string;
  /** Why it came so, a sentence each. */
  readonly reasons: readonly string[];
  /** The conditions behind it, with every value. */
  readonly explained: readonly ExplainedCondition[];
}

export interface ExplainedCondition {
  readonly file: string;
  readonly tree: Explanation;
}

/** As they turned out; `file` is where they stand. */
export function explained(
  conditions: readonly Condition[],
  file: string,
  evidence: Evidence,
): readonly ExplainedCondition[] {
  return conditions.map((condition) => ({ file, tree: explainCondition(condition, file, evidence) }));
}

export function holds({ skeleton }: Condition, { judgement }: Evidence): boolean {
  return truthOfSkeleton(skeleton, (leaf) => judgement.leaves.at(leaf)) === TRUE;
}
