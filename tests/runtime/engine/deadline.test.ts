import { describe, expect, test } from 'vitest';
import { deadlineOf, DeadlinePassed, withDeadline } from '../../../src/runtime/engine/deadline.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const never = new AbortController().signal;

describe('a deadline', () => {
  test('gives what the work gives', async () => {
    const clock = new VirtualClock();
    expect(await clock.run(withDeadline(clock, never, 100, () => Promise.resolve(7)))).toBe(7);
  });

  test('ends work that heeds its signal and work that does not', async () => {
    for (const heeds of [true, false]) {
      const clock = new VirtualClock();
      const work = withDeadline(clock, never, 100, (signal) => clock.sleep(1000, heeds ? signal : undefined));
      await expect(clock.run(work)).rejects.toThrow(DeadlinePassed);
      expect(clock.monotonic()).toBe(100);
    }
  });

  test('passes the work’s own failure on', async () => {
    const clock = new VirtualClock();
    const work = withDeadline(clock, never, 100, () => Promise.reject(new Error('its own')));
    await expect(clock.run(work)).rejects.toThrow('its own');
  });

  test('gives way to the run’s end', async () => {
    const clock = new VirtualClock();
    const stop = new AbortController();
    const work = withDeadline(clock, stop.signal, 100, () => clock.sleep(50));
    stop.abort(new Error('interrupted'));
    await expect(clock.run(work)).rejects.toThrow('interrupted');
    await expect(withDeadline(clock, stop.signal, 100, () => Promise.resolve())).rejects.toThrow(
      'interrupted',
    );
  });
});

test.each([
  [{}, 10_000],
  [{ timeout: 3000 }, 13_000],
  [{ timeout: 3000, attempts: 3 }, 19_000],
  [{ timeout: 3_600_000 }, 900_000],
])('the deadline of %j', (config, ms) => {
  expect(deadlineOf(config, 10_000)).toBe(ms);
});
