import { describe, expect, test } from 'vitest';
import { nextLookIn } from '../../../../src/runtime/core/rollout/next-look.ts';
import { minute, rolloutWith, Walk } from '../../../support/rollout-walk.ts';

describe('the next look', () => {
  test('is when the checks are due', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    expect(nextLookIn(walk.rollout, walk.record)).toBe(minute);
  });

  test('is not due while a change has not been read back', () => {
    const walk = new Walk(rolloutWith()).look(minute);
    expect(nextLookIn(walk.rollout, walk.record)).toBeUndefined();
  });

  test('is not due when it is over', () => {
    const walk = new Walk(rolloutWith()).walk(40);
    expect(walk.record.phase).toBe('completed');
    expect(nextLookIn(walk.rollout, walk.record)).toBeUndefined();
  });
});
