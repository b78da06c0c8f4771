import { describe, expect, test } from 'vitest';
import { unknown } from '../../../src/plan/value.ts';
import type { Freeze } from '../../../src/plan/window.ts';
import { judgeFreeze, whyFreezeSkipped } from '../../../src/runtime/core/freeze.ts';
import { judged } from '../../support/evidence.ts';

const at = Date.parse('2026-11-27T20:00:00-05:00');
const freeze: Freeze = {
  name: 'peak',
  mode: 'enforce',
  window: { kind: 'weekly', days: [5] },
  timezone: 'America/New_York',
  blocks: ['start', 'promote'],
  inFlight: 'pause',
  location: { file: 'sentinel.yaml', span: [0, 1] },
};

describe('the verdict', () => {
  const until = Date.parse('2026-12-01T05:00:00Z');

  test.each([
    [
      'with a reason',
      { reason: 'peak trading' },
      until,
      'frozen until Tue 1 Dec 00:00 New York (in 3 d 4 h): peak trading',
    ],
    ['without', {}, until, 'frozen until Tue 1 Dec 00:00 New York (in 3 d 4 h)'],
    ['without an end', { reason: 'moving' }, undefined, 'frozen with no end that is foreseen: moving'],
  ])('closed, %s', (_, more, end, text) => {
    const standing = { frozen: true, ...(end !== undefined && { until: end }) } as const;
    const finding = judgeFreeze({ ...freeze, ...more }, standing, at);
    expect(finding).toMatchObject({ verdict: 'fail', reasons: [{ text }] });
    expect(finding.until).toBe(end);
  });

  test('open, and unknown', () => {
    expect(judgeFreeze(freeze, { frozen: false }, at)).toEqual({
      verdict: 'pass',
      reasons: [],
      warnings: [],
    });
    expect(judgeFreeze(freeze, unknown('the calendar is 3 d old'), at)).toMatchObject({
      verdict: 'fail',
      reasons: [{ text: 'whether it is frozen is unknown: the calendar is 3 d old' }],
    });
  });
});

test('who is not asked', () => {
  const { evidence } = judged({ require: ['1 < 2'] }, {});
  const why = (more: Partial<Freeze>, environment?: string) =>
    whyFreezeSkipped({ ...freeze, ...more }, environment, evidence)?.text;
  expect(why({})).toBeUndefined();
  expect(why({ blocks: ['promote'] })).toBe('it stops promotions only, and this is a start');
  expect(why({ environments: ['prod', 'stage'] }, 'dev')).toBe('it is for prod, stage, and this is dev');
  expect(why({ environments: ['prod'] })).toBeUndefined();
});
