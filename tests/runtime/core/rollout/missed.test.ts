/** Observations that were due while nobody looked. */
import { describe, expect, test } from 'vitest';

import { FALSE, TRUE, type Truth, UNKNOWN } from '../../../../src/plan/kleene.ts';
import type { Rollout } from '../../../../src/plan/rollout.ts';
import { needsOf } from '../../../../src/runtime/core/rollout/needs.ts';
import type { MissedSighting } from '../../../../src/runtime/core/rollout/turn.ts';
import { minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

const checks = stageWith().checks;

function rolloutThatBears(count: number, parts: Partial<Rollout> = {}): Rollout {
  const tolerate = { kind: 'total', count } as const;
  return rolloutWith({
    stages: [10, 100].map((weight) =>
      stageWith({ weight, hold: 10 * minute, ...(checks && { checks: { ...checks, tolerate } }) }),
    ),
    ...parts,
  });
}

/** At 10 %, observed a minute ago for the first time. */
function begun(rollout: Rollout): Walk {
  return new Walk(rollout).look().look().look(minute);
}

/** What was observed each minute before now, oldest first. */
function minutes(...passed: readonly Truth[]): { readonly missed: readonly MissedSighting[] } {
  return {
    missed: passed.map((truth, index) => ({
      passed: truth,
      trigger: FALSE,
      why: 'as the test says',
      ago: (passed.length - index) * minute,
    })),
  };
}

describe('how many are asked for', () => {
  const missed = (walk: Walk, elapsed: number) => needsOf(walk.rollout, walk.record, elapsed).missed;

  test.each([
    [59_999, undefined],
    [minute, undefined],
    [2 * minute - 1, undefined],
    [2 * minute, 1],
    [10 * minute, 9],
    [10.5 * minute, 9],
    [100 * 60 * minute, 500],
  ])('after %d ms: %d', (elapsed, count) => {
    expect(missed(begun(rolloutThatBears(0)), elapsed)).toBe(count);
  });

  test('none of the time before the weight, of the warm-up, or of a pause', () => {
    const warm = rolloutWith({
      stages: [stageWith({ ...(checks && { checks: { ...checks, warmup: 3 * minute } }) })],
    });
    const walk = new Walk(warm).look().look();
    expect(missed(walk, 2 * minute)).toBeUndefined();
    expect(missed(walk, 5 * minute)).toBe(2);
    walk.look(minute, { requests: [{ kind: 'pause', why: '' }] });
    walk.look(10 * minute, { requests: [{ kind: 'resume', why: '' }] });
    // The look with which it went on observed them.
    expect(missed(walk, 2 * minute)).toBe(1);
  });
});

describe('what they count', () => {
  test('failures beyond the tolerated ones act, though the last observation passes', () => {
    const walk = begun(rolloutThatBears(1)).look(5 * minute, minutes(TRUE, FALSE, FALSE, TRUE));
    expect(walk.record.latch?.reason).toBe('check_failed');
    expect(walk.weights).toEqual([10, 0]);
  });

  test('what is borne goes on', () => {
    const walk = begun(rolloutThatBears(2)).look(5 * minute, minutes(TRUE, FALSE, FALSE, TRUE));
    expect(walk.record.latch).toBeUndefined();
    expect(walk.record.observed).toMatchObject({
      failures: [true, true],
      passing: true,
      checkedAt: 6 * minute,
    });
  });

  test('nothing of what was before a person lets it go on', () => {
    const walk = begun(rolloutThatBears(1)).look(minute, { requests: [{ kind: 'pause', why: '' }] });
    const resume = { requests: [{ kind: 'resume', why: 'mended' }] } as const;
    walk.look(4 * minute, { ...minutes(FALSE, FALSE, FALSE), ...resume });
    expect(walk.record).toMatchObject({ phase: 'observing', observed: { failures: [] } });
    walk.look(3 * minute, minutes(FALSE, FALSE));
    expect(walk.record.latch?.reason).toBe('check_failed');
  });

  test('nothing after the way back began', () => {
    const walk = begun(rolloutThatBears(0)).look(4 * minute, minutes(FALSE, FALSE, TRUE));
    expect(walk.types().filter((type) => type === 'checks.observed')).toHaveLength(2);
  });

  test('the hold runs only between observations that passed', () => {
    const walk = begun(rolloutThatBears(9));
    expect(walk.record.observed.held).toBe(0);
    // Two minutes up to the failure, none after it and after what is not known, and one before now.
    walk.look(5 * minute, minutes(TRUE, FALSE, UNKNOWN, TRUE));
    expect(walk.record.observed.held).toBe(3 * minute);
  });

  test('the hold begins with the first that passed', () => {
    const walk = new Walk(rolloutThatBears(9));
    walk.look().look();
    walk.passed = FALSE;
    walk.look(minute);
    walk.passed = TRUE;
    walk.look(5 * minute, minutes(FALSE, TRUE, TRUE, TRUE));
    expect(walk.record.observed.held).toBe(3 * minute);
  });

  test('what is not known lasts from the first that was not', () => {
    const rollout = rolloutThatBears(0, { unknown: { action: 'hold', for: 3 * minute, next: 'rollback' } });
    const walk = begun(rollout);
    walk.passed = UNKNOWN;
    walk.look(5 * minute, minutes(TRUE, UNKNOWN, UNKNOWN, UNKNOWN));
    expect(walk.record.latch?.reason).toBe('unknown');
  });
});
