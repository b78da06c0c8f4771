/** Plans over typed facts, whose conditions are generated. */
import * as fc from 'fast-check';
import { FactTable } from '../../../src/compiler/expression/facts.ts';
import { conditionOf } from '../../../src/compiler/expression/condition.ts';
import { LeafTable } from '../../../src/compiler/expression/leaves.ts';
import type { Condition, EvaluationPlan, Gate, Mode } from '../../../src/plan/plan.ts';
import type { Freeze, Limit } from '../../../src/plan/window.ts';
import { checkedCondition, sound } from '../expression.ts';
import { planWith, somewhere } from '../plan.ts';
import { conditions } from './expression.ts';
import { scopeOf, type TypedFacts } from './facts.ts';

/** A plan, and what its gates were written as, for another reader. */
export interface GeneratedPlan {
  readonly plan: EvaluationPlan;
  readonly gates: readonly GateTexts[];
}

export interface GateTexts extends Partial<Pick<Gate, 'severity' | 'mode' | 'environments' | 'sustain'>> {
  readonly name: string;
  readonly when?: string;
  readonly require: readonly string[];
  readonly prefer: readonly string[];
}

interface Exceptional {
  readonly when?: string;
  readonly except?: string;
}

export type FreezeTexts = Omit<Freeze, keyof Exceptional | 'location'> & Exceptional;
export type LimitTexts = Omit<Limit, keyof Exceptional | 'location'> & Exceptional;

/** A policy whose conditions are texts. */
export interface PolicyTexts {
  readonly mode?: Mode;
  readonly environments?: readonly string[];
  readonly gates: readonly GateTexts[];
  readonly freezes?: readonly FreezeTexts[];
  readonly limits?: readonly LimitTexts[];
}

export function plans(facts: TypedFacts, mostGates = 4): fc.Arbitrary<GeneratedPlan> {
  const condition = conditions(facts, 2);
  const gate = fc.record({
    when: fc.option(condition, { nil: undefined, freq: 2 }),
    require: fc.array(condition, { minLength: 1, maxLength: 3 }),
    prefer: fc.array(condition, { maxLength: 1 }),
  });
  return fc.array(gate, { minLength: 1, maxLength: mostGates }).map((made) => {
    const gates = made.map(({ when, ...rest }, i) => ({
      name: `gate ${i}`,
      ...rest,
      ...(when !== undefined && { when }),
    }));
    return { gates, plan: planOfTexts({ gates }, facts) };
  });
}

/** Checks the conditions and puts them together as the compiler does. */
export function planOfTexts(
  { mode = 'enforce', environments = [], gates, freezes = [], limits = [] }: PolicyTexts,
  facts: TypedFacts,
): EvaluationPlan {
  const scope = scopeOf(facts);
  const factTable = new FactTable();
  const leaves = new LeafTable();
  const condition = (text: string): Condition =>
    conditionOf(sound(checkedCondition(text, scope, factTable)), factTable, leaves);
  const conditional = ({ when, except }: { when?: string | undefined; except?: string | undefined }) => ({
    ...(when !== undefined && { when: condition(when) }),
    ...(except !== undefined && { except: condition(except) }),
    location: somewhere,
  });
  return planWith({
    mode,
    environments,
    gates: gates.map(({ when, require, prefer, ...gate }): Gate => ({
      severity: 'block',
      mode: 'enforce',
      ...gate,
      ...conditional({ when }),
      require: require.map(condition),
      prefer: prefer.map(condition),
    })),
    freezes: freezes.map(({ when, except, ...freeze }) => ({ ...freeze, ...conditional({ when, except }) })),
    limits: limits.map(({ when, except, ...limit }) => ({ ...limit, ...conditional({ when, except }) })),
    facts: factTable.list(),
    leaves: leaves.list(),
  });
}
