import { describe, expect, test } from 'vitest';

import { unknown } from '../../../../src/plan/value.ts';
import { minute, rolloutWith, Walk } from '../../../support/rollout-walk.ts';

const held = 'the flag is paused by hand';

describe('a pause that is said where the traffic is', () => {
  test("is an operator's stop, and over when it is taken back", () => {
    const walk = new Walk(rolloutWith()).walk(3).look(minute, { held }).walk(60, { held });
    expect(walk.weights).toEqual([10]);
    expect(walk.record).toMatchObject({ phase: 'paused', pause: { by: 'person', why: held } });
    expect(walk.types().filter((type) => type === 'operator.stopped')).toHaveLength(1);
    walk.walk(60);
    expect(walk.types()).toContain('resumed');
    expect(walk.record.phase).toBe('completed');
  });

  test('holds the first weight back', () => {
    const walk = new Walk(rolloutWith()).walk(10, { held });
    expect(walk.weights).toEqual([]);
    expect(walk.walk(1).weights).toEqual([10]);
  });

  test('is stronger than who resumes', () => {
    const walk = new Walk(rolloutWith()).walk(3).look(minute, { held });
    walk.look(minute, { held, requests: [{ kind: 'resume', why: 'go on' }] });
    expect(walk.record.pause?.why).toBe(held);
  });

  test('is not taken for over while the traffic cannot be read', () => {
    const walk = new Walk(rolloutWith()).walk(3).look(minute, { held });
    walk.walk(60, { traffic: unknown('gone') });
    expect(walk.record.pause?.why).toBe(held);
  });

  test('stands beside a pause of another kind, which stays when it is over', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    walk
      .look(minute, { requests: [{ kind: 'pause', why: 'lunch' }] })
      .walk(3, { held })
      .walk(3);
    expect(walk.record.pause?.why).toBe('lunch');
  });

  test('holds no way back up', () => {
    const walk = new Walk(rolloutWith()).walk(3).look(minute, { held });
    walk.look(minute, { held, requests: [{ kind: 'abort', why: 'wrong' }] }).look(minute, { held });
    expect(walk.record.phase).toBe('rolled_back');
    expect(walk.weight).toBe(0);
  });
});

test('who lowers the weight while it is about to rise is not overruled', () => {
  const walk = new Walk(rolloutWith()).walk(3);
  while (walk.record.intent?.to !== 50) walk.look(minute);
  walk.weight = 4;
  walk.look(minute);
  expect(walk.record).toMatchObject({ phase: 'paused', weight: 4, pause: { by: 'person' } });
  expect(walk.types()).toContain('operator.stopped');
  walk.walk(60);
  expect(walk.weight).toBe(4);
  walk.look(minute, { requests: [{ kind: 'resume', why: 'go on' }] });
  expect(walk.record.intent).toMatchObject({ from: 4, to: 50 });
});
