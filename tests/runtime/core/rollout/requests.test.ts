import { describe, expect, test } from 'vitest';
import { FALSE } from '../../../../src/plan/kleene.ts';
import { advance } from '../../../../src/runtime/core/rollout/advance.ts';
import type { Request, Sighting } from '../../../../src/runtime/core/rollout/turn.ts';
import { ann, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

const approve = { from: 'sre', count: 1, notAuthor: false };
const asksForApproval = rolloutWith({ stages: [stageWith(), stageWith({ weight: 100, approve })] });

/** At 10 %, with passing checks, three minutes into ten. */
function held(rollout = rolloutWith()): Walk {
  return new Walk(rollout).look().look().walk(3);
}

/** What one look makes of a request. */
function asked({ rollout, record, weight }: Walk, request: Request, parts: Partial<Sighting> = {}) {
  const seen = { elapsed: 0, traffic: weight, granularity: 1, requests: [request], ...parts };
  return advance(rollout, record, seen);
}

const promote = { kind: 'promote', why: 'a quiet night', by: ann } as const;

describe('to promote', () => {
  test('ends the hold, and agrees to the next stage', () => {
    expect(asked(held(), promote).action?.intent.to).toBe(50);
    expect(asked(held(asksForApproval), promote).action?.intent.to).toBe(100);
  });

  test('ends a stage that only a person ends, also after it was paused', () => {
    const [first, ...others] = rolloutWith().stages;
    const waits = rolloutWith({ stages: [{ ...stageWith(first), untilPromoted: true }, ...others] });
    const walk = held(waits).walk(60);
    expect([walk.weight, walk.waitsFor()]).toEqual([10, ['person']]);
    expect(asked(walk, promote).action?.intent.to).toBe(50);
    const paused = walk.look(0, { requests: [{ kind: 'pause', why: '' }] });
    paused.look(0, { requests: [{ kind: 'resume', why: '' }] }).walk(60);
    expect(paused.waitsFor()).toEqual(['person']);
    expect(paused.look(0, { requests: [promote] }).weight).toBe(50);
  });

  test('ends the hold alone where whoever asks may not agree', () => {
    const alone = { kind: 'promote', why: 'a quiet night' } as const;
    expect(asked(held(), alone).action?.intent.to).toBe(50);
    const { action, record, refused } = asked(held(asksForApproval), alone);
    expect([action, refused]).toEqual([undefined, []]);
    expect(record.waits.map((wait) => wait.for)).toEqual(['approval']);
  });

  test('is refused while a freeze is closed', () => {
    const promotions = { freeze: 'weekend', why: 'frozen', inFlight: 'finish_stage' } as const;
    expect(asked(held(), promote, { promotions }).refused).toEqual([{ request: promote, why: 'frozen' }]);
  });

  test.each([
    ['before the checks were observed', new Walk(rolloutWith()).look().look(), 'not known to pass'],
    [
      'while it is paused',
      held().look(0, { requests: [{ kind: 'pause', why: 'odd' }] }),
      'it is paused: odd',
    ],
    [
      'on the way back',
      held().look(0, { requests: [{ kind: 'abort', why: 'OPS-931' }] }),
      'it is on its way back',
    ],
  ])('is refused %s', (_, walk, why) => {
    expect(asked(walk, promote).refused).toMatchObject([{ why: expect.stringContaining(why) as string }]);
  });

  test('is refused before the weight was read back', () => {
    expect(asked(new Walk(rolloutWith()).look(), promote, { traffic: 0 }).refused).toMatchObject([
      { why: 'the weight of this stage has not been read back yet' },
    ]);
  });

  test('is refused while the last observation failed', () => {
    const tolerate = { kind: 'total', count: 5 } as const;
    const stage = stageWith();
    const walk = held(
      rolloutWith({
        stages: [stageWith({ ...(stage.checks && { checks: { ...stage.checks, tolerate } }) })],
      }),
    );
    walk.passed = FALSE;
    expect(asked(walk.walk(1), promote).refused).toMatchObject([
      { why: 'the checks of this stage are not known to pass' },
    ]);
  });
});

describe('others', () => {
  test('what stands already is not done again', () => {
    expect(asked(held(), { kind: 'resume', why: '' }).refused).toMatchObject([{ why: 'it is not paused' }]);
    const leaving = held().look(0, { requests: [{ kind: 'abort', why: '' }] });
    expect(asked(leaving, { kind: 'pause', why: '' }).refused).toMatchObject([
      { why: 'it is on its way back' },
    ]);
    const over = leaving.look().look();
    expect(asked(over, { kind: 'rollback', why: '' }).refused).toMatchObject([
      { why: 'it is rolled back already' },
    ]);
  });

  test.each(['abort', 'replace', 'rollback'] as const)('%s takes it back at once', (kind) => {
    expect(asked(held(), { kind, why: 'OPS-931' }).action?.intent).toMatchObject({ to: 0, verb: 'evict' });
  });
});
