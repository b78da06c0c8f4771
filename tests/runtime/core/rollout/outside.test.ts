/** What others do to the traffic, and what cannot be read back or told by the clocks. */
import { describe, expect, test } from 'vitest';
import { FALSE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import { unknown } from '../../../../src/plan/value.ts';
import { minute, rolloutWith, Walk } from '../../../support/rollout-walk.ts';

/** Someone raises the weight, again and again. */
function raisedOften(walk: Walk, times: number): Walk {
  for (let time = 0; time < times; time++) {
    walk.weight = 80;
    walk.look(minute).look(minute);
  }
  return walk;
}

describe('a weight that someone keeps raising', () => {
  test('is put back three times, then left, told once, and waits for a person', () => {
    const walk = raisedOften(new Walk(rolloutWith()).walk(3), 6);
    expect(walk.weight).toBe(80);
    expect(walk.types().filter((type) => type === 'drift.repaired')).toHaveLength(3);
    expect(walk.events.filter(({ type }) => type === 'drift.left')).toMatchObject([
      { from: 10, to: 80, reason: 'drift' },
    ]);
    expect(walk.record).toMatchObject({ weight: 10, pause: { by: 'person' } });
    expect(walk.waitsFor()).toContain('drift');
  });

  test('is put back again after a person has looked at it', () => {
    const walk = raisedOften(new Walk(rolloutWith()).walk(3), 4);
    walk.look(minute, { requests: [{ kind: 'resume', why: 'it was me' }] }).look(minute);
    expect(walk.weight).toBe(10);
  });

  test('goes back all the same', () => {
    const walk = raisedOften(new Walk(rolloutWith()).walk(3), 4);
    walk.look(minute, { requests: [{ kind: 'abort', why: 'enough' }] }).look(minute);
    expect(walk.weight).toBe(0);
    expect(walk.record.phase).toBe('rolled_back');
  });

  test('is put back three times more after it went back', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    walk.look(minute, { requests: [{ kind: 'abort', why: 'enough' }] }).look(minute);
    expect(raisedOften(walk, 3).weight).toBe(0);
    expect(raisedOften(walk, 1).weight).toBe(80);
    expect(walk.record.phase).toBe('rolled_back');
  });
});

describe('a weight that cannot be read back', () => {
  const unread = { traffic: unknown('the socket is gone') };

  test('is judged after the interval that it has to be read back', () => {
    const walk = new Walk(rolloutWith()).look();
    walk.passed = FALSE;
    walk.look(minute - 1, unread);
    expect(walk.record.latch).toBeUndefined();
    walk.look(1, unread);
    expect(walk.record).toMatchObject({ phase: 'rolling_back', latch: { reason: 'check_failed' } });
    expect(walk.weights.at(-1)).toBe(0);
  });

  test('gains nothing by what passes meanwhile', () => {
    const walk = new Walk(rolloutWith()).look();
    walk.walk(30, unread);
    expect(walk.record).toMatchObject({ phase: 'shifting', observed: { held: 0 } });
    walk.look(minute);
    expect(walk.record.observed).toMatchObject({ held: 0, failures: [] });
    expect(walk.record.observed).not.toHaveProperty('passing');
  });

  test('is not judged where it is read that nobody is there', () => {
    const walk = new Walk(rolloutWith()).look();
    walk.passed = FALSE;
    for (let looks = 0; looks < 5; looks++) {
      walk.weight = 0;
      walk.look(minute);
    }
    expect(walk.record).toMatchObject({ phase: 'shifting', observed: { failures: [] } });
  });

  test('of which nothing is known does what the policy says about that', () => {
    const walk = new Walk(
      rolloutWith({ unknown: { action: 'hold', for: 5 * minute, next: 'rollback' } }),
    ).look();
    walk.passed = UNKNOWN;
    walk.walk(8, unread);
    expect(walk.record).toMatchObject({ phase: 'rolling_back', latch: { reason: 'unknown' } });
  });
});

describe('an eviction', () => {
  test('counts when nobody is held any more', () => {
    const walk = new Walk(rolloutWith()).walk(2);
    const held = { evicted: false };
    walk.look(minute, { ...held, requests: [{ kind: 'abort', why: 'a fault' }] }).look(minute, held);
    expect(walk.record).toMatchObject({ phase: 'rolling_back', intent: { verb: 'evict' } });
    expect(walk.weights).toEqual([10, 0, 0]);
    expect(walk.look(minute, { evicted: true }).record.phase).toBe('rolled_back');
  });
});

describe('clocks that disagree', () => {
  const apart = (skew: number) => ({ skew });

  test('by more than a minute keep every rise, and no roll-back', () => {
    const walk = new Walk(rolloutWith()).look(minute, apart(-61_000));
    expect(walk.weights).toEqual([]);
    expect(walk.record.waits).toMatchObject([
      { for: 'clock', why: 'the clock of the store is 61 s behind the clock of this machine' },
    ]);
    walk.look(minute).look(minute);
    walk.passed = FALSE;
    walk.look(minute, apart(3_600_000));
    expect(walk.weights).toEqual([10, 0]);
  });

  test('by less keep nothing', () => {
    expect(new Walk(rolloutWith()).look(minute, apart(60_000)).weights).toEqual([10]);
  });

  test('keep a rise from being asked for again', () => {
    const walk = new Walk(rolloutWith()).look();
    walk.weight = 0;
    walk.look(minute, apart(90_000));
    expect(walk.weights).toEqual([10]);
    expect(walk.waitsFor()).toContain('clock');
    expect(walk.look(minute).weights).toEqual([10, 10]);
  });
});
