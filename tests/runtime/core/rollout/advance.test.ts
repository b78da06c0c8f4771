import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import { unknown } from '../../../../src/plan/value.ts';
import { ann, minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

const frozen = { freeze: 'nights', why: 'frozen: nights', inFlight: 'pause' as const };

describe('the way up', () => {
  test('a good release goes through every stage', () => {
    const walk = new Walk(rolloutWith()).walk(40);
    expect(walk.weights).toEqual([10, 50, 100]);
    expect(walk.record.phase).toBe('completed');
    expect(walk.types().filter((type) => type === 'stage.passed')).toHaveLength(3);
  });

  test('a weight counts once it was read back', () => {
    const walk = new Walk(rolloutWith()).look();
    expect(walk.record).toMatchObject({ phase: 'shifting', weight: 0, intent: { to: 10 } });
    walk.weight = 0;
    walk.look(minute).look(minute);
    expect(walk.record).toMatchObject({ phase: 'observing', weight: 10 });
    expect(walk.record.observed.held).toBe(0);
  });

  test('the hold counts only while the checks pass', () => {
    const walk = new Walk(
      rolloutWith({
        stages: [
          stageWith({ checks: { ...checks, tolerate: { kind: 'consecutive', count: 100 } } }),
          stageWith({ weight: 100 }),
        ],
      }),
    ).walk(5);
    const { held } = walk.record.observed;
    walk.passed = FALSE;
    walk.walk(30);
    expect(walk.record.observed.held).toBeLessThanOrEqual(held + minute);
    expect(walk.waitsFor()).toContain('checks');
    walk.passed = TRUE;
    walk.walk(12);
    expect(walk.weights).toEqual([10, 100]);
  });

  test('no stage is passed without an observation of its own', () => {
    const walk = new Walk(
      rolloutWith({ stages: [stageWith({ hold: 0, checks: { ...checks, warmup: 5 * minute } })] }),
    );
    walk.walk(5);
    expect(walk.waitsFor()).toContain('warmup');
    walk.walk(3);
    expect(walk.record.phase).toBe('completed');
  });

  test('unknown observations hold', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    walk.passed = UNKNOWN;
    walk.walk(600);
    expect(walk.weights).toEqual([10]);
    expect(walk.waitsFor()).toContain('samples');
  });

  test('dwell keeps rises apart', () => {
    const walk = new Walk(rolloutWith({ dwell: 60 * minute })).walk(50);
    expect(walk.weights).toEqual([10]);
    expect(walk.record.waits).toMatchObject([{ for: 'dwell' }]);
    expect(walk.walk(20).weights).toEqual([10, 50]);
  });

  test('a stage that needs agreement waits for it', () => {
    const approve = { from: 'sre', count: 1, notAuthor: false };
    const walk = new Walk(rolloutWith({ stages: [stageWith(), stageWith({ weight: 100, approve })] })).walk(
      30,
    );
    expect(walk.waitsFor()).toEqual(['approval']);
    walk.look(0, { requests: [{ kind: 'approve', stage: 1, why: 'fine', by: ann }] });
    expect(walk.weights).toEqual([10, 100]);
  });

  test('a stage is left out only when its condition is known to be false', () => {
    const condition = { skeleton: { leaf: 0 }, span: [0, 1] } as const;
    const rollout = rolloutWith({
      stages: [stageWith(), stageWith({ weight: 50, when: condition }), stageWith({ weight: 100 })],
    });
    expect(new Walk(rollout).walk(40).waitsFor()).toEqual(['condition']);
    expect(new Walk(rollout).walk(40, { next: FALSE }).weights).toEqual([10, 100]);
    expect(new Walk(rollout).walk(40, { next: TRUE }).weights).toEqual([10, 50, 100]);
  });

  test('the first weight waits for the identity of the canary', () => {
    const identity = { skeleton: { leaf: 0 }, span: [0, 1] } as const;
    const walk = new Walk(rolloutWith({ identity })).walk(5, { identity: UNKNOWN });
    expect(walk.waitsFor()).toEqual(['identity']);
    expect(walk.look(0, { identity: TRUE }).weights).toEqual([10]);
  });

  test('an exit gate that fails goes back', () => {
    const rollout = rolloutWith({ stages: [stageWith({ exit: ['slo'] }), stageWith({ weight: 100 })] });
    expect(new Walk(rollout).walk(20).waitsFor()).toEqual(['exit']);
    const walk = new Walk(rollout).walk(20, { exit: { passed: FALSE, why: 'slo fails' } }).walk(2);
    expect(walk.record).toMatchObject({ phase: 'rolled_back', latch: { reason: 'check_failed' } });
  });

  test('an exit gate that fails acts at once', () => {
    const rollout = rolloutWith({ stages: [stageWith({ exit: ['slo'] }), stageWith({ weight: 100 })] });
    const walk = new Walk(rollout).walk(14).look(0, { exit: { passed: FALSE, why: 'slo fails' } });
    expect(walk.weights).toEqual([10, 0]);
  });

  test('a stage that was left out is not extended', () => {
    const condition = { skeleton: { leaf: 0 }, span: [0, 1] } as const;
    const first = stageWith({ when: condition, checks: { ...checks, maxExtend: minute } });
    const rollout = rolloutWith({ stages: [first, stageWith({ weight: 100 })] });
    const walk = new Walk(rollout).look(minute, { next: FALSE }).walk(60, { promotions: frozen });
    expect(walk.record.pause).toMatchObject({ by: 'freeze' });
    expect(walk.walk(3).weights).toEqual([100]);
  });

  test('a stage that was left out stays so after a pause', () => {
    const condition = { skeleton: { leaf: 0 }, span: [0, 1] } as const;
    const rollout = rolloutWith({ stages: [stageWith({ when: condition }), stageWith({ weight: 100 })] });
    const walk = new Walk(rollout).look(minute, { next: FALSE });
    walk.look(0, { requests: [{ kind: 'pause', why: 'wait' }] });
    walk.look(minute, { requests: [{ kind: 'resume', why: 'go' }] });
    expect(walk.weights).toEqual([100]);
  });
});

