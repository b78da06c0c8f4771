import { describe, expect, test } from 'vitest';
import { credited, type Moment } from '../../../../src/runtime/core/rollout/credit.ts';

const before: Moment = { wall: 1_000, monotonic: 50, took: 0, boot: 'a' };

describe('time that is credited', () => {
  test('is nothing before the first look', () => {
    expect(credited(undefined, before)).toBe(0);
  });

  test('is counted by the monotonic clock of one boot, whatever the other does', () => {
    expect(credited(before, { wall: 9_000_000, monotonic: 60, took: 0, boot: 'a' })).toBe(10);
  });

  test('is counted by the clock of the store across boots', () => {
    expect(credited(before, { wall: 1_300, monotonic: 7, took: 0, boot: 'b' })).toBe(300);
  });

  test('is never less than nothing', () => {
    expect(credited(before, { wall: 900, monotonic: 7, took: 0, boot: 'b' })).toBe(0);
  });

  test('is less by as much as the clock of the store may have jumped', () => {
    const ahead: Moment = { wall: 1_300, monotonic: 7, took: 0, boot: 'b', skew: 100 };
    expect(credited(before, ahead)).toBe(200);
    expect(credited({ ...before, skew: -50 }, ahead)).toBe(150);
    expect(credited(before, { ...ahead, skew: 3_600_000 })).toBe(0);
    expect(credited(before, { ...ahead, boot: 'a', monotonic: 60 })).toBe(10);
  });

  test('leaves out what passed between the readings of the clocks', () => {
    const slow: Moment = { wall: 61_000, monotonic: 7, took: 60_000, boot: 'b' };
    expect(credited(before, slow)).toBe(0);
  });
});
