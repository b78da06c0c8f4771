/** Plans over typed facts, whose gates are generated conditions. */
import * as fc from 'fast-check';
import { FactTable } from '../../../src/compiler/expression/facts.ts';
import { conditionOf } from '../../../src/compiler/expression/condition.ts';
import { LeafTable } from '../../../src/compiler/expression/leaves.ts';
import type { EvaluationPlan, Gate } from '../../../src/plan/plan.ts';
import { checkedCondition, sound } from '../expression.ts';
import { planWith } from '../plan.ts';
import { conditions } from './expression.ts';
import { scopeOf, type TypedFacts } from './facts.ts';

/** A plan, and what its gates were written as, for another reader. */
export interface GeneratedPlan {
  readonly plan: EvaluationPlan;
  readonly gates: readonly GateTexts[];
}

export interface GateTexts {
  readonly name: string;
  readonly when?: string;
  readonly require: readonly string[];
  readonly prefer: readonly string[];
}

export function plans(facts: TypedFacts, mostGates = 4): fc.Arbitrary<GeneratedPlan> {
  const condition = conditions(facts, 2);
  const gate = fc.record({
    when: fc.option(condition, { nil: undefined, freq: 2 }),
    require: fc.array(condition, { minLength: 1, maxLength: 3 }),
    prefer: fc.array(condition, { maxLength: 1 }),
  });
  return fc.array(gate, { minLength: 1, maxLength: mostGates }).map((gates) =>
    planOfTexts(
      gates.map(({ when, ...rest }, i) => ({
        name: `gate ${i}`,
        ...rest,
        ...(when !== undefined && { when }),
      })),
      facts,
    ),
  );
}

/** Checks the conditions and puts them together as the compiler does. */
export function planOfTexts(gates: readonly GateTexts[], facts: TypedFacts): GeneratedPlan {
  const scope = scopeOf(facts);
  const factTable = new FactTable();
  const leaves = new LeafTable();
  const condition = (text: string) =>
    conditionOf(sound(checkedCondition(text, scope, factTable)), factTable, leaves);
  const made = gates.map(({ name, when, require, prefer }): Gate => ({
    name,
    severity: 'block',
    mode: 'enforce',
    ...(when !== undefined && { when: condition(when) }),
    require: require.map(condition),
    prefer: prefer.map(condition),
    location: { file: 'sentinel.yaml', span: [0, 1] },
  }));
  return { gates, plan: planWith({ gates: made, facts: factTable.list(), leaves: leaves.list() }) };
}