describe('the way back', () => {
  test('a failure too many takes everybody out', () => {
    const walk = new Walk(rolloutWith()).walk(15);
    walk.passed = FALSE;
    walk.walk(3);
    expect(walk.weights.at(-1)).toBe(0);
    expect(walk.record).toMatchObject({
      phase: 'rolled_back',
      weight: 0,
      latch: { reason: 'check_failed', quarantine: true },
    });
  });

  test('the trigger of the roll-back has a tolerance of its own', () => {
    const walk = new Walk(
      rolloutWith({
        rollback: { tolerate: { kind: 'consecutive', count: 1 }, to: 0, retry: 0, quarantine: true },
      }),
    ).walk(3);
    walk.trigger = TRUE;
    walk.look(minute);
    expect(walk.record.latch).toBeUndefined();
    walk.look(minute);
    expect(walk.record.latch).toMatchObject({ reason: 'trigger' });
  });

  test('it wins over a promotion that was under way', () => {
    const walk = new Walk(rolloutWith());
    while (walk.record.intent?.to !== 50) walk.look(minute);
    expect(walk.record.intent).toMatchObject({ to: 50 });
    walk.weight = 10;
    walk.look(0, { requests: [{ kind: 'abort', why: 'enough' }] });
    expect(walk.record).toMatchObject({ phase: 'rolling_back', intent: { to: 0, verb: 'evict' } });
    expect(walk.types()).toContain('shift.superseded');
    expect(walk.look(minute).record).toMatchObject({ phase: 'rolled_back', latch: { quarantine: false } });
  });

  test('no freeze keeps it', () => {
    const walk = new Walk(rolloutWith()).walk(5);
    walk.look(minute, { promotions: frozen, requests: [{ kind: 'rollback', why: 'bad' }] });
    expect(walk.weight).toBe(0);
  });

  test('to the stage before, and up again after the cooldown', () => {
    const walk = new Walk(
      rolloutWith({
        cooldown: 30 * minute,
        rollback: { tolerate: { kind: 'total', count: 0 }, to: 'previous_stage', retry: 1, quarantine: true },
      }),
    ).walk(15);
    walk.passed = FALSE;
    walk.look(minute);
    walk.passed = TRUE;
    walk.walk(15);
    expect(walk.record).toMatchObject({ phase: 'observing', weight: 10, stage: 0, retries: 1 });
    expect(walk.waitsFor()).toEqual(['cooldown']);
    walk.walk(20);
    expect(walk.weights).toEqual([10, 50, 10, 50]);
    walk.passed = FALSE;
    walk.walk(3);
    expect(walk.record).toMatchObject({ phase: 'rolled_back', weight: 10, latch: { quarantine: true } });
  });

  test('what went back before its first weight begins again at the first stage', () => {
    const walk = new Walk(
      rolloutWith({
        unknown: { action: 'rollback', next: 'rollback' },
        rollback: { tolerate: { kind: 'total', count: 0 }, to: 'previous_stage', retry: 1, quarantine: true },
      }),
    );
    walk.look(0, { starts: frozen, traffic: unknown('connection refused') });
    expect(walk.record).toMatchObject({ phase: 'pending', stage: -1, retries: 1 });
    expect(walk.look(minute).look(minute).record).toMatchObject({ phase: 'observing', stage: 0, weight: 10 });
  });

  test('who asks to go back on the way there is not tried again', () => {
    const rollback = { tolerate: { kind: 'total', count: 0 }, to: 0, retry: 1, quarantine: true } as const;
    const walk = new Walk(rolloutWith({ rollback })).walk(3);
    walk.passed = FALSE;
    walk.look(minute);
    walk.weight = 10;
    walk.look(0, { requests: [{ kind: 'rollback', why: 'enough' }] }).walk(3);
    expect(walk.record).toMatchObject({ phase: 'rolled_back', latch: { reason: 'rollback_requested' } });
    expect(walk.weights.at(-1)).toBe(0);
  });

  test('a completed release goes back while it is kept', () => {
    const walk = new Walk(rolloutWith({ finish: { promote: 'swap', keep: 60 * minute } })).walk(40);
    expect(walk.record.phase).toBe('completed');
    walk.passed = FALSE;
    walk.walk(3);
    expect(walk.record).toMatchObject({ phase: 'rolled_back', weight: 0 });
  });

  test('an aborted start that changed nothing has nothing to take back', () => {
    const walk = new Walk(rolloutWith()).look(0, {
      starts: frozen,
      requests: [{ kind: 'abort', why: 'no' }],
    });
    expect(walk.record.phase).toBe('rolled_back');
    expect(walk.weights).toEqual([]);
  });

  test('a promotion that lands after the end is taken back', () => {
    const walk = new Walk(rolloutWith())
      .walk(5)
      .look(0, { requests: [{ kind: 'abort', why: 'no' }] })
      .look();
    expect(walk.record.phase).toBe('rolled_back');
    walk.weight = 50;
    walk.look(minute);
    expect(walk.weight).toBe(0);
    expect(walk.look(minute).record).toMatchObject({ phase: 'rolled_back', weight: 0 });
  });
});

