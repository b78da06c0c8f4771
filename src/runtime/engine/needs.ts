/** Which facts are needed, as slots. */
import type { Condition, EvaluationPlan, Gate, Step } from '../../plan/plan.ts';
import { factsOf, type TextTemplate } from '../../plan/term.ts';
import { formOf, leavesOf } from '../core/condition.ts';

/** What the gates read first: their `when`, what they ask where they have none, and their messages. */
export function gateSlots(plan: EvaluationPlan): ReadonlySet<number> {
  const slots = slotsOfIds(
    plan,
    plan.gates.flatMap(({ message }) => [...templateFacts(message ?? [])]),
  );
  for (const condition of plan.gates.flatMap(firstAsked)) addSlots(plan, condition, slots);
  return slots;
}

/** No gate has a condition. */
export function asksNothing(plan: EvaluationPlan): boolean {
  return plan.gates.every((gate) => firstAsked(gate).length === 0);
}

function firstAsked({ when, require, prefer }: Gate): readonly Condition[] {
  return when ? [when] : [...require, ...prefer];
}

/** The plan with other gates. A spread would work out its digest, which few ask for. */
export function withGates(plan: EvaluationPlan, gates: readonly Gate[]): EvaluationPlan {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(plan)) as EvaluationPlan;
  return Object.assign(copy, { gates });
}

/** What deciding whether a step runs, and filling it in, reads. */
export function stepSlots(plan: EvaluationPlan, { when, reads }: Step): ReadonlySet<number> {
  const slots = slotsOfIds(plan, reads);
  if (when) addSlots(plan, when, slots);
  return slots;
}

function addSlots(plan: EvaluationPlan, { skeleton }: Condition, slots: Set<number>): void {
  for (const leaf of leavesOf(formOf(skeleton)))
    for (const slot of plan.leaves[leaf]?.facts ?? []) slots.add(slot);
}

function slotsOfIds(plan: EvaluationPlan, ids: readonly string[]): Set<number> {
  return new Set(plan.facts.flatMap(({ id }, slot) => (ids.includes(id) ? slot : [])));
}

function templateFacts(template: TextTemplate): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const part of template) if (typeof part !== 'string') factsOf(part, ids);
  return ids;
}
