import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../../src/plan/kleene.ts';
import type { Sustain } from '../../../src/plan/plan.ts';
import {
  noObservations,
  observationsOf,
  sustainedVerdict,
  type Tally,
  tallied,
  tallyOfSeries,
  tallyText,
  unwaitedVerdict,
} from '../../../src/runtime/core/sustain.ts';
import { runs } from '../../support/tier.ts';

const sustain: Sustain = { kind: 'for', duration: 60_000, every: 15_000, tolerate: 1 };
const tallyOf = (...truths: Truth[]): Tally => truths.reduce(tallied, noObservations);

test('observations at 0, every, … up to the duration', () => {
  expect(observationsOf(sustain)).toBe(5);
  expect(observationsOf({ ...sustain, duration: 59_999 })).toBe(4);
  expect(observationsOf({ ...sustain, every: 90_000 })).toBe(1);
});

describe('the verdict', () => {
  test.each<[string, Truth[], string | undefined]>([
    ['is open at first', [], undefined],
    ['is open while it holds', [TRUE, TRUE, TRUE, TRUE], undefined],
    ['is a pass when it held throughout', [TRUE, TRUE, TRUE, TRUE, TRUE], 'pass'],
    ['bears what is tolerated', [TRUE, FALSE, TRUE, TRUE, TRUE], 'pass'],
    ['fails at once with one more', [FALSE, FALSE], 'fail'],
    ['bears an unknown like a failure', [TRUE, UNKNOWN, TRUE, TRUE, TRUE], 'pass'],
    ['is open while it may still fail', [UNKNOWN, UNKNOWN], undefined],
    ['is unknown when it can neither pass nor fail', [UNKNOWN, UNKNOWN, TRUE, TRUE], 'unknown'],
    ['fails though some were unknown', [UNKNOWN, UNKNOWN, FALSE, FALSE], 'fail'],
    ['is unknown with failures and unknowns together', [FALSE, UNKNOWN, TRUE, TRUE, TRUE], 'unknown'],
  ])('%s', (_, truths, verdict) => {
    expect(sustainedVerdict(sustain, tallyOf(...truths))).toBe(verdict);
  });

  test('never changes once it is there, and is there at the end', () => {
    const truths = fc.array(fc.constantFrom<Truth[]>(TRUE, FALSE, UNKNOWN), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(truths, fc.nat({ max: 5 }), (truths, tolerate) => {
        const settled = truths
          .map((_, i) => sustainedVerdict({ ...sustain, tolerate }, tallyOf(...truths.slice(0, i + 1))))
          .filter((verdict) => verdict !== undefined);
        expect(new Set(settled).size).toBe(1);
        expect(settled[0] === 'pass').toBe(truths.filter((truth) => truth !== TRUE).length <= tolerate);
        expect(settled[0] === 'fail').toBe(truths.filter((truth) => truth === FALSE).length > tolerate);
      }),
      { seed: 41, numRuns: runs(300, 10_000) },
    );
  });
});

test('without waiting, what would be open is unknown', () => {
  expect(unwaitedVerdict(sustain, tallyOf(TRUE))).toBe('unknown');
  expect(unwaitedVerdict({ ...sustain, tolerate: 0 }, tallyOf(FALSE))).toBe('fail');
  expect(unwaitedVerdict({ ...sustain, every: 90_000 }, tallyOf(TRUE))).toBe('pass');
});

describe('a series from the past', () => {
  const over: Sustain = { ...sustain, kind: 'over' };
  test.each<[string, Truth[], string]>([
    ['passes when it held', [TRUE, TRUE, TRUE, TRUE, TRUE], 'pass'],
    ['looks at the newest only', [FALSE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE], 'pass'],
    ['fails', [FALSE, FALSE, TRUE, TRUE, TRUE], 'fail'],
    ['is unknown where too much is missing', [TRUE, TRUE, TRUE], 'unknown'],
    ['is unknown when empty', [], 'unknown'],
  ])('%s', (_, truths, verdict) => {
    expect(sustainedVerdict(over, tallyOfSeries(over, truths))).toBe(verdict);
  });
});

test('in words', () => {
  expect(tallyText({ ...sustain, tolerate: 3 }, tallyOf(FALSE, TRUE, UNKNOWN))).toBe(
    '1 of 3 observations failed and 1 was unknown, 3 are tolerated',
  );
  expect(tallyText({ ...sustain, tolerate: 1 }, tallyOf(UNKNOWN, UNKNOWN))).toBe(
    '0 of 2 observations failed and 2 were unknown, 1 is tolerated',
  );
  expect(tallyText({ ...sustain, tolerate: 0 }, tallyOf(FALSE))).toBe(
    '1 of 1 observation failed, none is tolerated',
  );
});
