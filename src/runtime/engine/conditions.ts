/** Conditions of rules, each as a gate of its own, so that both judges judge them. */
import type { RuleKind } from '../../plan/decision.ts';
import type { Condition, Gate, PlanLocation } from '../../plan/plan.ts';

/** Whose `when` is judged: a rule, or a rollout. */
export type Applying = RuleKind | 'rollout';

export interface RulePart {
  readonly name: string;
  readonly location: PlanLocation;
  readonly when?: Condition;
  readonly except?: Condition;
}

/** By which name the conditions of a rule are looked at; of a gate it is the gate's own. */
export function lookName(kind: Applying, name: string): string {
  return kind === 'gate' ? name : `${kind} ${name}`;
}

/** Whether the rule applies, and nothing else: what does not apply needs no probe. */
export function applicationGate(kind: Applying, { name, when, location }: RulePart): Gate {
  return { ...gate(kind, name, location), ...(when && { when }) };
}

/** Whether the condition holds. */
export function conditionGate(kind: RuleKind, { name, location }: RulePart, condition: Condition): Gate {
  return { ...gate(kind, name, location), require: [condition] };
}

function gate(kind: Applying, name: string, location: PlanLocation): Gate {
  return {
    name: lookName(kind, name),
    severity: 'block',
    mode: 'enforce',
    require: [],
    prefer: [],
    location,
  };
}
