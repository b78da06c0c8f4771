/** How fast the kernel judges, against the same gates written by hand and in json-rules-engine. */
import { Engine } from 'json-rules-engine';
import type { EvaluationPlan } from '../src/plan/plan.ts';
import type { Known, Value } from '../src/plan/value.ts';
import { type FactSlots, notObserved } from '../src/runtime/core/facts.ts';
import { createKernel } from '../src/runtime/core/kernel.ts';
import { planOf } from '../tests/support/pipeline.ts';
import { emptyReport, judge } from './baselines/release-gate.ts';
import { releaseGateEngine } from './baselines/release-gate-rules.ts';
import { emptyThresholdReport, judgeThresholds, takeSamples } from './baselines/thresholds.ts';
import { type Bar, type Measure, measure, printTimes, type Rival, speed, type Suite } from './harness.ts';
import {
  inputOf,
  largePolicy,
  largeReadingsAt,
  readingsAt,
  releaseGateFacts,
  releaseGateLimits,
  releaseGatePolicy,
  samplesAt,
  thresholdLimits,
  thresholdPolicy,
} from './kernel-policies.ts';

/** They are taken in turn, so that no branch goes the same way every time. */
const OBSERVATIONS = 64;
const LARGE = 1000;

export const suite: Suite = {
  title: 'Kernel',
  about: `A judgement gives the verdict of every gate and the truth of every condition, for ${OBSERVATIONS} observations in turn, some of
them unknown. Kernel: the time includes copying the numbers and texts of an observation into its slots. By hand: functions
that read the same observation from an object, which for the thresholds is filled from a row of numbers, as the slots are. json-rules-engine: rules as its users write them, built once.`,
  packages: ['json-rules-engine'],
  run: async () => [...(await releaseGate()), ...(await thresholds()), ...(await largePlan())],
};

async function releaseGate(): Promise<Bar[]> {
  const plan = planOf(releaseGatePolicy);
  const readings = Array.from({ length: OBSERVATIONS }, (_, i) => readingsAt(i));
  const observations = readings.map(
    (reading) =>
      new Observation(
        plan,
        new Map(
          Object.entries(releaseGateFacts).map(([field, fact]) => [
            fact,
            reading[field as keyof typeof reading],
          ]),
        ),
      ),
  );
  const report = emptyReport();
  const engine = releaseGateEngine(releaseGateLimits);
  const hand: Rival = {
    name: 'release gate: by hand',
    run(count) {
      for (let i = 0; i < count; i++) judge(inTurn(readings, i), releaseGateLimits, report);
    },
  };
  const [byHand, generated, interpreted] = await race([
    hand,
    kernel('release gate: kernel', plan, observations, true),
    kernel('release gate: kernel without generated code', plan, observations, false),
  ]);
  const [again, rules] = await race([
    kernel('release gate: kernel', plan, observations, true),
    rulesEngine('release gate: json-rules-engine', engine, readings),
  ]);
  return [
    bar('release gate, 12 conditions: × by hand', generated, byHand, 0.7),
    bar('release gate without generated code: × by hand', interpreted, byHand),
    bar('release gate: × json-rules-engine', again, rules, 800),
  ];
}

/** Both sides first take an observation over from the same kind of row of numbers. */
async function thresholds(): Promise<Bar[]> {
  const plan = planOf(thresholdPolicy());
  const samples = Array.from({ length: OBSERVATIONS }, (_, i) => samplesAt(i));
  const rows = samples.map((sample) => Float64Array.from(Object.values(sample)));
  const observations = samples.map(
    (sample) => new Observation(plan, new Map(Object.entries(sample).map(([name, n]) => [inputOf(name), n]))),
  );
  const taken = { ...thresholdLimits };
  const report = emptyThresholdReport();
  const hand: Rival = {
    name: 'thresholds: by hand',
    run(count) {
      for (let i = 0; i < count; i++) {
        takeSamples(inTurn(rows, i), taken);
        judgeThresholds(taken, thresholdLimits, report);
      }
    },
  };
  const [byHand, generated] = await race([hand, kernel('thresholds: kernel', plan, observations, true)]);
  return [bar('12 thresholds, numbers only: × by hand', generated, byHand, 0.7)];
}

