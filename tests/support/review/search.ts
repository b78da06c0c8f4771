/** Looks for inputs that contradict what a review says of two policies. */
import { Judge } from '../../../src/analysis/judge.ts';
import { Assessor } from '../../../src/analysis/review/decisions.ts';
import type { Assessment, Witness } from '../../../src/analysis/review/verdict.ts';
import type { Decision } from '../../../src/plan/decision.ts';
import type { EvaluationPlan } from '../../../src/plan/plan.ts';
import { consequence } from '../../../src/runtime/core/consequence.ts';
import { sampleFacts } from '../arbitrary/facts.ts';
import { FIRST } from '../arbitrary/policies.ts';
import { Random } from '../random.ts';
import { type Bits, Columns, firstBeyond, hasBit, type PlanColumns } from './columns.ts';
import { inputAt, type Inputs, inputsFor, looksOf, situationAt } from './inputs.ts';
import type { PlanPair } from './pairs.ts';

/** Of the whole decision or of one rule. */
export interface Contradiction {
  readonly rule: string;
  readonly says: string;
  readonly input?: unknown;
}

/** An input, or a witness, that says otherwise than the verdict. */
export function contradiction(pair: PlanPair, seed: number, count: number): Contradiction | undefined {
  const { environment } = pair;
  const whole = new Assessor({ plan: pair.base }, { plan: pair.head }, FIRST).assess(environment);
  const random = new Random(seed);
  const inputs = inputsFor(sampleFacts, pair, count, random);
  const columns = new Columns(inputs, environment);
  const [base, head] = [columns.of(pair.base), columns.of(pair.head)];
  const assessed = new Map<string, Assessment>([
    ['the decision', whole],
    ...whole.rules.map((rule) => [`${rule.kind} ${rule.name}`, rule] as const),
  ]);
  const [was, is] = [levelsOf(base), levelsOf(head)];
  for (const rule of new Set([...was.keys(), ...is.keys()])) {
    const { verdict, proved, witness } = assessed.get(rule) ?? { verdict: 'same', proved: true };
    const [before, after] = [was.get(rule) ?? [], is.get(rule) ?? []];
    const says = `${verdict}${proved ? '' : ', not proved'}`;
    const passed = verdict === 'same' || verdict === 'stricter' ? beyond(before, after, inputs) : undefined;
    // What is not proved may be called looser where it is stricter too, but never the other way round.
    const stopped =
      proved && (verdict === 'same' || verdict === 'looser') ? beyond(after, before, inputs) : undefined;
    const found = passed ?? stopped;
    if (found !== undefined) return { rule, says, input: inputAt(inputs, found) };
    if (witness && !differs(witness, rule, pair)) return { rule, says: 'the witness does not differ' };
  }
  return undefined;
}

/** Where the rule makes the exit code at least 1, and at least 2, by its kind and name. */
function levelsOf({ rules, blocked, critical }: PlanColumns): ReadonlyMap<string, readonly Bits[]> {
  return new Map([
    ['the decision', [blocked, critical]],
    ...rules.map(
      ({ kind, name, stops, weight }) =>
        [`${kind} ${name}`, Array.from({ length: weight }, () => stops)] as const,
    ),
  ]);
}

/** An input for which the first weighs more. */
function beyond(first: readonly Bits[], second: readonly Bits[], inputs: Inputs): number | undefined {
  for (const [level, bits] of first.entries()) {
    const found = firstBeyond(bits, second[level], inputs.count);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether BASE stops it harder than HEAD, both judged whole. */
function differs(witness: Witness, rule: string, { base, head }: PlanPair): boolean {
  const { at, release, facts, starts, looks = [] } = witness;
  const weightIn = (plan: EvaluationPlan, which: 'base' | 'head'): number => {
    const before = starts?.[which].map((ago) => at - ago);
    const situation = {
      at,
      release,
      facts: which === 'base' ? new Map([...facts, ...witness.before]) : facts,
    };
    const { decision } = new Judge(plan).judge({ ...situation, ...(before && { starts: before }) });
    // The judge takes the one look for all of them.
    const borne = looks.flatMap(({ gate, [which]: { failed } }) =>
      failed <= (plan.gates.find(({ name }) => name === gate)?.sustain?.tolerate ?? 0) ? [gate] : [],
    );
    return weightOf(decision, rule, new Set(borne));
  };
  return weightIn(base, 'base') > weightIn(head, 'head');
}

function weightOf({ rules, exitCode }: Decision, rule: string, borne: ReadonlySet<string>): number {
  const weights = rules.map((one) => ({
    key: `${one.kind} ${one.name}`,
    weight: one.kind === 'gate' && borne.has(one.name) ? 0 : consequence(one),
  }));
  if (rule !== 'the decision') return weights.find(({ key }) => key === rule)?.weight ?? 0;
  return rules.every(({ verdict }) => verdict === 'skipped')
    ? exitCode
    : Math.max(0, ...weights.map(({ weight }) => weight));
}

/** Where what the columns say of an input is not what the whole judge says of it; undefined where they agree. */
export function disagreement(pair: PlanPair, seed: number, count: number): Contradiction | undefined {
  const random = new Random(seed);
  const inputs = inputsFor(sampleFacts, pair, count, random);
  const columns = new Columns(inputs, pair.environment);
  for (const plan of [pair.base, pair.head]) {
    const judge = new Judge(plan);
    const levels = levelsOf(columns.of(plan));
    for (let row = 0; row < count; row++) {
      const { failing, ...situation } = situationAt(inputs, row);
      const { decision } = judge.judge(situation);
      const borne = plan.gates.filter((gate) => {
        const failed = looksOf(gate).filter((time) => failing.get(gate.name)?.has(time));
        return failed.length <= (gate.sustain?.tolerate ?? 0);
      });
      const names = new Set(borne.map(({ name }) => name));
      for (const [rule, bits] of levels) {
        const weight = bits.filter((level) => hasBit(level, row)).length;
        const judged = weightOf(decision, rule, names);
        if (weight !== judged)
          return { rule, says: `${weight}, judged ${judged}`, input: inputAt(inputs, row) };
      }
    }
  }
  return undefined;
}
