import { describe, expect, test } from 'vitest';

import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/metrics/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/metrics/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { httpServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

async function observe(
  config: ResolvedRecord,
  ...texts: readonly string[]
): Promise<Record<string, unknown>> {
  let count = 0;
  const url = await httpServer((_, response) => response.end(texts[Math.min(count++, texts.length - 1)]));
  const clock = new VirtualClock();
  const full = withDefaults(descriptor, { url, attempts: 1, timeout: 400, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
  return { ...fieldsOf(reading), detail: reading.detail };
}

describe('a share of bad events', () => {
  const ratio = {
    bad: { metric: 'requests', labels: { slot: 'green', code: '5xx' } },
    total: { metric: 'requests', labels: { slot: 'green' } },
    window: 2000,
  };
  const requests = (good: number, bad: number | undefined, more = '') =>
    [
      `requests{slot="green",code="2xx"} ${good}`,
      ...(bad === undefined ? [] : [`requests{slot="green",code="5xx"} ${bad}`]),
      'requests{slot="blue",code="5xx"} 7',
      `${more}\n`,
    ].join('\n');

  test('is counted between the two reads, over all series that fit', async () => {
    const seen = await observe({ ratio }, requests(1000, 10), requests(1090, 20));
    expect(seen).toMatchObject({ ok: true, value: 0.1, samples: 100, age: 0, detail: '100 samples' });
  });

  test('counters that are born in between count whole; a missing one is 0', async () => {
    expect(await observe({ ratio }, requests(1000, undefined), requests(1075, 25))).toMatchObject({
      value: 0.25,
      samples: 100,
    });
    expect(await observe({ ratio }, requests(10, undefined), requests(20, undefined))).toMatchObject({
      value: 0,
      samples: 10,
    });
  });

  test.each([
    ['no traffic between the two reads', requests(10, 1), requests(10, 1)],
    ['`requests` began anew between the two reads', requests(10, 1), requests(9, 5)],
    ['a series of `requests` went away between the two reads', requests(10, 1), requests(11, undefined)],
    ['no series of `requests` fits', 'other 1\n', 'other 2\n'],
    ['`requests` is NaN', requests(10, 1), requests(Number.NaN, 1)],
    ['3 samples, fewer than 5', requests(10, 1), requests(13, 1), 5],
  ])('is unknown: %s', async (reason, first, last, least = 1) => {
    expect(await observe({ ratio, min_samples: least }, first, last)).toMatchObject({
      value: { unknown: reason },
    });
  });

  test('more bad events than events are of different things', async () => {
    const mixed = { ...ratio, total: { metric: 'other' } };
    expect(
      await observe({ ratio: mixed }, requests(0, 0, 'other 0'), requests(9, 9, 'other 4')),
    ).toMatchObject({
      value: { unknown: '9 bad of 4 events: the counters do not belong together' },
      samples: 4,
    });
  });

  test('the time between the reads is added to what the probe may take', () => {
    const config = withDefaults(descriptor, { url: 'http://a', attempts: 2, timeout: 500, ratio });
    expect(probe.extraTime?.(config)).toBe(3000);
  });
});

describe('a quantile of a histogram', () => {
  const config = (at: number) => ({
    quantile: { metric: 'took', labels: { slot: 'green' }, at, window: 1000 },
    unit: 'seconds',
  });
  const histogram = (counts: readonly number[], total = counts.at(-1)) =>
    [
      ...['0.25', '0.75', '+Inf'].map((le, index) => `took_bucket{slot="green",le="${le}"} ${counts[index]}`),
      `took_count{slot="green"} ${total}`,
      'took_sum{slot="green"} 1\n',
    ].join('\n');
  const before = histogram([100, 100, 100]);

  test('events count as spread evenly over their bucket', async () => {
    const after = histogram([150, 200, 200]);
    expect(await observe(config(0.5), before, after)).toMatchObject({ value: 250, samples: 100 });
    expect(await observe(config(0.75), before, after)).toMatchObject({ value: 500 });
    expect(await observe(config(0.25), before, after)).toMatchObject({ value: 125 });
  });

  test.each([
    ['no traffic between the two reads', before],
    ['it is above 0.75, the largest bound of the histogram', histogram([100, 100, 150])],
    ['the buckets of the histogram do not belong together', histogram([150, 200, 200], 170)],
    ['the buckets of the histogram do not belong together', histogram([180, 120, 200])],
    ['`took_bucket` began anew between the two reads', histogram([90, 100, 150])],
    ['no series of `took_count` fits', 'other 1\n'],
  ])('is unknown: %s', async (reason, after) => {
    expect(await observe(config(0.95), before, after)).toMatchObject({ value: { unknown: reason } });
  });
});
