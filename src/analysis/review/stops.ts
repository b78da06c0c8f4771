/** When a rule of one plan stops a start, as a function of everything that can be observed. */
import type { RuleKind } from '../../plan/decision.ts';
import type { Condition, EvaluationPlan, Gate } from '../../plan/plan.ts';
import type { Term } from '../../plan/term.ts';
import type { Freeze, Limit } from '../../plan/window.ts';
import { type Applicable, isFor } from '../../runtime/core/applies.ts';
import { formOf, requirementOf } from '../../runtime/core/condition.ts';
import { bears, fills, type State } from './circumstances.ts';
import { type Diagram, NO, YES } from './diagram.ts';
import type { Side } from './side.ts';
import type { Atom } from './space/components.ts';
import type { Condition3, Space } from './space/space.ts';

/** One rule in one environment. */
export interface Stops {
  /** Where the rule is asked at all. */
  readonly applies: Diagram;
  /** Where it is asked, and neither passes nor exempts. */
  readonly stops: Diagram;
  /** What that makes of the exit code: 0 where the rule only reports. */
  readonly weight: 0 | 1 | 2;
}

export const stopsNothing: Stops = { applies: NO, stops: NO, weight: 0 };

export type NamedRule =
  | { readonly kind: 'gate'; readonly own: Gate }
  | { readonly kind: 'freeze'; readonly own: Freeze }
  | { readonly kind: 'limit'; readonly own: Limit };

/** Tells rules apart, of which a gate and a limit may share a name. */
export function ruleKey(kind: RuleKind, name: string): string {
  return `${kind} ${name}`;
}

/** What decides about a start, in the order in which it is told. */
export function rulesOf({ gates, freezes, limits }: EvaluationPlan): readonly NamedRule[] {
  return [
    ...gates.map((own) => ({ kind: 'gate' as const, own })),
    ...freezes.map((own) => ({ kind: 'freeze' as const, own })),
    ...limits.map((own) => ({ kind: 'limit' as const, own })),
  ];
}

/** One side of a review, with the places of its circumstances in the space. */
export interface SideInSpace {
  readonly side: Side;
  readonly space: Space<State>;
  readonly which: 'base' | 'head';
  /** Of sustained gates and of limits, by the rule's key. */
  readonly circumstances: ReadonlyMap<string, number>;
  /** The windows' keys, by the freeze's name. */
  readonly windows: ReadonlyMap<string, string>;
}

/** The time is the first of the circumstances. */
const TIME = 0;

/** Of an environment for which the rule is not: nothing. Throws `TooLarge`. */
export function stopsOf(rule: NamedRule, environment: string | undefined, within: SideInSpace): Stops {
  const { diagrams } = within.space;
  const { own } = rule;
  if (!isFor(own, environment)) return stopsNothing;
  const applies = appliesIn(own, within);
  const isEnforced = own.mode === 'enforce' && within.side.plan.mode === 'enforce';
  switch (rule.kind) {
    case 'gate': {
      const { holds } = conditionIn(requirementOf(rule.own), within);
      const failing = diagrams.and(applies, diagrams.and(diagrams.not(holds), looksIn(rule.own, within)));
      const { severity } = rule.own;
      const weight = severity === 'critical' ? 2 : severity === 'block' ? 1 : 0;
      return { applies, stops: failing, weight: isEnforced ? weight : 0 };
    }
    case 'freeze': {
      const { name, blocks } = rule.own;
      if (!blocks.includes('start')) return stopsNothing;
      const key = within.windows.get(name) ?? '';
      const frozen = within.space.inStates(TIME, (state) => state.kind === 'time' && state.frozen.has(key));
      return {
        applies,
        stops: notExempt(diagrams.and(applies, frozen), rule.own, within),
        weight: isEnforced ? 1 : 0,
      };
    }
    case 'limit': {
      const used = diagrams.or(usedUp(rule.own, within), diagrams.not(scopeIsKnown(rule.own, within)));
      return {
        applies,
        stops: notExempt(diagrams.and(applies, used), rule.own, within),
        weight: isEnforced ? 1 : 0,
      };
    }
  }
}

/** Also for rollouts: whether it is asked. An unknown `when` applies it. */
export function appliesIn({ when }: Applicable, within: SideInSpace): Diagram {
  return when ? within.space.diagrams.not(conditionIn(formOf(when.skeleton), within).fails) : YES;
}

/** Throws `TooLarge`. */
export function conditionIn(form: ReturnType<typeof formOf>, { side, space }: SideInSpace): Condition3 {
  return space.condition(form, (leaf) => side.atoms[leaf] as Atom);
}

function notExempt(
  stops: Diagram,
  { except }: { readonly except?: Condition },
  within: SideInSpace,
): Diagram {
  if (!except) return stops;
  const { diagrams } = within.space;
  return diagrams.and(stops, diagrams.not(conditionIn(formOf(except.skeleton), within).holds));
}

function looksIn(gate: Gate, { space, circumstances, which }: SideInSpace): Diagram {
  const place = circumstances.get(ruleKey('gate', gate.name));
  if (place === undefined) return YES;
  return space.inStates(place, (state) => state.kind === 'looks' && !bears(gate, state[which]));
}

function usedUp(limit: Limit, { space, circumstances, which }: SideInSpace): Diagram {
  const place = circumstances.get(ruleKey('limit', limit.name));
  if (place === undefined) throw new RangeError('the space was made without this limit');
  return space.inStates(place, (state) => state.kind === 'starts' && fills(limit.atMost, state[which]));
}

function scopeIsKnown({ by }: Limit, { side, space }: SideInSpace): Diagram {
  return space.diagrams.all(by.map((field) => space.atom(side.atom(knownField(field))).holds));
}

const span = [0, 0] as const;

function releaseFact(field: string): Term {
  return { op: 'fact', type: 'string', fact: `release.${field}`, span };
}

/** `release.FIELD is known` */
export function knownField(field: string): Term {
  return { op: 'is', type: 'boolean', test: 'known', negated: false, of: releaseFact(field), span };
}

/** `release.env == "ENV"` */
export function isEnvironment(environment: string): Term {
  const value: Term = { op: 'const', type: 'string', value: environment, span };
  return { op: 'compare', type: 'boolean', operator: '==', left: releaseFact('env'), right: value, span };
}

/** `now is known` */
export const nowIsKnown: Term = {
  op: 'is',
  type: 'boolean',
  test: 'known',
  negated: false,
  of: { op: 'fact', type: 'instant', fact: 'now', span },
  span,
};
