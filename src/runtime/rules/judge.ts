/** Gathers facts for gates and judges them, both by json-rules-engine. */
import { Almanac, Engine, type RuleProperties } from 'json-rules-engine';
import { FALSE, TRUE, type Truth, truthName, UNKNOWN } from '../../plan/kleene.ts';
import type { EvaluationPlan, Gate, PlanFact } from '../../plan/plan.ts';
import type { Known, Value } from '../../plan/value.ts';
import { type Form, formOf, requirementOf } from '../core/condition.ts';
import { truthOfTerm } from '../core/evaluate.ts';
import { conform } from '../core/facts.ts';
import { conditionOf, leafFact, nothing } from './conditions.ts';

/** Gives a fact's value. It does not reject: what cannot be had is unknown. */
export type Gather = (fact: PlanFact) => Known<Value> | Promise<Known<Value>>;

export interface RuleTruths {
  /** The gate's `when`; true where there is none. */
  readonly application: Truth;
  /** Whether what it requires holds; absent where it does not apply, and so nothing was asked. */
  readonly requirement?: Truth;
}

/**
 * The truths of these gates, by name. First the facts of every `when` are gathered, then those of the gates that apply, each
 * at most once and side by side. Rejects with what `gather` rejects with.
 */
export async function judgeByRules(
  plan: EvaluationPlan,
  gates: readonly Gate[],
  gather: Gather,
): Promise<ReadonlyMap<string, RuleTruths>> {
  const almanac = almanacOf(plan, gather);
  const applications = await judge(
    gates.flatMap(({ name, when }) => (when ? { id: name, form: formOf(when.skeleton) } : [])),
    almanac,
  );
  const applicable = gates.filter(({ name }) => applications.get(name) !== FALSE);
  const requirements = await judge(
    applicable.flatMap((gate) => [{ id: gate.name, form: requirementOf(gate) }, ...preferencesOf(gate)]),
    almanac,
  );
  return new Map(
    gates.map(({ name }) => {
      const requirement = requirements.get(name);
      return [
        name,
        { application: applications.get(name) ?? TRUE, ...(requirement !== undefined && { requirement }) },
      ];
    }),
  );
}

interface Goal {
  /** Absent where only the facts are wanted. */
  readonly id?: string;
  readonly form: Form;
}

/** Preferences decide nothing; they are judged for their facts, which warnings need. */
function preferencesOf({ prefer }: Gate): readonly Goal[] {
  return prefer.map(({ skeleton }) => ({ form: formOf(skeleton) }));
}

/** Every goal is two rules, known true and known false; where neither holds it is unknown. */
async function judge(goals: readonly Goal[], almanac: Almanac): Promise<ReadonlyMap<string, Truth>> {
  const truths = new Map<string, Truth>(goals.flatMap(({ id }) => (id === undefined ? [] : [[id, UNKNOWN]])));
  const rules = goals.flatMap(({ id, form }) =>
    ([TRUE, FALSE] as const).map((truth): RuleProperties => ({
      conditions: conditionOf(form, truth === TRUE),
      event: { type: 'known' },
      onSuccess: () => {
        if (id !== undefined) truths.set(id, truth);
      },
    })),
  );
  await new Engine(rules).run({}, { almanac });
  return truths;
}

/** Facts of the plan as they are, leaves as what they make of them, `nothing`. All are worked out when first asked for. */
function almanacOf(plan: EvaluationPlan, gather: Gather): Almanac {
  const almanac = new Almanac();
  almanac.addFact(nothing, truthName(UNKNOWN));
  for (const [slot, fact] of plan.facts.entries())
    almanac.addFact(factId(slot), async () => conform(await gather(fact), fact.type));
  for (const [index, { term, facts }] of plan.leaves.entries())
    almanac.addFact(leafFact(index), async () => {
      const values = await Promise.all(
        facts.map(async (slot) => {
          const value = await almanac.factValue<Known<Value>>(factId(slot));
          return [plan.facts[slot]?.id ?? '', value] as const;
        }),
      );
      return truthName(truthOfTerm(term, new Map(values)));
    });
  return almanac;
}

function factId(slot: number): string {
  return `fact ${slot}`;
}
