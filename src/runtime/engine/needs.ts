/** Which facts must be gathered for which part of a plan, as slots. */
import type { Condition, EvaluationPlan, Gate, Skeleton } from '../../plan/plan.ts';
import { factsOf, type TextTemplate } from '../../plan/term.ts';

export function slotsOf(plan: EvaluationPlan, conditions: Iterable<Condition>): ReadonlySet<number> {
  const slots = new Set<number>();
  for (const { skeleton } of conditions)
    for (const leaf of leavesOf(skeleton)) for (const slot of plan.leaves[leaf]?.facts ?? []) slots.add(slot);
  return slots;
}

/** Everything that judging a gate reads, but for its `when`. */
export function gateSlots(plan: EvaluationPlan, gate: Gate): ReadonlySet<number> {
  const slots = new Set(slotsOf(plan, [...gate.require, ...gate.prefer]));
  for (const slot of idSlots(plan, templateFacts(gate.message ?? []))) slots.add(slot);
  return slots;
}

export function idSlots(plan: EvaluationPlan, ids: Iterable<string>): ReadonlySet<number> {
  const wanted = new Set(ids);
  return new Set(plan.facts.flatMap(({ id }, slot) => (wanted.has(id) ? slot : [])));
}

function templateFacts(template: TextTemplate): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const part of template) if (typeof part !== 'string') factsOf(part, ids);
  return ids;
}

function leavesOf(skeleton: Skeleton): readonly number[] {
  if ('leaf' in skeleton) return [skeleton.leaf];
  if ('not' in skeleton) return leavesOf(skeleton.not);
  return ('all' in skeleton ? skeleton.all : skeleton.any).flatMap(leavesOf);
}
