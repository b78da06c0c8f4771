import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/plan/audit.ts';
import type { PlanLocation } from '../../../src/plan/plan.ts';
import { unknown } from '../../../src/plan/value.ts';
import { concerns, incidentOf, judgeIncident, unknownIncident } from '../../../src/runtime/core/incident.ts';

const at = Date.UTC(2026, 10, 20, 12);
const freeze = {
  id: 'i1',
  scope: { policy: 'checkout', env: 'prod' },
  from: at,
  until: at + 3_600_000,
  reason: 'payments fail',
  actor: 'ada',
};
const location: PlanLocation = { file: 'sentinel.yaml', span: [0, 0] };

describe('a record of a store', () => {
  test('is a stop when it has all that one has', () => {
    expect(incidentOf(freeze)).toEqual(freeze);
  });

  test.each<[string, Json]>([
    ['is no record', 'i1'],
    ['is nothing', null],
    ['is a list', []],
    ['has no id', { ...freeze, id: 1 }],
    ['has no reason', { ...freeze, reason: null }],
    ['has no actor', { ...freeze, actor: null }],
    ['has no begin', { ...freeze, from: 'now' }],
    ['has no end', { ...freeze, until: 'later' }],
    ['has no scope', { ...freeze, scope: null }],
    ['has a scope of another kind', { ...freeze, scope: { env: 1 } }],
  ])('is none when it %s', (_, value) => {
    expect(incidentOf(value)).toBeUndefined();
  });
});

describe('a stop concerns a release', () => {
  const env = (name: string) => (field: string) => (field === 'env' ? name : '');

  test('when all that it names is the same', () => {
    expect(concerns(freeze, 'checkout', env('prod'))).toBe(true);
    expect(concerns(freeze, 'checkout', env('dev'))).toBe(false);
    expect(concerns(freeze, 'search', env('prod'))).toBe(false);
  });

  test('when what it names is not known', () => {
    expect(concerns(freeze, 'checkout', () => unknown('not given'))).toBe(true);
  });
});

test('one that holds fails with who made it, why and until when', () => {
  expect(judgeIncident(freeze, at, location)).toMatchObject({
    name: 'incident i1',
    verdict: 'fail',
    until: freeze.until,
    reasons: [{ text: expect.stringMatching(/^frozen until .* by ada: payments fail$/u) as string }],
  });
});

test('one that cannot be ruled out fails as well', () => {
  expect(unknownIncident('incidents', 'the store does not answer', location)).toMatchObject({
    verdict: 'fail',
    reasons: [{ text: 'the store does not answer' }],
  });
});
