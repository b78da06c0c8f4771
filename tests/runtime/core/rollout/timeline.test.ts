import { expect, test } from 'vitest';
import { timelineOf, worstDetection } from '../../../../src/runtime/core/rollout/timeline.ts';
import { minute, rolloutWith, stageWith } from '../../../support/rollout-walk.ts';

const free = () => ({});
const minutes = (times: ReturnType<typeof timelineOf>) =>
  times.map(({ earliestStart, earliestEnd }) =>
    [earliestStart, earliestEnd].map((time) => time && time / minute),
  );

test('holds follow one another', () => {
  expect(minutes(timelineOf(rolloutWith(), 0, free))).toEqual([
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
});

test('nobody can say when a person promotes it', () => {
  const stages = [stageWith({ untilPromoted: true }), stageWith({ weight: 100 })];
  expect(minutes(timelineOf(rolloutWith({ stages }), 0, free))).toEqual([
    [0, undefined],
    [undefined, undefined],
  ]);
});

test('warm-up and dwell take their time', () => {
  const { checks } = stageWith();
  const stages = [10, 100].map((weight) =>
    stageWith({ weight, ...(checks && { checks: { ...checks, warmup: 2 * minute } }) }),
  );
  expect(minutes(timelineOf(rolloutWith({ stages }), 0, free))).toEqual([
    [0, 12],
    [12, 24],
  ]);
  expect(minutes(timelineOf(rolloutWith({ dwell: 60 * minute }), 0, free))).toEqual([
    [0, 60],
    [60, 120],
    [120, 130],
  ]);
});

test('a freeze that opens on the way makes the stage begin again when it lifts', () => {
  const closedAt = (at: number) =>
    at >= 15 * minute && at < 60 * minute
      ? {
          promotions: {
            freeze: 'f',
            why: 'frozen',
            left: 60 * minute - at,
            inFlight: 'pause' as const,
          },
        }
      : at < 15 * minute
        ? { next: 15 * minute }
        : {};
  expect(minutes(timelineOf(rolloutWith(), 0, closedAt))).toEqual([
    [0, 10],
    [10, 70],
    [70, 80],
  ]);
});

test('what never lifts has no time', () => {
  const starts = { freeze: 'f', why: 'frozen', inFlight: 'pause' as const };
  expect(minutes(timelineOf(rolloutWith(), 0, () => ({ starts })))).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('the worst time to detect', () => {
  const checks = stageWith().checks as NonNullable<ReturnType<typeof stageWith>['checks']>;
  expect(worstDetection({ ...checks, tolerate: { kind: 'of', count: 2, of: 5 } })).toBe(3 * minute);
  expect(worstDetection({ ...checks, warmup: 5 * minute })).toBe(5 * minute);
});
