import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, type Truth, truth, UNKNOWN } from '../../../src/plan/kleene.ts';
import type { EvaluationPlan, Skeleton } from '../../../src/plan/plan.ts';
import { unknown } from '../../../src/plan/value.ts';
import { requirementOf, truthOfForm, truthOfSkeleton } from '../../../src/runtime/core/condition.ts';
import { truthOfTerm } from '../../../src/runtime/core/evaluate.ts';
import { createKernel } from '../../../src/runtime/core/kernel.ts';
import { TruthBits } from '../../../src/runtime/core/judgement.ts';
import { type FactValues } from '../../support/evidence.ts';
import { planWith } from '../../support/plan.ts';
import { sketchPlan, t } from '../../support/sketch.ts';
import { runs } from '../../support/tier.ts';

const modes = [{ generate: true }, { generate: false }];

function judge(plan: EvaluationPlan, options: { generate: boolean }, values: FactValues) {
  const kernel = createKernel(plan, options);
  const facts = kernel.facts();
  for (const [id, value] of Object.entries(values)) facts.set(id, value);
  return kernel.judge(facts);
}

const load = t.fact('load', 'number');
const branch = t.fact('branch', 'string');
const tag = t.fact('tag', 'string');
const operators = ['<', '<=', '>', '>=', '==', '!='] as const;

describe.each(modes)('kernel, %o', (options) => {
  test.each(operators)('a number %s a limit, either way round', (operator) => {
    const plan = sketchPlan({
      right: { require: [t.compare(load, operator, t.number(5))] },
      left: { require: [t.compare(t.number(5), operator, load)] },
    });
    for (const value of [4, 5, 6, unknown('lost')]) {
      const { leaves } = judge(plan, options, { load: value });
      const expected = plan.leaves.map(({ term }) => truthOfTerm(term, new Map([['load', value]])));
      expect([leaves.at(0), leaves.at(1)]).toEqual(expected);
    }
  });

  test.each([
    ['equal', 'x', 'x'],
    ['different', 'x', 'y'],
    ['left unknown', unknown('lost'), 'y'],
    ['right unknown', 'x', unknown('lost')],
  ])('texts that are %s', (_, left, right) => {
    const plan = sketchPlan({
      a: { require: [t.compare(branch, '==', tag), t.compare(branch, '!=', tag)] },
      b: { require: [t.compare(branch, '==', t.text('x')), t.compare(t.text('x'), '!=', branch)] },
      c: {
        require: [
          t.like(branch, t.text('x*')),
          t.is(branch, 'known'),
          t.compare(t.fact('any', 'any'), '==', tag),
        ],
      },
      d: {
        require: [
          t.compare(branch, '==', t.fact('any', 'any')),
          t.compare(t.fact('load', 'number'), '<', load),
        ],
      },
    });
    const values = { branch: left, tag: right, any: 'x' };
    const { leaves } = judge(plan, options, values);
    const facts = new Map(Object.entries(values));
    for (const [index, { term }] of plan.leaves.entries())
      expect(leaves.at(index)).toBe(truthOfTerm(term, facts));
  });

  test('a text leaf is right however many texts it has seen', () => {
    const plan = sketchPlan({ a: { require: [t.like(branch, t.text('*7'))] } });
    const kernel = createKernel(plan, options);
    const facts = kernel.facts();
    for (let i = 0; i < 1200; i++) {
      facts.set('branch', `b${i % 600}`);
      expect(kernel.judge(facts).leaves.at(0)).toBe(truth(i % 10 === 7));
    }
  });

  test('constants, and facts that the plan does not list', () => {
    const plan = sketchPlan({
      a: { require: [t.boolean(true), t.boolean(false), t.fact('ready', 'boolean')] },
    });
    const { leaves } = judge({ ...plan, facts: [] }, options, {});
    expect([0, 1, 2].map((leaf) => leaves.at(leaf))).toEqual([TRUE, FALSE, UNKNOWN]);
    const numbers = sketchPlan({
      a: { require: [t.compare(load, '<', t.number(1)), t.compare(branch, '==', tag)] },
    });
    const unlisted = judge({ ...numbers, facts: [] }, options, {}).leaves;
    expect([0, 1].map((leaf) => unlisted.at(leaf))).toEqual([UNKNOWN, UNKNOWN]);
  });

  test('a gate without `when` applies, others by it', () => {
    const ready = t.fact('ready', 'boolean');
    const plan = sketchPlan({
      always: { require: [ready] },
      never: { when: t.not(ready), require: [ready] },
    });
    for (const value of [true, false, unknown('lost')]) {
      const { applications, requirements } = judge(plan, options, { ready: value });
      const expected = value === true ? TRUE : value === false ? FALSE : UNKNOWN;
      expect([requirements.at(0), applications.at(0)]).toEqual([expected, TRUE]);
      expect(applications.at(1)).toBe(value === true ? FALSE : value === false ? TRUE : UNKNOWN);
    }
  });

  test('a gate that requires nothing is unknown', () => {
    const { requirements } = judge(sketchPlan({ a: { require: [] } }), options, {});
    expect(requirements.at(0)).toBe(UNKNOWN);
  });

  test('a judgement can be filled again', () => {
    const plan = sketchPlan({
      a: { when: t.fact('ready', 'boolean'), require: [t.compare(load, '<', t.number(1))] },
    });
    const kernel = createKernel(plan, options);
    const [facts, judgement] = [kernel.facts(), kernel.judgement()];
    const seen = [0, 2, Number.NaN, 0].map((number) => {
      facts.numbers.fill(number);
      kernel.judge(facts, judgement);
      return [judgement.requirements.at(0), judgement.applications.at(0)];
    });
    expect(seen).toEqual([
      [TRUE, FALSE],
      [FALSE, FALSE],
      [UNKNOWN, UNKNOWN],
      [TRUE, FALSE],
    ]);
  });
});

