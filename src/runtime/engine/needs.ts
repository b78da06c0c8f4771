/** Facts that are needed beside those of the gates' conditions, as slots. */
import type { EvaluationPlan, Step } from '../../plan/plan.ts';
import { factsOf, type TextTemplate } from '../../plan/term.ts';
import { formOf, leavesOf } from '../core/condition.ts';

/** What the messages of the gates read. */
export function messageSlots(plan: EvaluationPlan): ReadonlySet<number> {
  return slotsOfIds(
    plan,
    plan.gates.flatMap(({ message }) => [...templateFacts(message ?? [])]),
  );
}

/** What deciding whether a step runs, and filling it in, reads. */
export function stepSlots(plan: EvaluationPlan, { when, reads }: Step): ReadonlySet<number> {
  const slots = slotsOfIds(plan, reads);
  if (when)
    for (const leaf of leavesOf(formOf(when.skeleton)))
      for (const slot of plan.leaves[leaf]?.facts ?? []) slots.add(slot);
  return slots;
}

function slotsOfIds(plan: EvaluationPlan, ids: readonly string[]): Set<number> {
  return new Set(plan.facts.flatMap(({ id }, slot) => (ids.includes(id) ? slot : [])));
}

function templateFacts(template: TextTemplate): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const part of template) if (typeof part !== 'string') factsOf(part, ids);
  return ids;
}
