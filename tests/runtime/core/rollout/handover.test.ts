/** `finish: copy`: the users go back to a stable side that runs the release too. */
import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import type { Rollout } from '../../../../src/plan/rollout.ts';
import { timelineOf } from '../../../../src/runtime/core/rollout/timeline.ts';
import type { Sighting } from '../../../../src/runtime/core/rollout/turn.ts';
import { minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

const identity = { skeleton: { leaf: 0 }, span: [0, 1] } as const;
const copy = (parts: Partial<Rollout> = {}): Rollout =>
  rolloutWith({
    stages: [50, 100].map((weight) => stageWith({ weight })),
    identity,
    finish: { promote: 'copy', keep: 0 },
    ...parts,
  });
const known = { identity: TRUE } as const;
const held = { ...known, evicted: false } as const;
const frozen = { freeze: 'night', why: 'night', inFlight: 'pause' } as const;

/** All users on the canary, and the last stage is passed. */
function atTheTop(rollout = copy()): Walk {
  const walk = new Walk(rollout).look(0, known).walk(22);
  return walk.walk(2, { identity: FALSE });
}

/** The stable side takes over. */
function handing(rollout?: Rollout, seen: Partial<Sighting> = held): Walk {
  return atTheTop(rollout).look(minute, seen).look(0, seen);
}

const resume = { requests: [{ kind: 'resume', why: 'it was looked at' }] } as const;

describe('when the last stage is passed', () => {
  test('it waits until the stable side runs the release', () => {
    const walk = atTheTop();
    expect(walk.record).toMatchObject({ phase: 'observing', stage: 1, weight: 100 });
    expect(walk.record.waits).toEqual([
      { for: 'handover', why: 'the stable side does not run this release yet' },
    ]);
    walk.look(minute, { identity: UNKNOWN });
    expect(walk.record.waits[0]?.why).toBe('it is not known which release the stable side runs');
    walk.passed = FALSE;
    walk.look(minute);
    expect(walk.record.latch).toMatchObject({ reason: 'check_failed', to: 0 });
  });

  test('the users go back there, and the stage is gone through again', () => {
    const walk = handing(copy(), known);
    expect(walk.weight).toBe(0);
    expect(walk.record).toMatchObject({ phase: 'observing', weight: 0, handover: { to: 'stable' } });
    expect(walk.record).not.toHaveProperty('latch');
    walk.walk(9, known);
    expect(walk.waitsFor()).toContain('hold');
    walk.walk(3, known);
    expect(walk.record).toMatchObject({ phase: 'completed', weight: 0 });
    expect(walk.types().filter((type) => type === 'handover.begun')).toHaveLength(1);
  });

  test('nobody stays on the canary', () => {
    const walk = handing().walk(11, held);
    expect(walk.record.intent).toMatchObject({ from: 0, to: 0, verb: 'evict' });
    walk.look(minute, held);
    expect(walk.record.phase).toBe('observing');
    walk.look(0, { ...known, evicted: true });
    expect(walk.record.phase).toBe('completed');
  });

  test('it takes as long again as its last stage', () => {
    const times = timelineOf(copy(), 0, () => ({}));
    expect(times).toMatchObject([
      { earliestStart: 0, earliestEnd: 10 * minute },
      { earliestStart: 10 * minute, earliestEnd: 30 * minute },
    ]);
  });

  test('no freeze and no deadline stops it', () => {
    const walk = handing(copy({ deadline: 25 * minute })).walk(12, { ...known, promotions: frozen });
    expect(walk.record.phase).toBe('completed');
  });
});

describe('what goes wrong meanwhile', () => {
  test('sends everybody to the canary, in whatever freeze, and waits for a person', () => {
    const walk = handing();
    walk.passed = FALSE;
    walk.look(minute, { ...held, promotions: frozen, starts: frozen, skew: 1e9 });
    expect(walk.weight).toBe(100);
    expect(walk.record).toMatchObject({ pause: { by: 'check' }, handover: { to: 'canary', from: 100 } });
    expect(walk.record).not.toHaveProperty('latch');
    expect(walk.events.find(({ type }) => type === 'handover.stopped')).toMatchObject({
      reason: 'check_failed',
      from: 0,
      to: 100,
    });
    walk.passed = TRUE;
    walk.walk(30, held);
    expect(walk.record).toMatchObject({ phase: 'paused', weight: 100, stage: 1 });
    walk.look(minute, { ...held, ...resume }).walk(12, held);
    expect(walk.weight).toBe(0);
    walk.walk(12, { ...known, evicted: true });
    expect(walk.record.phase).toBe('completed');
  });

  test('also what is not known for too long', () => {
    const walk = handing(copy({ unknown: { action: 'hold', for: 5 * minute, next: 'rollback' } }));
    walk.passed = UNKNOWN;
    walk.walk(7, held);
    expect(walk.record).toMatchObject({ pause: { by: 'unknown' }, weight: 100 });
  });

  test('and people who raise the canary', () => {
    const walk = handing();
    walk.weight = 40;
    walk.look(minute, held).look(0, held);
    expect(walk.weight).toBe(100);
    expect(walk.record.pause).toMatchObject({ by: 'person' });
    expect(walk.record.pause?.why).toContain('was raised from 0 % to 40 % from outside');
  });

  test('also where a person goes on in the same look', () => {
    const walk = handing();
    walk.weight = 40;
    walk.look(minute, { ...held, ...resume }).look(0, held);
    expect(walk.weight).toBe(100);
    expect(walk.record).toMatchObject({ phase: 'observing', handover: { to: 'canary' } });
  });

  test('before the change was read back too', () => {
    const walk = atTheTop().look(minute, held);
    walk.weight = 50;
    walk.passed = FALSE;
    walk.look(minute, held).look(minute, held);
    expect(walk.weight).toBe(100);
    expect(walk.types()).toContain('shift.superseded');
  });

  test('a person who aborts has nobody on the canary', () => {
    const walk = handing().look(minute, { ...held, requests: [{ kind: 'abort', why: 'enough' }] });
    walk.look(0, { ...known, evicted: true });
    expect(walk.record).toMatchObject({ phase: 'rolled_back', weight: 0 });
    expect(walk.record).not.toHaveProperty('handover');
  });

  test('once everybody is back on the canary it goes back as always', () => {
    const walk = handing();
    walk.passed = FALSE;
    walk.look(minute, held).look(0, held).look(minute, held);
    expect(walk.record).toMatchObject({ latch: { reason: 'check_failed', to: 0 } });
  });
});
