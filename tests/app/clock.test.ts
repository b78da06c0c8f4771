import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/app/clock.ts';

describe('the clock of this machine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'hrtime', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5])('sleeps %d ms and no less', async (ms) => {
    const clock = systemClock();
    const start = clock.monotonic();
    let slept: number | undefined;
    const sleep = async () => {
      await clock.sleep(ms);
      slept = clock.monotonic() - start;
    };
    const sleeping = sleep();
    await vi.advanceTimersByTimeAsync(Math.max(0, ms - 1));
    expect(slept === undefined || ms === 0).toBe(true);
    await vi.advanceTimersByTimeAsync(2);
    await sleeping;
    expect(slept).toBeGreaterThanOrEqual(ms);
  });

  test('wakes when it is aborted', async () => {
    const stop = new AbortController();
    const sleeping = systemClock().sleep(1000, stop.signal);
    stop.abort(new Error('interrupted'));
    await expect(sleeping).rejects.toThrow('interrupted');
    await expect(systemClock().sleep(1000, stop.signal)).rejects.toThrow('interrupted');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('tells the time', () => {
    vi.setSystemTime(Date.parse('2026-11-24T10:00:00Z'));
    expect(systemClock().now()).toBe(Date.parse('2026-11-24T10:00:00Z'));
  });
});
