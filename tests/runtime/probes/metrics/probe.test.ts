import { describe, expect, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/metrics/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/metrics/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { badBodies, badStatuses, brokenExchanges } from '../../../support/hostile.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { httpServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const text = `# TYPE http_requests counter
http_requests_total{path="/ping"} 5
http_requests_total{path="/"} 7
# TYPE latency_seconds histogram
latency_seconds_bucket{le="+Inf"} 3
latency_seconds_sum 1.5
latency_seconds_count 3
# TYPE empty gauge
queue_seconds 2.5
`;

async function observe(
  config: ResolvedRecord,
  clock = new VirtualClock(),
): Promise<Reading & Record<string, unknown>> {
  const full = withDefaults(descriptor, { attempts: 1, timeout: 400, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
  return { ...reading, ...fieldsOf(reading) };
}

/** Answers each read with the next text; the last one stays. */
function reads(...texts: readonly string[]): Promise<string> {
  let count = 0;
  return httpServer((_, response) => response.end(texts[Math.min(count++, texts.length - 1)]));
}

test('names that are there and names that are not', async () => {
  const url = await reads(text);
  const names = ['http_requests', 'http_requests_total', 'latency_seconds', 'latency_seconds_sum'];
  expect(await observe({ url, names })).toMatchObject({
    ok: true,
    present: true,
    missing: [],
    value: { unknown: '`metric` is not given' },
    age: { unknown: '`metric` is not given' },
    samples: { unknown: '`metric` is not given' },
    growth: { unknown: '`growth` is not asked for' },
    subject: `${url}/`,
  });
  expect(await observe({ url, names: ['latency', 'queue', 'empty', 'queue_seconds'] })).toMatchObject({
    ok: true,
    present: false,
    missing: ['latency', 'queue', 'empty'],
  });
});

test('the value of one series, in its unit', async () => {
  const url = await reads(text);
  expect(await observe({ url, metric: 'http_requests_total', labels: { path: '/ping' } })).toMatchObject({
    value: 5,
    age: 0,
    samples: 1,
  });
  expect(await observe({ url, metric: 'queue_seconds', unit: 'seconds' })).toMatchObject({ value: 2500 });
  expect(await observe({ url, metric: 'queue_seconds', unit: 'percent' })).toMatchObject({ value: 0.025 });
});

describe('a value that is unknown', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  test.each([
    ['a 1\na{b="c"} 2\n', '2 series of `a` fit; `labels` must leave one'],
    ['b 1\n', 'no series of `a` fits'],
    ['a NaN\n', '`a` is NaN'],
    ['a +Inf\n', '`a` is Infinity'],
    ['a -Inf\n', '`a` is -Infinity'],
    ['a 1e309\n', '`a` is Infinity'],
    [`a 1 ${now - 180_000}\n`, '`a` is of another time, 3 min ago'],
    [`a 1 ${now + 180_000}\n`, '`a` is of another time, 3 min ahead'],
    ['a 1 NaN\n', /`a` is of another time/u],
  ])('%j: %s', async (body, reason) => {
    const { value } = await observe({ url: await reads(body), metric: 'a' });
    expect((value as { unknown: string }).unknown).toMatch(reason);
  });

  test('but not one that carries a time of now', async () => {
    const url = await reads(`a 1 ${now - 60_000}\n`);
    expect(await observe({ url, metric: 'a' })).toMatchObject({ value: 1, age: 60_000 });
  });
});

describe('growth', () => {
  const growth = { metric: 'a', labels: { b: 'c' }, over: 5000 };
  const at = (value: string, type = 'counter') => `# TYPE a ${type}\na{b="c"} ${value}\na{b="d"} 0\n`;

  test.each([
    [at('3'), at('5'), 2],
    [at('3'), at('3'), 0],
    [at('3', 'gauge'), at('1', 'gauge'), -2],
    [at('3'), at('1'), { unknown: '`a` began anew between the two reads' }],
    [at('3', 'untyped'), at('1', 'untyped'), { unknown: '`a` began anew between the two reads' }],
    ['x 1\n', at('1'), { unknown: 'no series of `a` fits' }],
    [at('1'), 'x 1\n', { unknown: 'no series of `a` fits' }],
    [at('NaN'), at('1'), { unknown: '`a` is NaN' }],
  ])('case %#', async (first, last, grown) => {
    const clock = new VirtualClock();
    expect(await observe({ url: await reads(first, last), growth }, clock)).toMatchObject({
      ok: true,
      growth: grown,
    });
    expect(clock.monotonic()).toBe(5000);
  });

  test('without a second answer', async () => {
    let count = 0;
    const url = await httpServer((_, response) => {
      response.statusCode = count++ === 0 ? 200 : 404;
      response.end(text);
    });
    expect(await observe({ url, growth, names: ['queue_seconds'] })).toMatchObject({
      ok: false,
      present: { unknown: 'HTTP 404' },
      growth: { unknown: 'HTTP 404' },
      detail: 'HTTP 404',
    });
  });

  test('the time of the second read', () => {
    const config = withDefaults(descriptor, { url: '' });
    expect(probe.extraTime?.(config)).toBe(0);
    expect(probe.extraTime?.({ ...config, growth })).toBe(3 * 3000 + 5000);
  });
});

test.each(badStatuses)('known, and not ok: HTTP %i', async (status) => {
  const url = await httpServer((_, response) => {
    response.statusCode = status;
    response.end(text);
  });
  expect(await observe({ url, metric: 'queue_seconds' })).toMatchObject({
    ok: false,
    present: { unknown: `HTTP ${status}` },
    value: { unknown: `HTTP ${status}` },
  });
});

describe('unknown altogether: a server that', () => {
  test.each(Object.entries(brokenExchanges))('%s', async (_, start) => {
    await expect(observe({ url: await start() })).rejects.toThrow(ProbeFailure);
  });

  test.each(Object.entries(badBodies))('answers with %s', async (_, body) => {
    await expect(observe({ url: await reads(body) })).rejects.toThrow(ProbeFailure);
  });
});
