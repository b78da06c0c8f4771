import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passesLater, whyNot } from '../../src/analysis/why-not.ts';
import { TRUE } from '../../src/plan/kleene.ts';
import { unknown } from '../../src/plan/value.ts';
import { sampleFacts } from '../support/arbitrary/facts.ts';
import { evidenceFor, type FactValues, judged } from '../support/evidence.ts';
import { Random } from '../support/random.ts';
import { valuePools } from '../support/review/inputs.ts';
import { planPairs } from '../support/review/pairs.ts';
import { runs } from '../support/tier.ts';

function changes(require: readonly string[], values: FactValues) {
  const { gate, evidence } = judged({ require }, values);
  return whyNot(gate, evidence);
}

describe('in words', () => {
  test.each<[string, FactValues, string]>([
    ['used < 85%', { used: 0.91 }, 'used below 85 % (now 91 %)'],
    ['used <= 85%', { used: 0.91 }, 'used at most 85 % (now 91 %)'],
    ['count > 5', { count: 1 }, 'count above 5 (now 1)'],
    ['count >= 5', { count: 1 }, 'count at least 5 (now 1)'],
    ['not count < 5', { count: 1 }, 'count at least 5 (now 1)'],
    ['not count <= 5', { count: 1 }, 'count above 5 (now 1)'],
    ['not count > 5', { count: 6 }, 'count at most 5 (now 6)'],
    ['not count >= 5', { count: 6 }, 'count below 5 (now 6)'],
    ['branch == "main"', { branch: 'dev' }, 'branch "main" (now "dev")'],
    ['branch != "main"', { branch: 'main' }, 'branch other than "main" (now "main")'],
    ['branch like "release/*"', { branch: 'dev' }, 'branch like "release/*" (now "dev")'],
    ['branch not in ["a"]', { branch: 'a' }, 'branch not in ["a"] (now "a")'],
    ['branch matches /^v/', { branch: 'dev' }, 'branch matching /^v/ (now "dev")'],
    ['not branch matches /^v/', { branch: 'v' }, 'branch not matching /^v/ (now "v")'],
    ['branch is vsemver', { branch: 'dev' }, 'branch vsemver (now "dev")'],
    ['ready', { ready: false }, 'ready true (now false)'],
    ['not paused', { paused: true }, 'paused false (now true)'],
    ['latency < 1s', { latency: unknown('no data') }, 'latency below 1 s (now unknown: no data)'],
    ['all(weights, w => w < 5)', { weights: [7] }, 'all(weights, w => w < 5) true (now false)'],
  ])('%s', (text, values, change) => {
    expect(changes([text], values)).toEqual({ changes: [change] });
  });

  test('a gate that holds needs no change', () => {
    expect(changes(['ready'], { ready: true })).toEqual({ changes: [] });
  });

  test('a constant cannot change', () => {
    expect(changes(['ready', 'false'], { ready: false })).toBeUndefined();
    expect(changes(['ready or false'], { ready: false })?.changes).toEqual(['ready true (now false)']);
  });

  test('all of what is required, the least of alternatives', () => {
    const require = ['used < 85%', 'paused and ready or count == 1', 'branch is known'];
    expect(changes(require, { used: 0.9, paused: false, ready: false, count: 2, branch: 'x' })).toEqual({
      changes: ['used below 85 % (now 90 %)', 'count 1 (now 2)'],
    });
  });

  test('a condition that is written twice changes once', () => {
    const values = { used: 0.9, ready: false, paused: false };
    expect(changes(['ready or used < 85%', 'paused or used < 85%'], values)).toEqual({
      changes: ['used below 85 % (now 90 %)'],
    });
    expect(changes(['used < 85% and not used < 85%'], { used: 0.9 })).toBeUndefined();
  });
});

describe('facts, not leaves, are counted', () => {
  test('one fact for two of its leaves', () => {
    expect(changes(['used < 85%', 'used < 80%'], { used: 0.9 })?.changes).toEqual([
      'used below 80 % (now 90 %)',
    ]);
    expect(
      changes(['used < 80% and count < 80 or used > 95% and used < 99%'], { used: 0.9, count: 99 })?.changes,
    ).toEqual(['used above 95 % (now 90 %)']);
  });

  test('what never holds together is not proposed', () => {
    expect(
      changes(['used < 50% and used > 60% or branch == "main"'], { used: 0.9, branch: 'x' })?.changes,
    ).toEqual(['branch "main" (now "x")']);
    expect(changes(['branch like "release/*"', 'branch == "main"'], { branch: 'x' })).toBeUndefined();
  });

  test('of two facts that are compared one is enough', () => {
    expect(changes(['error_rate < used'], { error_rate: 0.5, used: 0.1 })?.changes).toHaveLength(1);
  });
});

test('the change lets the gate pass, and no change of fewer facts does', () => {
  const random = new Random(7);
  fc.assert(
    fc.property(planPairs(sampleFacts), (pair) => {
      const pools = valuePools(sampleFacts, pair);
      const [gate] = pair.base.gates;
      if (!gate) return;
      const own = Object.fromEntries(pair.base.facts.map(({ id }) => [id, random.pick(pools.get(id) ?? [])]));
      const evidence = evidenceFor(pair.base, own);
      const found = whyNot(gate, evidence);
      const holds = (values: FactValues): boolean =>
        evidenceFor(pair.base, values).judgement.requirements.at(0) === TRUE;
      if (holds(own)) expect(found).toEqual({ changes: [] });
      // Any one fact that would be enough is found to be.
      for (const [id, values] of pools)
        if (Object.hasOwn(own, id))
          for (const value of values.slice(0, 6))
            if (holds({ ...own, [id]: value })) expect(found).toBeDefined();
    }),
    { seed: 3, numRuns: runs(60, 2000) },
  );
});

describe('time alone', () => {
  const values = { now: 0, deployed: 0, ready: false };

  test.each([
    ['within(deployed, 1h) and deployed < now', 1],
    ['now - deployed >= 1h', 3_600_000],
    ['now - deployed > 1h', 3_600_001],
    ['now >= 2025-06-15T15:06:40Z', 1_750_000_000_000],
    ['now - deployed > 1h and ready', undefined],
    ['now < 1970-01-01T00:00Z', undefined],
  ])('%s', (text, at) => {
    const own = Object.fromEntries(Object.entries(values).filter(([id]) => text.includes(id)));
    const { gate, evidence } = judged({ require: [text] }, own);
    expect(passesLater(gate, evidence)).toBe(at);
  });
});

test('a field of data is one fact', () => {
  const values = {
    body: new Map([
      ['ok', false],
      ['count', true],
    ]),
  };
  expect(changes(['body.ok == true'], values)?.changes).toEqual(['body.ok true (now false)']);
});
