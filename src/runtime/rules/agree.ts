import { FALSE } from '../../plan/kleene.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Judgement } from '../core/judgement.ts';
import type { RuleTruths } from './judge.ts';

/**
 * The gates about which the two judges do not agree, of those that the rules judged. On the way to an action there must be
 * none: a disagreement is a fault of the program, and nothing is done on it.
 */
export function disagreements(
  plan: EvaluationPlan,
  kernel: Judgement,
  rules: ReadonlyMap<string, RuleTruths>,
): readonly string[] {
  return plan.gates.flatMap(({ name }, index) => {
    const truths = rules.get(name);
    if (!truths) return [];
    const application = kernel.applications.at(index);
    const requirement = application === FALSE ? undefined : kernel.requirements.at(index);
    return truths.application === application && truths.requirement === requirement ? [] : [name];
  });
}
