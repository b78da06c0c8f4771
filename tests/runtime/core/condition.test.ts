import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, FALSE, not, or, TRUE, type Truth, UNKNOWN } from '../../../src/plan/kleene.ts';
import type { Skeleton } from '../../../src/plan/plan.ts';
import { formOf, leavesOf, truthOfForm, truthOfSkeleton } from '../../../src/runtime/core/condition.ts';
import { runs } from '../../support/tier.ts';

const truths = fc.constantFrom<Truth[]>(UNKNOWN, TRUE, FALSE);

const { skeleton } = fc.letrec<{ skeleton: Skeleton }>((tie) => ({
  skeleton: fc.oneof(
    { depthSize: 'small' },
    fc.record({ leaf: fc.nat({ max: 5 }) }),
    fc.record({ not: tie('skeleton') }),
    fc.record({ all: fc.array(tie('skeleton'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('skeleton'), { maxLength: 3 }) }),
  ),
}));

/** By the definitions, without the normal form. */
function plainTruth(skeleton: Skeleton, leaves: readonly Truth[]): Truth {
  if ('leaf' in skeleton) return leaves[skeleton.leaf] ?? UNKNOWN;
  if ('not' in skeleton) return not(plainTruth(skeleton.not, leaves));
  const [parts, join] = 'all' in skeleton ? [skeleton.all, and] : [skeleton.any, or];
  return parts.length === 0 ? UNKNOWN : parts.map((part) => plainTruth(part, leaves)).reduce(join);
}

describe('the normal form', () => {
  test('has the truth of its skeleton', () => {
    fc.assert(
      fc.property(skeleton, fc.array(truths, { minLength: 6, maxLength: 6 }), (skeleton, leaves) => {
        const leaf = (index: number): Truth => leaves[index] ?? UNKNOWN;
        expect(truthOfForm(formOf(skeleton), leaf)).toBe(plainTruth(skeleton, leaves));
        expect(truthOfForm(formOf(skeleton, false), leaf)).toBe(not(plainTruth(skeleton, leaves)));
      }),
      { seed: 21, numRuns: runs(500, 50_000) },
    );
  });

  test('is flat and negates leaves only', () => {
    const nested: Skeleton = { not: { any: [{ leaf: 0 }, { any: [{ leaf: 1 }, { not: { leaf: 2 } }] }] } };
    expect(formOf(nested)).toEqual({
      all: [
        { leaf: 0, positive: false },
        { leaf: 1, positive: false },
        { leaf: 2, positive: true },
      ],
    });
    expect([...leavesOf(formOf(nested))]).toEqual([0, 1, 2]);
  });

  test('an empty part is unknown and is kept', () => {
    expect(truthOfSkeleton({ all: [] }, () => TRUE)).toBe(UNKNOWN);
    expect(truthOfSkeleton({ any: [{ leaf: 0 }, { any: [] }] }, () => FALSE)).toBe(UNKNOWN);
    expect(truthOfSkeleton({ all: [{ leaf: 0 }, { all: [] }] }, () => TRUE)).toBe(UNKNOWN);
  });
});
