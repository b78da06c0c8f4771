import { expect, test } from 'vitest';
import { minute, rolloutWith, stageWith, Walk } from '../../../support/rollout-walk.ts';

const rollout = rolloutWith({
  assignment: {
    seed: 'shop/main/',
    by: ['actor'],
    overrides: [],
    audiences: [
      { name: 'internal', reaches: 50, splits: [] },
      { name: 'public', reaches: 100, splits: [] },
    ],
    variants: [],
  },
  stages: [50, 110, 200].map((weight) => stageWith({ weight })),
});

test('the exposure of audiences only rises, and is told with their names', () => {
  const walk = new Walk(rollout).walk(40);
  expect(walk.weights).toEqual([50, 110, 200]);
  expect(walk.record.phase).toBe('completed');
  expect(walk.events.find(({ type }) => type === 'stage.entered')).toMatchObject({
    why: 'at internal 50 %',
    audiences: ['internal', 'public'],
  });
});

test('what was lowered by hand to an audience before is a stop', () => {
  const walk = new Walk(rollout).walk(15);
  expect(walk.weight).toBe(110);
  walk.weight = 50;
  walk.look(minute);
  expect(walk.record).toMatchObject({
    phase: 'paused',
    weight: 50,
    pause: { why: 'the weight was lowered from public 10 % to internal 50 % from outside' },
  });
});

test('what was raised by hand among the public is put back', () => {
  const walk = new Walk(rollout).walk(15);
  walk.weight = 150;
  walk.look(minute);
  expect(walk.weight).toBe(110);
  expect(walk.events.find(({ type }) => type === 'drift.repaired')?.why).toBe(
    'the weight was raised from public 10 % to public 50 % from outside',
  );
});
