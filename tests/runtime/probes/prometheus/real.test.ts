import { afterAll, beforeAll, expect, test } from 'vitest';

import { systemClock } from '../../../../src/app/clock.ts';
import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { ProbeContext, Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/prometheus/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/prometheus/probe.ts';
import { type Daemon, describeWithDaemon, startPrometheus } from '../../../support/daemons.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';

const STEP = 15;
const STEPS = 80;
/** Seconds since the epoch. */
const end = Math.floor(Date.now() / 1000);

/** A series of the last 20 minutes; `value` gets the steps that are left until now. */
function series(name: string, value: (left: number) => number | string | undefined): string {
  const lines = Array.from({ length: STEPS + 1 }, (_, place) => {
    const left = STEPS - place;
    const number = value(left);
    return number === undefined ? '' : `${name} ${number} ${end - left * STEP}\n`;
  });
  return lines.join('');
}

const rising = (by: number) => (left: number) => (STEPS - left) * by;
const bucket = (le: string, by: number) => series(`request_seconds_bucket{le="${le}"}`, rising(by));

const history = [
  '# TYPE requests counter\n',
  series('requests_total{track="stable",code="200"}', rising(98)),
  series('requests_total{track="stable",code="500"}', rising(1)),
  series('requests_total{track="stable",code="503"}', rising(1)),
  series('requests_total{track="canary",code="200"}', rising(50)),
  series('requests_total{track="idle",code="200"}', () => 100),
  series('requests_total{track="born",code="200"}', rising(10)),
  series('requests_total{track="born",code="500"}', (left) => (left < 2 ? 6 : undefined)),
  series('requests_total{track="ended",code="200"}', (left) => (left > 12 ? 1000 - left : undefined)),
  series('requests_total{track="reset",code="200"}', (left) =>
    left > 2 ? (STEPS - left) * 10 : (2 - left) * 10,
  ),
  '# TYPE request_seconds histogram\n',
  bucket('0.1', 50),
  bucket('0.5', 90),
  bucket('1.0', 100),
  bucket('+Inf', 100),
  '# TYPE cpu_percent gauge\n',
  series('cpu_percent', () => 2.5),
  '# TYPE pair gauge\n',
  series('pair{a="1"}', () => 1),
  series('pair{a="2"}', () => 2),
  '# TYPE nan gauge\n',
  series('nan', () => 'NaN'),
  '# TYPE inf gauge\n',
  series('inf', () => '+Inf'),
  '# TYPE ended gauge\n',
  series('ended', (left) => (left > 12 ? 7 : undefined)),
  '# TYPE jump gauge\n',
  series('jump', (left) => (left > 8 ? 1 : 5)),
  '# TYPE gap gauge\n',
  series('gap', (left) => (left > 4 && left < 60 ? undefined : 1)),
].join('');

let daemon: Daemon | undefined;

/** So much of the past until now, in steps. */
const past = (duration: number, every: number) => ({ past: { duration, every, end: Date.now() } });

async function observe(
  config: ResolvedRecord,
  more: Partial<ProbeContext> = {},
): Promise<Reading & Record<string, unknown>> {
  const full = withDefaults(descriptor, { url: daemon?.url ?? '', attempts: 1, ...config });
  const reading = await probe.observe(full, probeContext('/', { clock: systemClock(), ...more }));
  return { ...reading, ...fieldsOf(reading) };
}

function ratio(track: string, window = 60_000): ResolvedRecord {
  const total = `requests_total{track="${track}"}`;
  return { ratio: { bad: total.replace('}', ',code=~"5.."}'), total, window } };
}

describeWithDaemon(['prometheus', 'promtool'], 'a real Prometheus', () => {
  beforeAll(async () => {
    daemon = await startPrometheus(history);
  });
  afterAll(() => daemon?.stop());

  test('a value, its age, and where it comes from', async () => {
    const seen = await observe({ query: 'cpu_percent' });
    expect(seen).toMatchObject({
      value: 2.5,
      samples: { unknown: '`samples` is not given' },
      subject: `${daemon?.url}/`,
    });
    expect(seen).toHaveProperty('age', expect.any(Number));
    expect(Object.keys(fieldsOf(seen)).sort()).toEqual(Object.keys(descriptor.fields).sort());
  });

  test('units', async () => {
    expect(await observe({ query: 'cpu_percent', unit: 'percent' })).toMatchObject({ value: 0.025 });
    expect(await observe({ query: 'cpu_percent', unit: 'seconds' })).toMatchObject({ value: 2500 });
    expect(await observe({ query: 'cpu_percent', unit: 'bytes' })).toMatchObject({ value: 2.5 });
    expect(await observe({ query: 'scalar(cpu_percent)' })).toMatchObject({ value: 2.5 });
  });

  test('a quantile of a histogram', async () => {
    const query = 'histogram_quantile(0.9, sum by (le) (rate(request_seconds_bucket[1m])))';
    const { value } = await observe({ query, unit: 'seconds' });
    expect(value).toBeCloseTo(500, 3);
  });

  test('the share of bad events', async () => {
    const seen = await observe({ ...ratio('stable'), min_samples: 100 });
    expect(seen['value']).toBeCloseTo(0.02, 6);
    expect(seen['samples']).toBeGreaterThan(300);
    expect(seen.detail).toMatch(/^[0-9]+ samples$/u);
  });

  test('no bad event yet is 0', async () => {
    expect(await observe(ratio('canary'))).toMatchObject({ value: 0 });
  });

  test('a counter that begins with its first errors counts', async () => {
    const { value } = await observe(ratio('born'));
    expect(value).toBeGreaterThan(0.1);
    expect(value).toBeLessThan(0.3);
  });

  test('a counter that began anew', async () => {
    expect(await observe(ratio('reset'))).toMatchObject({ value: 0 });
  });

  test.each([
    ['no traffic', ratio('idle'), 'no traffic'],
    ['no such track', ratio('none'), 'no traffic'],
    ['too few', { ...ratio('canary'), min_samples: 100_000 }, /^[0-9.]+ samples, fewer than 100,000$/u],
    [
      'an end in the window',
      ratio('ended', 600_000),
      /^the newest sample is 3 min .* old, more than 2 min$/u,
    ],
    ['no series', { query: 'nothing' }, 'no data'],
    ['two series', { query: 'pair' }, '2 series, where one is needed'],
    ['NaN', { query: 'nan' }, 'the result is NaN'],
    ['0/0', { query: 'sum(rate(requests_total{track="idle"}[1m])) / 0' }, 'the result is NaN'],
    ['infinity', { query: 'inf' }, 'the result is Infinity'],
    ['-infinity', { query: '-inf' }, 'the result is -Infinity'],
    ['an old sample', { query: 'ended' }, /^the newest sample is 3 min .* old, more than 2 min$/u],
    [
      'an old sample in a range',
      { query: 'avg_over_time(ended[10m])' },
      /^the newest sample is 3 min .* old/u,
    ],
    ['an old part', { query: 'scalar(cpu_percent) + ended' }, /^the newest sample is 3 min .* old/u],
    [
      'samples that are not counted',
      { query: 'cpu_percent', min_samples: 1 },
      'how many samples there are is unknown: `samples` is not given',
    ],
    [
      'too few, counted',
      { query: 'cpu_percent', samples: 'vector(3)', min_samples: 4 },
      '3 samples, fewer than 4',
    ],
  ])('unknown: %s', async (_, config, reason) => {
    const { value } = await observe(config);
    expect((value as { unknown: string }).unknown).toMatch(reason);
  });

  test('a sample is as old as the policy bears', async () => {
    expect(await observe({ query: 'ended', max_age: 240_000 })).toMatchObject({ value: 7 });
    expect(await observe({ query: 'cpu_percent', samples: 'vector(4)', min_samples: 4 })).toMatchObject({
      value: 2.5,
      samples: 4,
    });
  });

  test('a query about what is not there has no age', async () => {
    expect(await observe({ query: 'absent(nothing)' })).toMatchObject({
      value: 1,
      age: { unknown: 'the query reads no series' },
    });
    expect(await observe({ query: 'vector(1)' })).toMatchObject({
      value: 1,
      age: { unknown: 'the query reads no series' },
    });
  });

  test('a value that stands in for series that are not there is none', async () => {
    expect(await observe({ query: 'sum(nothing) or vector(0)' })).toMatchObject({
      value: { unknown: 'how old the newest sample is, is unknown: no data' },
    });
  });

  test.each([
    ['sum(', /^Prometheus answers: .*parse error/u],
    ['cpu_percent[1m]', /something else than a number at each instant/u],
    ['"text"', /something else than a number at each instant/u],
    ['cpu_percent + on () pair', /^Prometheus answers: /u],
  ])('`%s` fails', async (query, reason) => {
    const failure = await observe({ query }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProbeFailure);
    expect((failure as Error).message).toMatch(reason);
  });

  test('what is no selector cannot be counted', async () => {
    await expect(observe({ ratio: { bad: 'sum(a)', total: 'b', window: 60_000 } })).rejects.toThrow(
      new ProbeFailure('`bad` is not a selector of counters, such as `http_requests_total{code="500"}`'),
    );
  });

  test('the past, point by point', async () => {
    const seen = await observe({ query: 'jump' }, past(240_000, 30_000));
    expect(seen.series?.map((fields) => fields.get('value'))).toEqual([1, 1, 1, 1, 5, 5, 5, 5, 5]);
    expect(seen).toMatchObject({ value: 5 });
    const rates = await observe(ratio('stable'), past(60_000, 15_000));
    expect(rates.series).toHaveLength(5);
    for (const fields of rates.series ?? []) expect(fields.get('value')).toBeCloseTo(0.02, 6);
  });

  test('a gap in the past is unknown at its points', async () => {
    const seen = await observe({ query: 'gap' }, past(600_000, 60_000));
    const known = seen.series?.map((fields) => typeof fields.get('value') === 'number');
    expect(known?.slice(0, 3)).toEqual([false, false, false]);
    expect(known?.at(-1)).toBe(true);
  });

  test('the past must hold a point', async () => {
    const seen = await observe({ query: 'jump' }, past(10_000, 60_000));
    expect(seen.series).toHaveLength(1);
  });
});
