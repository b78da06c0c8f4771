import { expect, test } from 'vitest';
import type { RuleFinding } from '../../../../src/runtime/core/finding.ts';
import { closedOf, strictest } from '../../../../src/runtime/core/rollout/closed.ts';
import { freezeWait } from '../../../../src/runtime/core/rollout/waits.ts';

const finding: RuleFinding = {
  verdict: 'fail',
  reasons: [{ text: 'peak trading', span: [0, 1] }],
  warnings: [],
};

test('a freeze that stops says why, and how long it lasts where that is known', () => {
  const open = closedOf('nights', finding, 'pause', 100);
  expect(open).toEqual({ freeze: 'nights', why: 'nights: peak trading', inFlight: 'pause' });
  expect(freezeWait(open)).toEqual({ for: 'freeze', why: 'nights: peak trading' });
  const ending = closedOf('nights', { ...finding, until: 400 }, 'pause', 100);
  expect(freezeWait(ending)).toEqual({ for: 'freeze', why: 'nights: peak trading', left: 300 });
});

test('of several freezes the one counts that asks most, and of those the one that lasts longest', () => {
  const of = (freeze: string, inFlight: 'finish_stage' | 'pause' | 'rollback', until?: number) =>
    closedOf(freeze, { ...finding, ...(until !== undefined && { until }) }, inFlight, 0);
  expect(strictest([])).toBeUndefined();
  expect(strictest([of('a', 'pause', 9), of('b', 'rollback', 1), of('c', 'finish_stage')])?.freeze).toBe('b');
  expect(strictest([of('a', 'pause', 1), of('b', 'pause', 9)])?.freeze).toBe('b');
  expect(strictest([of('a', 'pause', 1), of('b', 'pause')])?.freeze).toBe('b');
});