async function largePlan(): Promise<Bar[]> {
  const plan = planOf(largePolicy(LARGE));
  const readings = Array.from({ length: OBSERVATIONS }, (_, i) => largeReadingsAt(i, LARGE));
  const observations = readings.map((reading) => new Observation(plan, new Map(Object.entries(reading))));
  const [generated, interpreted, rules] = await race([
    kernel(`${LARGE} gates: kernel`, plan, observations, true),
    kernel(`${LARGE} gates: kernel without generated code`, plan, observations, false),
    rulesEngine(`${LARGE} gates: json-rules-engine`, engineOf(plan), readings),
  ]);
  return [
    bar(`${LARGE} gates: × json-rules-engine`, generated, rules, 300),
    bar(`${LARGE} gates without generated code: × json-rules-engine`, interpreted, rules, 300),
  ];
}

/** What the kernel takes in: numbers by slot, and texts with their slots. */
class Observation {
  readonly #numbers: Float64Array;
  readonly #textSlots: readonly number[];
  readonly #texts: readonly Known<Value>[];

  constructor({ facts }: EvaluationPlan, values: ReadonlyMap<string, Value | undefined>) {
    const texts = facts.flatMap(({ type }, slot) => (type === 'string' ? [slot] : []));
    this.#numbers = Float64Array.from(facts, ({ id }) => Number(values.get(id) ?? Number.NaN));
    this.#textSlots = texts;
    this.#texts = texts.map((slot) => values.get(facts[slot]?.id ?? '') ?? notObserved);
  }

  copyTo({ numbers, values }: FactSlots): void {
    for (let slot = 0; slot < this.#numbers.length; slot++) numbers[slot] = this.#numbers[slot] as number;
    for (let i = 0; i < this.#texts.length; i++)
      values[this.#textSlots[i] as number] = this.#texts[i] as Known<Value>;
  }
}

function kernel(
  name: string,
  plan: EvaluationPlan,
  observations: readonly Observation[],
  generate: boolean,
): Rival {
  const kernel = createKernel(plan, { generate });
  const facts = kernel.facts();
  const judgement = kernel.judgement();
  return {
    name,
    run(count) {
      for (let i = 0; i < count; i++) {
        inTurn(observations, i).copyTo(facts);
        kernel.judge(facts, judgement);
      }
    },
  };
}

function rulesEngine(name: string, engine: Engine, readings: readonly object[]): Rival {
  return {
    name,
    async run(count) {
      for (let i = 0; i < count; i++) await engine.run(inTurn(readings, i));
    },
  };
}

const operators = { '<': 'lessThan', '>=': 'greaterThanInclusive', '!=': 'notEqual' } as const;

/** The large policy's gates as rules, a condition for each leaf. */
function engineOf(plan: EvaluationPlan): Engine {
  const rules = plan.gates.map(({ name, require }) => ({
    name,
    conditions: {
      all: require.map(({ skeleton }) => {
        const term = 'leaf' in skeleton ? plan.leaves[skeleton.leaf]?.term : undefined;
        if (term?.op !== 'compare' || term.left.op !== 'fact' || term.right.op !== 'const')
          throw new TypeError(`${name} is not made of plain comparisons`);
        const operator = operators[term.operator as keyof typeof operators];
        return { fact: term.left.fact, operator, value: term.right.value };
      }),
    },
    event: { type: name },
  }));
  return new Engine(rules);
}

async function race(rivals: readonly Rival[]): Promise<readonly Measure[]> {
  const measures = await measure(rivals);
  printTimes(measures);
  return measures;
}

function bar(name: string, rival: Measure | undefined, base: Measure | undefined, atLeast?: number): Bar {
  if (!rival || !base) throw new Error('nothing was measured');
  return { name, ...speed(rival, base), unit: 'times', ...(atLeast !== undefined && { atLeast }) };
}

function inTurn<T>(items: readonly T[], i: number): T {
  return items[i % OBSERVATIONS] as T;
}
