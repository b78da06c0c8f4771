/** Looks for inputs that contradict what a review says of two policies. */
import { Assessor } from '../../src/analysis/review/decisions.ts';
import type { Assessment } from '../../src/analysis/review/verdict.ts';
import { FALSE, TRUE } from '../../src/plan/kleene.ts';
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import type { Known, Value } from '../../src/plan/value.ts';
import type { Judgement } from '../../src/runtime/core/judgement.ts';
import { createKernel, type Kernel } from '../../src/runtime/core/kernel.ts';
import { sampleFacts } from './arbitrary/facts.ts';
import { Random } from './random.ts';
import { pickInput, type PlanPair, valuePools } from './review.ts';

/** Which gates stop, by name, and whether the decision does. */
class Stopping {
  readonly #plan: EvaluationPlan;
  readonly #kernel: Kernel;
  readonly #judgement: Judgement;

  constructor(plan: EvaluationPlan) {
    this.#plan = plan;
    this.#kernel = createKernel(plan, { generate: false });
    this.#judgement = this.#kernel.judgement();
  }

  of(input: ReadonlyMap<string, Known<Value>>): ReadonlyMap<string, boolean> {
    const facts = this.#kernel.facts();
    for (const { id } of this.#plan.facts) {
      const value = input.get(id);
      if (value !== undefined) facts.set(id, value);
    }
    const { requirements, applications } = this.#kernel.judge(facts, this.#judgement);
    const stops = new Map<string, boolean>();
    let isAsked = false;
    for (const [i, { name }] of this.#plan.gates.entries()) {
      const applies = applications.at(i) !== FALSE;
      isAsked ||= applies;
      stops.set(name, applies && requirements.at(i) !== TRUE);
    }
    return stops.set('', !isAsked || [...stops.values()].includes(true));
  }
}

/** Both directions of a verdict: a stricter policy lets nothing more through, a looser one stops nothing more. */
function refutes({ verdict, proved }: Assessment, was: boolean, is: boolean): boolean {
  if (was && !is) return verdict === 'same' || verdict === 'stricter';
  if (is && !was && proved) return verdict === 'same' || verdict === 'looser';
  return false;
}

/** An input, and the rule whose verdict it contradicts; the whole decision is the rule without a name. */
export function contradiction(
  pair: PlanPair,
  seed: number,
  count: number,
): { readonly input: unknown; readonly rule: string } | undefined {
  const whole = new Assessor({ plan: pair.base }, { plan: pair.head }, 0).assess(undefined);
  const [base, head] = [new Stopping(pair.base), new Stopping(pair.head)];
  const pools = valuePools(sampleFacts, pair);
  const random = new Random(seed);
  for (let i = 0; i < count; i++) {
    const input = pickInput(pools, random);
    const [was, is] = [base.of(input), head.of(input)];
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const assessed = name === '' ? whole : whole.rules.find((rule) => rule.name === name);
      if (
        refutes(assessed ?? { verdict: 'same', proved: true }, was.get(name) ?? false, is.get(name) ?? false)
      )
        return { input: Object.fromEntries(input), rule: name };
    }
  }
  return undefined;
}
