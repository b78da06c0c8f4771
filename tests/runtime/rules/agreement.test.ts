/**
 * Four voices about generated plans and facts: the kernel with and without generated code, json-rules-engine, and an
 * interpreter of the source text that shares nothing with them.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, not, TRUE, type Truth, truth, UNKNOWN } from '../../../src/plan/kleene.ts';
import { unknown } from '../../../src/plan/value.ts';
import { createKernel } from '../../../src/runtime/core/kernel.ts';
import { disagreements } from '../../../src/runtime/rules/agree.ts';
import { judgeByRules } from '../../../src/runtime/rules/judge.ts';
import { plans } from '../../support/arbitrary/plan.ts';
import { type Assignment, assignments, sampleFacts, taggedFacts } from '../../support/arbitrary/facts.ts';
import { treeOf } from '../../support/expression.ts';
import { interpret, type TaggedFacts } from '../../support/naive.ts';
import { runs } from '../../support/tier.ts';

const generated = fc.tuple(plans(sampleFacts), assignments(sampleFacts));

function kernelOf(plan: Parameters<typeof createKernel>[0], assignment: Assignment, generate: boolean) {
  const kernel = createKernel(plan, { generate });
  const facts = kernel.facts();
  for (const { id } of plan.facts) facts.set(id, assignment.get(id) ?? unknown('absent'));
  return kernel.judge(facts);
}

function naiveTruth(text: string, facts: TaggedFacts): Truth {
  const value = interpret(treeOf(text), facts);
  return value.type === 'boolean' ? truth(value.value) : UNKNOWN;
}

describe('the judges agree', () => {
  test('on every leaf and every gate, with and without generated code', () => {
    fc.assert(
      fc.property(generated, ([{ plan }, assignment]) => {
        const [code, columns] = [kernelOf(plan, assignment, true), kernelOf(plan, assignment, false)];
        expect(code).toEqual(columns);
      }),
      { seed: 11, numRuns: runs(300, 20_000) },
    );
  });

  test('on every gate, between kernel, json-rules-engine and the naive interpreter', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async ([{ plan, gates }, assignment]) => {
        const kernel = kernelOf(plan, assignment, true);
        const rules = await judgeByRules(
          plan,
          plan.gates,
          ({ id }) => assignment.get(id) ?? unknown('absent'),
        );
        expect(disagreements(plan, kernel, rules)).toEqual([]);
        const facts = taggedFacts(sampleFacts, assignment);
        for (const [index, { when, require }] of gates.entries()) {
          const requirement = require.map((text) => naiveTruth(text, facts)).reduce(and);
          expect(kernel.requirements.at(index)).toBe(requirement);
          expect(kernel.applications.at(index)).toBe(when === undefined ? TRUE : naiveTruth(when, facts));
        }
      }),
      { seed: 12, numRuns: runs(200, 10_000) },
    );
  });

  test('on a negated gate the opposite', () => {
    fc.assert(
      fc.property(generated, ([{ plan }, assignment]) => {
        const negated = {
          ...plan,
          gates: plan.gates.map((gate) => ({
            ...gate,
            require: [
              {
                span: gate.location.span,
                skeleton: { not: { all: gate.require.map(({ skeleton }) => skeleton) } },
              },
            ],
          })),
        };
        for (const generate of [true, false]) {
          const [plain, opposite] = [plan, negated].map((one) => kernelOf(one, assignment, generate));
          for (const index of plan.gates.keys())
            expect(opposite?.requirements.at(index)).toBe(not(plain?.requirements.at(index) ?? UNKNOWN));
        }
      }),
      { seed: 13, numRuns: runs(100, 5_000) },
    );
  });
});
