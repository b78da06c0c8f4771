import { describe, expect, test } from 'vitest';
import { unknown } from '../../../src/plan/value.ts';
import type { Limit } from '../../../src/plan/window.ts';
import { judgeLimit, rateText, scopeOf } from '../../../src/runtime/core/limit.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const limit: Limit = {
  name: 'deploys',
  mode: 'enforce',
  atMost: [{ count: 3, per: 3_600_000 }],
  by: ['workload', 'env'],
  location: { file: 'sentinel.yaml', span: [0, 1] },
};

test('its scope is the values of its fields', () => {
  const field = (name: string) => `my ${name}`;
  expect(scopeOf(limit, field)).toEqual(
    new Map([
      ['workload', 'my workload'],
      ['env', 'my env'],
    ]),
  );
  expect(scopeOf(limit, () => unknown('not given'))).toEqual(
    unknown('it counts by `workload`, which is unknown: not given'),
  );
});

describe('the verdict', () => {
  const rate = { count: 3, per: 3_600_000 };

  test('the rate that admits last decides when', () => {
    const finding = judgeLimit(
      limit,
      [
        { count: 1, per: 60_000, left: 0, next: now + 30_400 },
        { ...rate, left: 0, next: now + 90_000 },
        { count: 9, per: 86_400_000, left: 2 },
      ],
      now,
    );
    expect(finding).toMatchObject({ verdict: 'fail', until: now + 90_000 });
    expect(finding.reasons.map(({ text }) => text)).toEqual([
      '1 per 1m is used up; the next is admitted 2026-11-24T10:00:31Z (in 30.4 s)',
      '3 per 1h is used up; the next is admitted 2026-11-24T10:01:30Z (in 1 min 30 s)',
    ]);
    expect(finding.left?.map(({ left }) => left)).toEqual([0, 0, 2]);
  });

  test('without a time at which the next is admitted', () => {
    const finding = judgeLimit(limit, [{ ...rate, left: 0 }], now);
    expect(finding.reasons[0]?.text).toBe('3 per 1h is used up');
    expect(finding).not.toHaveProperty('until');
  });

  test('a clock of the store behind ours is no time that has passed', () => {
    const finding = judgeLimit(limit, [{ ...rate, left: 0, next: now - 5000 }], now);
    expect(finding.reasons[0]?.text).toContain('(in 0 ms)');
  });

  test('what is unknown is not left', () => {
    expect(judgeLimit(limit, unknown('the store is lost'), now)).toMatchObject({
      verdict: 'fail',
      reasons: [{ text: 'what is left is unknown: the store is lost' }],
    });
  });
});

test('a rate as it is written', () => {
  expect(rateText({ count: 3, per: 5_400_000 })).toBe('3 per 1h30m');
});
