import { describe, expect, test } from 'vitest';
import type { DeployedField } from '../../../src/plan/plan.ts';
import { unknown } from '../../../src/plan/value.ts';
import {
  completed,
  deployedAfter,
  deployedField,
  type DeployedLook,
  type DeployedRecord,
} from '../../../src/runtime/core/deployed.ts';
import type { RolloutEvent, RolloutEventType } from '../../../src/runtime/core/rollout/turn.ts';

const v1: DeployedRecord = completed({}, { attempt: 'a1', version: 'v1', at: 100 });

function look(attempt: string, at: number, rollout: Partial<DeployedLook['rollout']> = {}): DeployedLook {
  return {
    attempt,
    release: { version: `v${attempt.slice(1)}` },
    rollout: { completedAt: 0, weight: 0, ...rollout },
    at,
  };
}

function event(type: RolloutEventType, to?: string | number, why = 'because'): RolloutEvent {
  return { type, why, ...(to !== undefined && { to }) };
}

function healthy(record: DeployedRecord, now = 1_000) {
  return deployedField(record, 'healthy_for', now);
}

const v2 = deployedAfter(v1, look('a2', 200), [event('stage.passed'), event('completed')]);

test('what completes takes the place of what was there', () => {
  expect(v2).toEqual({
    last: { attempt: 'a2', version: 'v2', at: 200, healthySince: 200 },
    before: v1.last,
  });
});

test.each<[DeployedField, unknown]>([
  ['version', 'v2'],
  ['artifact', unknown('the release that was completed there named no artifact')],
  ['completed_at', 200],
  ['healthy_for', 800],
])('%s', (field, value) => {
  expect(deployedField(v2, field, 1_000)).toEqual(value);
  expect(deployedField(v2, field, 150)).toMatchObject({ reason: expect.stringMatching(/completed later/u) });
  expect(deployedField({}, field, 150)).toMatchObject({ reason: 'nothing was completed there' });
});

test('a rollout that has not completed is nothing to those who ask', () => {
  const before = { attempt: 'a3', release: {}, rollout: { weight: 50 }, at: 300 };
  const events = [event('checks.observed', 'fail'), event('latched'), event('rolled_back', 0)];
  expect(deployedAfter(v2, before, events)).toBe(v2);
});

describe('checks after the completion', () => {
  const failing = deployedAfter(v2, look('a2', 400), [event('checks.observed', 'fail', '9 % errors')]);

  test.each(['fail', 'roll back', 'unknown'])('%s takes the health away', (word) => {
    const record = deployedAfter(v2, look('a2', 400), [event('checks.observed', word, '9 % errors')]);
    expect(healthy(record)).toEqual(unknown('the last check of v2 did not pass: 9 % errors'));
    expect(deployedField(record, 'version', 1_000)).toBe('v2');
  });

  test('the next that passes begins anew, those after it change nothing', () => {
    const well = deployedAfter(failing, look('a2', 500), [event('checks.observed', 'pass')]);
    expect(healthy(well)).toBe(500);
    expect(deployedAfter(well, look('a2', 600), [event('checks.observed', 'pass')])).toBe(well);
  });

  test('those of another release say nothing about this one', () => {
    expect(deployedAfter(failing, look('a1', 500), [event('checks.observed', 'pass')])).toBe(failing);
  });
});

describe('a way back after the completion', () => {
  const leaving = deployedAfter(v2, look('a2', 400), [event('latched', undefined, '9 % errors')]);
  const back = [event('rolled_back', 0, '9 % errors')];

  test('while it lasts nobody knows', () => {
    expect(healthy(leaving)).toEqual(unknown('v2 goes back: 9 % errors'));
  });

  test('brings back what was there before, which begins anew', () => {
    const record = deployedAfter(leaving, look('a2', 500), back);
    expect(deployedField(record, 'version', 1_000)).toBe('v1');
    expect(deployedField(record, 'completed_at', 1_000)).toBe(100);
    expect(healthy(record)).toBe(500);
  });

  test('where nothing was there before, nothing is known', () => {
    const only = deployedAfter({}, look('a2', 200), [event('completed')]);
    const record = deployedAfter(only, look('a2', 500), back);
    expect(deployedField(record, 'version', 1_000)).toEqual(unknown('v2 was rolled back: 9 % errors'));
  });

  test.each([
    ['stays in part', look('a2', 500, { weight: 50 })],
    ['was another one', look('a1', 500)],
  ])('where what went back %s, the health is not known', (_, one) => {
    const record = deployedAfter(leaving, one, back);
    expect(deployedField(record, 'version', 1_000)).toBe('v2');
    expect(healthy(record)).toMatchObject({ reason: expect.stringMatching(/ was rolled back: 9 % errors/u) });
    expect(healthy(deployedAfter(record, look('a2', 600), [event('checks.observed', 'pass')]))).toEqual(
      healthy(record),
    );
  });

  test('what completes again by a retry still stands in the place of the one before', () => {
    const again = deployedAfter(leaving, look('a2', 700), [event('completed')]);
    expect(healthy(again)).toBe(300);
    expect(again.before).toEqual(v1.last);
  });

  test('a release without a version goes by its artifact, or by no name', () => {
    const named = { ...look('a9', 500), release: { artifact: 'sha256:1' } };
    const nameless = { ...look('a9', 500), release: {} };
    expect(deployedAfter({}, named, [event('completed')]).last).toMatchObject({ artifact: 'sha256:1' });
    expect(healthy(deployedAfter(v2, named, back))).toMatchObject({
      reason: 'sha256:1 was rolled back: 9 % errors',
    });
    expect(healthy(deployedAfter(v2, nameless, back))).toMatchObject({
      reason: 'the release was rolled back: 9 % errors',
    });
  });
});