describe('not knowing', () => {
  test('does what the policy says when it lasts', () => {
    const unknownRule = { action: 'hold', for: 10 * minute, next: 'rollback' } as const;
    const walk = new Walk(rolloutWith({ unknown: unknownRule })).walk(4);
    walk.passed = UNKNOWN;
    walk.walk(9);
    expect(walk.record.phase).toBe('observing');
    walk.walk(4);
    expect(walk.record).toMatchObject({ phase: 'rolled_back', latch: { reason: 'unknown' } });
  });

  test('of the traffic is over when it is read again', () => {
    const unknownRule = { action: 'hold', for: 10 * minute, next: 'rollback' } as const;
    const { checks: _, ...unchecked } = stageWith({ weight: 100 });
    const walk = new Walk(rolloutWith({ stages: [unchecked], unknown: unknownRule })).walk(3);
    walk.look(minute, { traffic: unknown('connection refused') }).walk(20);
    expect(walk.record.phase).toBe('completed');
  });

  test('of the traffic holds too', () => {
    const walk = new Walk(rolloutWith()).walk(4).walk(100, { traffic: unknown('connection refused') });
    expect(walk.weights).toEqual([10]);
    expect(walk.waitsFor()).toContain('traffic');
  });

  test('for longer than a stage may be extended pauses it', () => {
    const rollout = rolloutWith({ stages: [stageWith({ checks: { ...checks, maxExtend: 5 * minute } })] });
    const walk = new Walk(rollout);
    walk.passed = UNKNOWN;
    walk.walk(30);
    expect(walk.record.pause).toMatchObject({ by: 'unknown' });
    walk.passed = TRUE;
    walk.look(minute, { requests: [{ kind: 'resume', why: 'it is known again' }] }).walk(12);
    expect(walk.record.phase).toBe('completed');
  });

  test('is not forgotten by going on', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    walk.look(minute, { requests: [{ kind: 'pause', why: 'wait' }] });
    walk.look(minute, {
      traffic: unknown('connection refused'),
      requests: [{ kind: 'resume', why: 'go' }],
    });
    const { held } = walk.record.observed;
    expect(walk.look(minute).record.observed.held).toBe(held);
  });
});

