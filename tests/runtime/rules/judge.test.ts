import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../../../src/plan/kleene.ts';
import type { EvaluationPlan } from '../../../src/plan/plan.ts';
import { type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { createKernel } from '../../../src/runtime/core/kernel.ts';
import { disagreements } from '../../../src/runtime/rules/agree.ts';
import { conditionOf } from '../../../src/runtime/rules/conditions.ts';
import { judgeByRules } from '../../../src/runtime/rules/judge.ts';
import { type GateSketch, sketchPlan, t } from '../../support/sketch.ts';

const fact = (id: string) => t.fact(id, 'boolean');

/** Judges all gates, and tells which facts were asked for. */
async function judge(gates: Record<string, GateSketch>, values: Record<string, Known<Value>>) {
  const plan = sketchPlan(gates);
  const asked: string[] = [];
  const truths = await judgeByRules(plan, plan.gates, ({ id }) => {
    asked.push(id);
    return values[id] ?? unknown('absent');
  });
  return { plan, asked, truths };
}

describe('gathering', () => {
  test('asks for each fact once, however many conditions read it', async () => {
    const { asked } = await judge(
      {
        a: { require: [fact('x'), t.not(fact('x'))], prefer: [fact('y')] },
        b: { when: fact('x'), require: [fact('y')] },
      },
      { x: true, y: true },
    );
    expect(asked.toSorted()).toEqual(['x', 'y']);
  });

  test('asks for what a gate requires and prefers only when it applies, or may', async () => {
    const gates = { a: { when: fact('w'), require: [fact('x')], prefer: [fact('y')] } };
    expect((await judge(gates, { w: false })).asked).toEqual(['w']);
    expect((await judge(gates, { w: true })).asked).toEqual(['w', 'x', 'y']);
    expect((await judge(gates, {})).asked).toEqual(['w', 'x', 'y']);
  });

  test('waits for all facts side by side', async () => {
    const plan = sketchPlan({ a: { require: [fact('x'), fact('y')] }, b: { require: [fact('z')] } });
    let open = 0;
    const { promise, resolve } = Promise.withResolvers<Value>();
    await judgeByRules(plan, plan.gates, () => {
      open += 1;
      if (open === 3) resolve(true);
      return promise;
    });
    expect(open).toBe(3);
  });

  test('rejects with what cannot be unknown', async () => {
    const plan = sketchPlan({ a: { when: fact('w'), require: [fact('x')] } });
    const cancelled = new Error('cancelled');
    await expect(judgeByRules(plan, plan.gates, () => Promise.reject(cancelled))).rejects.toBe(cancelled);
  });
});

describe('judging', () => {
  test('knows true, false and unknown, of `when` too', async () => {
    const gates = {
      error: { require: [fact('yes'), t.or(fact('no'), fact('yes'))] },
      b: { require: [t.and(fact('lost'), fact('no'))] },
      c: { when: fact('lost'), require: [t.not(fact('lost'))] },
      d: { when: fact('no'), require: [fact('yes')] },
      e: { require: [] },
    };
    const { truths } = await judge(gates, { yes: true, no: false });
    expect(Object.fromEntries(truths)).toEqual({
      error: { application: TRUE, requirement: TRUE },
      b: { application: TRUE, requirement: FALSE },
      c: { application: UNKNOWN, requirement: UNKNOWN },
      d: { application: FALSE },
      e: { application: TRUE, requirement: UNKNOWN },
    });
  });

  test('takes a value of another type for unknown', async () => {
    const { truths } = await judge({ a: { require: [fact('x')] } }, { x: 'true' });
    expect(truths.get('a')?.requirement).toBe(UNKNOWN);
  });

  test('uses neither `not` nor a negative operator nor an empty list', () => {
    const form = { all: [{ leaf: 0, positive: false }, { any: [] }, { any: [{ leaf: 1, positive: true }] }] };
    expect(conditionOf(form, true)).toEqual({
      all: [
        { fact: 'leaf 0', operator: 'equal', value: 'false' },
        { fact: 'nothing', operator: 'equal', value: 'true' },
        { any: [{ fact: 'leaf 1', operator: 'equal', value: 'true' }] },
      ],
    });
    expect(conditionOf(form, false)).toEqual({
      any: [
        { fact: 'leaf 0', operator: 'equal', value: 'true' },
        { fact: 'nothing', operator: 'equal', value: 'false' },
        { all: [{ fact: 'leaf 1', operator: 'equal', value: 'false' }] },
      ],
    });
  });
});

describe('agreement', () => {
  const kernelOf = (plan: EvaluationPlan, values: Record<string, Known<Value>>) => {
    const kernel = createKernel(plan, { generate: false });
    const facts = kernel.facts();
    for (const [id, value] of Object.entries(values)) facts.set(id, value);
    return kernel.judge(facts);
  };

  test('is found, and a disagreement named', async () => {
    const gates = {
      a: { require: [fact('x')] },
      b: { when: fact('x'), require: [fact('y')] },
      c: { require: [fact('y')] },
    };
    const { plan, truths } = await judge(gates, { x: true, y: false });
    expect(disagreements(plan, kernelOf(plan, { x: true, y: false }), truths)).toEqual([]);
    expect(disagreements(plan, kernelOf(plan, { x: false, y: false }), truths)).toEqual(['a', 'b']);
    expect(disagreements(plan, kernelOf(plan, { x: true, y: true }), truths)).toEqual(['b', 'c']);
    expect(disagreements(plan, kernelOf(plan, { x: true }), new Map([...truths].slice(0, 1)))).toEqual([]);
  });
});
