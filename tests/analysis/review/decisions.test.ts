import { expect, test } from 'vitest';
import { Assessor } from '../../../src/analysis/review/decisions.ts';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { planOfTexts } from '../../support/arbitrary/plan.ts';

const sustain = { kind: 'for', duration: 300_000, every: 60_000, tolerate: 1 } as const;

test('a gate that bears failures can pass on facts on which it does not hold', () => {
  const steady = { name: 'steady', require: ['ready'], prefer: [], sustain };
  const other = { name: 'other', require: ['not ready'], prefer: [] };
  const few = { name: 'few', require: ['count < 5'], prefer: [] };
  const base = planOfTexts({ gates: [steady, other, few] }, sampleFacts);
  const head = planOfTexts({ gates: [steady, other] }, sampleFacts);
  expect(new Assessor({ plan: base }, { plan: head }, 0).assess(undefined)).toMatchObject({
    verdict: 'looser',
    proved: true,
    witness: {
      facts: new Map<string, unknown>([
        ['count', 5],
        ['ready', false],
      ]),
      looks: [{ gate: 'steady', head: { failed: 0, of: 6 } }],
    },
  });
});

test('what is added to a number far beyond it is lost', () => {
  const never = { name: 'never', require: ['load - 2 == load'], prefer: [] };
  const few = { name: 'few', require: ['count < 5'], prefer: [] };
  const base = planOfTexts({ gates: [never, few] }, sampleFacts);
  const head = planOfTexts({ gates: [never] }, sampleFacts);
  expect(new Assessor({ plan: base }, { plan: head }, 0).assess(undefined).verdict).toBe('looser');
});

test('what is small beside the rest of a sum is lost near its border', () => {
  const gate = (share: string) => ({
    name: 'fresh',
    require: [`within(2025-06-15T15:06:40Z, latency * ${share})`],
    prefer: [],
  });
  const base = planOfTexts({ gates: [gate('50%')] }, sampleFacts);
  const head = planOfTexts({ gates: [gate('1%')] }, sampleFacts);
  expect(new Assessor({ plan: base }, { plan: head }, 0).assess(undefined).verdict).toBe('incomparable');
});