describe('freezes', () => {
  test('one that opens on the way pauses, and the hold starts again when it lifts', () => {
    const walk = new Walk(rolloutWith()).walk(8).walk(30, { promotions: frozen });
    expect(walk.record.pause).toMatchObject({ by: 'freeze' });
    walk.walk(5);
    expect(walk.weights).toEqual([10]);
    expect(walk.record.observed.held).toBeLessThan(6 * minute);
    expect(walk.walk(10).weights).toEqual([10, 50]);
  });

  test('finish_stage goes on holding and does not rise', () => {
    const promotions = { ...frozen, inFlight: 'finish_stage' as const };
    const walk = new Walk(rolloutWith()).walk(30, { promotions });
    expect(walk.record.phase).toBe('observing');
    expect(walk.waitsFor()).toEqual(['freeze']);
    expect(walk.look(minute).weights).toEqual([10, 50]);
  });
});

describe('a rise that has not been read back', () => {
  function shifting(): Walk {
    const walk = new Walk(rolloutWith());
    while (walk.record.intent?.to !== 50) walk.look(minute);
    walk.weight = 10;
    return walk;
  }

  test('is asked for again', () => {
    expect(shifting().look(minute).weights).toEqual([10, 50, 50]);
  });

  test('is not asked for again in a freeze', () => {
    const walk = shifting().look(minute, { promotions: frozen });
    expect(walk.weights).toEqual([10, 50]);
    expect(walk.waitsFor()).toEqual(['freeze']);
    expect(walk.look(minute).weights).toEqual([10, 50, 50]);
  });

  test('is, where someone raised the traffic above it meanwhile', () => {
    const walk = shifting();
    walk.weight = 80;
    expect(walk.look(minute, { promotions: frozen }).weight).toBe(50);
  });

  test('is not while it is paused, and counts when it arrives', () => {
    const walk = shifting().look(minute, { requests: [{ kind: 'pause', why: 'wait' }] });
    expect(walk.weights).toEqual([10, 50]);
    walk.weight = 50;
    expect(walk.look(minute).record).toMatchObject({ phase: 'paused', weight: 50 });
  });

  test('goes on when the pause ends', () => {
    const walk = shifting().look(minute, { requests: [{ kind: 'pause', why: 'wait' }] });
    walk.look(minute, { requests: [{ kind: 'resume', why: 'go' }] });
    expect(walk.record.phase).toBe('shifting');
    expect(walk.look(minute).record).toMatchObject({ phase: 'observing', weight: 50 });
  });
});

describe('the outside', () => {
  test('no hold goes on while the traffic is put back', () => {
    const walk = new Walk(rolloutWith()).walk(5);
    walk.weight = 80;
    walk.look(minute);
    walk.weight = 80;
    const { held } = walk.look(minute).record.observed;
    walk.weight = 80;
    expect(walk.look(minute).record.observed.held).toBe(held);
  });

  test('what failed stays over when it is put back', () => {
    const walk = new Walk(rolloutWith());
    walk.record = { ...walk.record, phase: 'failed' };
    walk.weight = 80;
    walk.look(minute).look(minute);
    expect(walk.record).toMatchObject({ phase: 'failed', weight: 0 });
  });

  test('who lowers the weight is obeyed', () => {
    const walk = new Walk(rolloutWith()).walk(15);
    walk.weight = 20;
    walk.walk(30);
    expect(walk.weight).toBe(20);
    expect(walk.record.pause).toMatchObject({ by: 'person' });
    walk.look(0, { requests: [{ kind: 'resume', why: 'go' }] }).walk(15);
    expect(walk.weights.at(-1)).toBe(100);
  });

  test('who raises it is undone, and not for ever', () => {
    const walk = new Walk(rolloutWith()).walk(3);
    for (let times = 0; times < 4; times++) {
      walk.weight = 80;
      walk.look(minute).look(minute);
      expect(walk.record.weight).toBe(10);
    }
    expect(walk.record.pause).toMatchObject({ by: 'person' });
  });
});

const { checks } = stageWith() as Required<ReturnType<typeof stageWith>>;
