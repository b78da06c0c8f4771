/** The facts that the rules of a plan read, in the plan's order. */
import type { Condition, EvaluationPlan, Gate, PlanFact } from '../plan/plan.ts';
import { factsOf } from '../plan/term.ts';
import { formOf, leavesOf } from '../runtime/core/condition.ts';

/** `release.env` is chosen, not typed. */
export const ENVIRONMENT = 'release.env';

/** The time that is judged as of. Freezes are about it, whether or not a condition reads it. */
export const NOW = 'now';

const now: PlanFact = { id: NOW, type: 'instant', source: { kind: 'now' } };

export function askedFacts(plan: EvaluationPlan): readonly PlanFact[] {
  const ids = new Set([
    ...plan.gates.flatMap((gate) => [...factsOfGate(plan, gate)]),
    ...[...plan.freezes, ...plan.limits].flatMap(({ when, except }) => [
      ...factsOfConditions(plan, [when, except]),
    ]),
  ]);
  const read = plan.facts.filter(
    ({ id }) => ids.has(id) && !(id === ENVIRONMENT && plan.environments.length > 0),
  );
  return plan.freezes.length > 0 && !ids.has(NOW) ? [now, ...read] : read;
}

function factsOfGate(plan: EvaluationPlan, { when, require, prefer, message }: Gate): ReadonlySet<string> {
  const ids = factsOfConditions(plan, [when, ...require, ...prefer]);
  for (const part of message ?? []) if (typeof part !== 'string') factsOf(part, ids);
  return ids;
}

function factsOfConditions(
  plan: EvaluationPlan,
  conditions: readonly (Condition | undefined)[],
): Set<string> {
  const ids = new Set<string>();
  for (const condition of conditions)
    for (const leaf of condition ? leavesOf(formOf(condition.skeleton)) : [])
      for (const slot of plan.leaves[leaf]?.facts ?? []) ids.add(plan.facts[slot]?.id ?? '');
  return ids;
}
