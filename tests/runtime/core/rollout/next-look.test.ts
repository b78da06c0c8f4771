import { describe, expect, test } from 'vitest';
import { nextLookIn } from '../../../../src/runtime/core/rollout/next-look.ts';
import type { Checks } from '../../../../src/plan/rollout.ts';
import { minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

describe('the next look', () => {
  test('is when the checks are due', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    expect(nextLookIn(walk.rollout, walk.record)).toBe(minute);
  });

  test('gives a change an interval to be read back, and then the warm-up', () => {
    const checks = { ...(stageWith().checks as Checks), warmup: 2 * minute };
    const walk = new Walk(rolloutWith({ stages: [stageWith({ checks })] })).look(minute);
    expect(nextLookIn(walk.rollout, walk.record)).toBe(3 * minute);
  });

  test('is not due when it is over', () => {
    const walk = new Walk(rolloutWith()).walk(40);
    expect(walk.record.phase).toBe('completed');
    expect(nextLookIn(walk.rollout, walk.record)).toBeUndefined();
  });
});
