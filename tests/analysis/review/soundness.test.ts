import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { planPairs, policyPairs } from '../../support/review/pairs.ts';
import { contradiction, disagreement } from '../../support/review/search.ts';
import { runs, tier } from '../../support/tier.ts';

const pairs = tier === 'long' ? 20_000 : runs(500, 5000);
const either = fc.oneof(planPairs(sampleFacts), policyPairs(sampleFacts));

test('no input contradicts a verdict, and every witness differs', { timeout: 3_600_000 }, () => {
  let seed = 0;
  fc.assert(
    fc.property(either, (pair) => {
      expect(contradiction(pair, seed++, 2000)).toBeUndefined();
      if (seed % 1000 === 0) process.stderr.write(`${seed} of ${pairs} pairs of policies\n`);
    }),
    { numRuns: pairs, seed: 20_261_121 },
  );
});

test('what contradicts a verdict is what a run would decide', { timeout: 3_600_000 }, () => {
  let seed = 0;
  fc.assert(
    fc.property(either, (pair) => {
      expect(disagreement(pair, seed++, 20)).toBeUndefined();
    }),
    { numRuns: pairs / 10, seed: 20_261_122 },
  );
});
