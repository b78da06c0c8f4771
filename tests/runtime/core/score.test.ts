import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Score } from '../../../src/plan/plan.ts';
import type { Term } from '../../../src/plan/term.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { scoreOf } from '../../../src/runtime/core/score.ts';
import { somewhere } from '../../support/plan.ts';
import { runs } from '../../support/tier.ts';

const fact = (id: string, type: 'boolean' | 'number' = 'number'): Term => ({
  op: 'fact',
  fact: id,
  type,
  span: [0, 1],
});

function score(...weights: readonly number[]): Score {
  return {
    name: 'health',
    criteria: weights.map((weight, index) => ({ weight, of: fact(`f${index}`) })),
    healthy: 0.85,
    degraded: 0.5,
    location: somewhere,
  };
}

const facts = (...values: readonly Known<Value>[]) =>
  new Map(values.map((value, index) => [`f${index}`, value] as const));

test.each([
  [[3, 2, 2], [true, 0.5, true], 0.857142857143, 'HEALTHY'],
  [[1], [0.85], 0.85, 'HEALTHY'],
  [[1, 1, 1], [0.1, 0.1, 0.1], 0.1, 'UNHEALTHY'],
  [[1, 1], [true, false], 0.5, 'DEGRADED'],
  [[1, 0], [0.2, true], 0.2, 'UNHEALTHY'],
] as const)('weights %j of %j', (weights, values, value, status) => {
  expect(scoreOf(score(...weights), facts(...values))).toMatchObject({ value, status });
});

test.each([
  ['an unknown criterion', unknown('refused'), 'refused'],
  ['one beyond 1', 1.2, 'a criterion is 1.2, and not between 0 and 1'],
  ['one below 0', -0.1, 'a criterion is -0.1, and not between 0 and 1'],
  ['one that is no number', 'high', 'a criterion is no number'],
])('%s makes the whole unknown', (_, value, reason) => {
  const result = scoreOf(score(1, 1), facts(true, value));
  expect(result.status).toBe('UNKNOWN');
  expect(isUnknown(result.value) && result.value.reason).toBe(reason);
});

test('it lies between the lowest and the highest, and rises with each criterion', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), share), { minLength: 1, maxLength: 6 }),
      share,
      (criteria, higher) => {
        const values = criteria.map(([, value]) => value);
        const of = score(...criteria.map(([weight]) => weight));
        const { value } = scoreOf(of, facts(...values));
        if (isUnknown(value)) throw new TypeError(value.reason);
        expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        const raised = values.with(0, Math.max(higher, values[0] ?? 0));
        const { value: after } = scoreOf(of, facts(...raised));
        expect(after).toBeGreaterThanOrEqual(value - 1e-9);
      },
    ),
    { seed: 17, numRuns: runs(200, 20_000) },
  );
});
