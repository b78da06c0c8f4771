import { describe, expect, test } from 'vitest';
import { lookRepeatedly, type Series } from '../../../src/runtime/engine/schedule.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** At which milliseconds each series was looked at, by the index of the series. */
async function looks(
  series: readonly Series[],
  { takes = 0, stopAfter = Infinity, signal = new AbortController().signal } = {},
) {
  const clock = new VirtualClock();
  const seen: [time: number, which: readonly number[]][] = [];
  await clock.run(
    lookRepeatedly(clock, signal, clock.monotonic(), series, async (due) => {
      seen.push([clock.monotonic(), due.map((one) => series.indexOf(one))]);
      if (takes > 0) await clock.sleep(takes);
      return new Set(seen.length >= stopAfter ? due : []);
    }),
  );
  return seen;
}

describe('repeated looks', () => {
  test('at every interval up to and with the end', async () => {
    expect(await looks([{ every: 10, duration: 30 }])).toEqual([
      [10, [0]],
      [20, [0]],
      [30, [0]],
    ]);
  });

  test('not behind the end', async () => {
    expect(await looks([{ every: 20, duration: 50 }])).toEqual([
      [20, [0]],
      [40, [0]],
    ]);
  });

  test('together where they are due together', async () => {
    const seen = await looks([
      { every: 10, duration: 20 },
      { every: 20, duration: 40 },
    ]);
    expect(seen).toEqual([
      [10, [0]],
      [20, [0, 1]],
      [40, [1]],
    ]);
  });

  test('a slow look delays the next and drops none', async () => {
    expect(await looks([{ every: 10, duration: 30 }], { takes: 25 })).toEqual([
      [10, [0]],
      [35, [0]],
      [60, [0]],
    ]);
  });

  test('end where it is decided', async () => {
    expect(await looks([{ every: 10, duration: 1000 }], { stopAfter: 2 })).toHaveLength(2);
  });

  test('end when the run is cancelled', async () => {
    const stop = new AbortController();
    const looking = looks([{ every: 10, duration: 30 }], { signal: stop.signal });
    stop.abort(new Error('interrupted'));
    await expect(looking).rejects.toThrow('interrupted');
  });
});
