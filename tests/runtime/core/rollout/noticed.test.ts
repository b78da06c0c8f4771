/** What a rollout begins to wait for is told once. */
import { expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import { started } from '../../../../src/runtime/core/rollout/advance.ts';
import { noticed } from '../../../../src/runtime/core/rollout/noticed.ts';
import type { RolloutRecord, Wait } from '../../../../src/runtime/core/rollout/record.ts';
import type { Sighting } from '../../../../src/runtime/core/rollout/turn.ts';

const first = started(undefined);
const seen: Sighting = { elapsed: 0, traffic: 0, granularity: 1, requests: [] };
const approval: Wait = { for: 'approval', why: '2 of sre must agree to 50 %' };
const identity: Wait = { for: 'identity', why: 'the canary does not run this release' };

function told(before: readonly Wait[], now: readonly Wait[], more: Partial<RolloutRecord & Sighting> = {}) {
  const { identity: saw, ...record } = more;
  return noticed(
    { ...first, waits: before },
    {
      record: { ...first, ...record, waits: now },
      seen: { ...seen, ...(saw !== undefined && { identity: saw }) },
    },
  ).map(({ type, why }) => `${type}: ${why}`);
}

test('that somebody has to agree, once for each stage', () => {
  const awaited = 'approval.awaited: 2 of sre must agree to 50 %';
  expect(told([], [approval])).toEqual([awaited]);
  expect(told([approval], [approval])).toEqual([]);
  expect(told([{ ...approval, why: '1 of 2 of sre agreed' }], [approval])).toEqual([]);
  expect(told([approval], [approval], { stage: 1 })).toEqual([awaited]);
});

test('that the canary runs something else, but not that nobody knows', () => {
  expect(told([], [identity], { identity: FALSE })).toEqual([
    'identity.mismatched: the canary does not run this release',
  ]);
  expect(told([identity], [identity], { identity: FALSE })).toEqual([]);
  const unknown = { ...identity, why: 'it is not known which release the canary runs' };
  expect(told([unknown], [identity], { identity: FALSE })).toHaveLength(1);
  expect(told([], [unknown], { identity: UNKNOWN })).toEqual([]);
  expect(told([], [identity], { identity: TRUE })).toEqual([]);
});

test('nothing else', () => {
  expect(told([], [{ for: 'hold', why: 'the stage is held' }])).toEqual([]);
});
