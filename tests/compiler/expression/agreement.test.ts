/** Generated well-typed conditions: they are read and checked, print to themselves, and mean the same to two readers. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printExpression } from '../../../src/parser/expression/print.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { evaluate } from '../../../src/runtime/core/evaluate.ts';
import { conditions, expressionsOf } from '../../support/arbitrary/expression.ts';
import { assignments, sampleFacts, scopeOf, taggedFacts } from '../../support/arbitrary/facts.ts';
import { checked, checkedCondition, sound, treeOf } from '../../support/expression.ts';
import { interpret, tag } from '../../support/naive.ts';
import { runs } from '../../support/tier.ts';
import { withoutPlaces } from '../../support/places.ts';

const scope = scopeOf(sampleFacts);
const types = ['boolean', 'number', 'ratio', 'duration', 'bytes', 'string', 'version', 'instant'] as const;

describe('a generated condition', () => {
  test('is read and checked without a diagnostic', () => {
    fc.assert(
      fc.property(conditions(sampleFacts), (text) => {
        const term = sound(checkedCondition(text, scope));
        expect(['boolean', 'any']).toContain(term.type);
      }),
      { seed: 1, numRuns: runs(300, 20_000) },
    );
  });

  test('prints to a text that reads as the same tree', () => {
    fc.assert(
      fc.property(conditions(sampleFacts), (text) => {
        const tree = treeOf(text);
        const printed = printExpression(tree);
        expect(withoutPlaces(treeOf(printed))).toEqual(withoutPlaces(tree));
        expect(printExpression(treeOf(printed))).toBe(printed);
      }),
      { seed: 2, numRuns: runs(300, 20_000) },
    );
  });
});

describe.each(types)('a generated %s', (type) => {
  test('means the same to the evaluator and to the naive interpreter', () => {
    fc.assert(
      fc.property(expressionsOf(type, sampleFacts), assignments(sampleFacts), (text, assignment) => {
        const term = sound(checked(text, scope));
        const value = evaluate(term, assignment);
        const naive = interpret(treeOf(text), taggedFacts(sampleFacts, assignment));
        expect(isUnknown(value) ? { type: 'unknown' } : tag(value, term.type)).toEqual(naive);
      }),
      { seed: 3, numRuns: runs(200, 20_000) },
    );
  });
});
