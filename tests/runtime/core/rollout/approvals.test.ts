/** Whose word counts for which stage, and for how long. */
import { FALSE, TRUE } from '../../../../src/plan/kleene.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Approval } from '../../../../src/plan/rollout.ts';
import type { Approver, Request } from '../../../../src/runtime/core/rollout/turn.ts';
import { ann, minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';
import { runs } from '../../../support/tier.ts';

const bob: Approver = { name: 'bob', groups: ['dev', 'sre'], isAuthor: false, at: Infinity };
const eve: Approver = { name: 'eve', groups: ['dev'], isAuthor: false, at: Infinity };

const rule = (parts: Partial<Approval> = {}): Approval => ({
  from: 'sre',
  count: 2,
  notAuthor: true,
  ...parts,
});

/** At 10 %, held to the end; the next stage asks for agreement. */
function waiting(approve: Approval, retry = 0): Walk {
  return new Walk(
    rolloutWith({
      stages: [stageWith(), stageWith({ weight: 100, approve })],
      rollback: { tolerate: { kind: 'total', count: 0 }, to: 0, retry, quarantine: false },
    }),
  )
    .look()
    .look()
    .walk(11);
}

const approve = (by: Approver, stage = 1): Request => ({ kind: 'approve', stage, why: 'fine', by });
const says = (walk: Walk, ...by: readonly Approver[]): Walk =>
  walk.look(0, { requests: by.map((one) => approve(one)) });

describe('a stage that two must agree to', () => {
  test('waits for both', () => {
    const walk = waiting(rule());
    expect(walk.waitsFor()).toEqual(['approval']);
    says(walk, ann);
    expect(walk.record.waits[0]?.why).toBe('2 of sre must agree to 100 %; so far ann');
    says(walk, bob);
    expect(walk.weights).toEqual([10, 100]);
    expect(walk.events.filter(({ type }) => type.startsWith('appro'))).toMatchObject([
      { type: 'approval.awaited' },
      { type: 'approval.given', from: ['ann'], to: 1 },
      { type: 'approved', from: ['ann', 'bob'], to: 1 },
    ]);
  });

  test('hears the same person once', () => {
    const walk = says(says(waiting(rule()), ann), ann, ann);
    expect(walk.weights).toEqual([10]);
    expect(walk.record.approved).toHaveLength(1);
  });

  test('asks again after a failure that it pauses for', () => {
    const { checks } = stageWith();
    const paused = { ...stageWith(), ...(checks && { checks: { ...checks, onFail: 'pause' as const } }) };
    const next = stageWith({ weight: 100, approve: rule() });
    const walk = says(new Walk(rolloutWith({ stages: [paused, next] })).look().look().walk(11), ann);
    expect(walk.record.approved).toHaveLength(1);
    walk.walk(10, { checks: { passed: FALSE, trigger: FALSE, why: 'errors 3 is not < 2' } });
    expect(walk.record.pause?.by).toBe('check');
    expect(walk.record.approved).toEqual([]);
    expect(walk.events.find(({ type }) => type === 'approval.revoked')).toMatchObject({
      from: ['ann'],
      to: 1,
      why: 'errors 3 is not < 2',
    });
  });

  test('does not hear who is not of the group, nor the author', () => {
    const walk = waiting(rule({ count: 1 }));
    says(walk, eve, { ...ann, isAuthor: true });
    expect(walk.weights).toEqual([10]);
    expect(walk.refused).toEqual([
      'eve is not one of sre',
      'ann is the author of the release, and others must agree',
    ]);
    expect(says(waiting(rule({ count: 1, notAuthor: false })), { ...ann, isAuthor: true }).weights).toEqual([
      10, 100,
    ]);
  });

  test('does not hear who is not verified', () => {
    const walk = waiting(rule({ count: 1 })).look(0, { requests: [{ kind: 'approve', stage: 1, why: '' }] });
    expect(walk.refused).toEqual(['nobody who is verified asks for it']);
  });

  test('counts a promotion too', () => {
    const walk = says(waiting(rule()), ann).look(0, { requests: [{ kind: 'promote', why: '', by: bob }] });
    expect(walk.weights).toEqual([10, 100]);
  });

  test('does not take the word for another stage', () => {
    expect(waiting(rule({ count: 1 })).look(0, { requests: [approve(ann, 0)] }).weights).toEqual([10]);
  });
});

test('what was agreed expires, and may be said again', () => {
  const walk = says(waiting(rule({ expires: 4 * minute })), ann).walk(4);
  says(walk, bob);
  expect(walk.weights).toEqual([10]);
  expect(walk.record.waits[0]?.why).toBe('2 of sre must agree to 100 %; so far bob');
  says(walk, ann);
  expect(walk.weights).toEqual([10, 100]);
});

test('what was agreed long before it is heard is as old as it is', () => {
  const early = { ...ann, at: 7 * minute };
  expect(says(waiting(rule({ count: 1, expires: 4 * minute })), early).weights).toEqual([10]);
  expect(says(waiting(rule({ count: 1, expires: 5 * minute })), early).weights).toEqual([10, 100]);
});

test('what was agreed before it went back does not count after it', () => {
  const walk = says(waiting(rule(), 1), ann);
  walk.passed = FALSE;
  walk.look(minute).look();
  expect(walk.types()).toContain('retrying');
  walk.passed = TRUE;
  walk.look().look().walk(12);
  expect(walk.record.approved).toEqual([]);
  says(walk, bob);
  expect(walk.weights).toEqual([10, 0, 10]);
});

test('nothing rises but on the word of as many as are asked for, whoever says what when', () => {
  const people = [ann, bob, eve, { ...ann, isAuthor: true }, { ...bob, name: 'cy' }];
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.constantFrom(...people), stage: fc.nat(2), after: fc.nat(9) }), {
        maxLength: 8,
      }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      (words, count, notAuthor, expires) => {
        const limit = expires === undefined ? Infinity : expires * minute;
        const walk = waiting(rule({ count, notAuthor, ...(expires !== undefined && { expires: limit }) }));
        const said = new Map<string, number>();
        for (const { who, stage, after } of words) {
          walk.walk(after);
          if (walk.weights.length > 1) break;
          const counts = stage === 1 && who.groups.includes('sre') && !(notAuthor && who.isAuthor);
          const before = said.get(who.name) ?? -Infinity;
          if (counts && walk.record.clock - before >= limit) said.set(who.name, walk.record.clock);
          walk.look(0, { requests: [approve(who, stage)] });
          const agreed = [...said.values()].filter((at) => walk.record.clock - at < limit).length;
          expect(walk.weights.length > 1).toBe(agreed >= count);
        }
      },
    ),
    { seed: 20_261_121, numRuns: runs(60, 2_000) },
  );
});
