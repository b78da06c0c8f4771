import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { planPairs } from '../../support/review.ts';
import { contradiction } from '../../support/review-search.ts';
import { runs, tier } from '../../support/tier.ts';

const pairs = tier === 'long' ? 20_000 : runs(60, 5000);
const inputs = tier === 'long' ? 2000 : 200;

test('no input contradicts a verdict', { timeout: 3_600_000 }, () => {
  let seed = 0;
  fc.assert(
    fc.property(planPairs(sampleFacts), (pair) => {
      const found = contradiction(pair, seed++, inputs);
      expect(found).toBeUndefined();
    }),
    { numRuns: pairs, seed: 20_261_121 },
  );
});
