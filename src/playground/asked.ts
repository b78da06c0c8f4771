/** The facts that the gates of a plan read, in the plan's order. */
import type { EvaluationPlan, Gate, PlanFact } from '../plan/plan.ts';
import { factsOf } from '../plan/term.ts';
import { formOf, leavesOf } from '../runtime/core/condition.ts';

/** `release.env` is chosen, not typed. */
export const ENVIRONMENT = 'release.env';

export function askedFacts(plan: EvaluationPlan): readonly PlanFact[] {
  const ids = new Set(plan.gates.flatMap((gate) => [...factsOfGate(plan, gate)]));
  return plan.facts.filter(({ id }) => ids.has(id) && !(id === ENVIRONMENT && plan.environments.length > 0));
}

function factsOfGate(plan: EvaluationPlan, { when, require, prefer, message }: Gate): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { skeleton } of [...(when ? [when] : []), ...require, ...prefer])
    for (const leaf of leavesOf(formOf(skeleton)))
      for (const slot of plan.leaves[leaf]?.facts ?? []) ids.add(plan.facts[slot]?.id ?? '');
  for (const part of message ?? []) if (typeof part !== 'string') factsOf(part, ids);
  return ids;
}