/** Skeletons over hundreds of leaves, so that they reach over many words. */
const { skeleton } = fc.letrec<{ skeleton: Skeleton }>((tie) => ({
  skeleton: fc.oneof(
    { depthSize: 'small' },
    fc.record({ leaf: fc.nat({ max: 149 }) }),
    fc.record({ not: tie('skeleton') }),
    fc.record({ all: fc.array(tie('skeleton'), { maxLength: 5 }) }),
    fc.record({ any: fc.array(tie('skeleton'), { maxLength: 5 }) }),
  ),
}));

describe.each(modes)('large plans, %o', (options) => {
  const numbers = Array.from({ length: 150 }, (_, i) => t.fact(`n${i}`, 'number'));
  const base = sketchPlan({ all: { require: numbers.map((fact) => t.compare(fact, '<', t.number(1))) } });

  test('every gate has the truth of its skeleton', () => {
    const gates = fc.array(fc.tuple(skeleton, fc.option(skeleton)), { minLength: 1, maxLength: 70 });
    const values = fc.array(fc.constantFrom(0, 1, Number.NaN), { minLength: 150, maxLength: 150 });
    fc.assert(
      fc.property(gates, values, (pairs, values) => {
        const span = [0, 0] as const;
        const plan = planWith({
          facts: base.facts,
          leaves: base.leaves,
          gates: pairs.map(([require, when], i) => ({
            name: `g${i}`,
            severity: 'block',
            mode: 'enforce',
            require: [{ skeleton: require, span }],
            prefer: [],
            ...(when && { when: { skeleton: when, span } }),
            location: { file: 'sentinel.yaml', span },
          })),
        });
        const kernel = createKernel(plan, options);
        const facts = kernel.facts();
        facts.numbers.set(values);
        const { leaves, requirements, applications } = kernel.judge(facts);
        const leaf = (index: number): Truth => leaves.at(index);
        for (const [index, gate] of plan.gates.entries()) {
          expect(requirements.at(index)).toBe(truthOfForm(requirementOf(gate), leaf));
          expect(applications.at(index)).toBe(gate.when ? truthOfSkeleton(gate.when.skeleton, leaf) : TRUE);
        }
      }),
      { seed: 31, numRuns: runs(60, 2000) },
    );
  });
});

test('bits of truths', () => {
  const bits = new TruthBits(40);
  const written: Truth[] = Array.from(
    { length: 40 },
    (_, i) => ([UNKNOWN, TRUE, FALSE] as const)[i % 3] ?? UNKNOWN,
  );
  written.forEach((_, i) => bits.set(i, TRUE));
  written.forEach((value, i) => bits.set(i, value));
  expect(written.map((_, i) => bits.at(i))).toEqual(written);
  expect(bits.at(1000)).toBe(UNKNOWN);
});
