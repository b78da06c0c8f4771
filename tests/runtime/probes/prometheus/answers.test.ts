/** What the probe makes of answers that a well-behaved server would not give, and what it sends. */
import type { IncomingHttpHeaders, RequestListener } from 'node:http';

import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { ProbeContext, Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/prometheus/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/prometheus/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { badBodies, badStatuses, brokenExchanges } from '../../../support/hostile.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { certificatePath, httpServer, httpsServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

/** Seconds. */
const now = Date.parse('2026-11-24T10:00:00Z') / 1000;

/** Three points. */
const past = { duration: 60_000, every: 30_000, end: now * 1000 };

async function observe(
  config: ResolvedRecord,
  more: Partial<ProbeContext> = {},
): Promise<Reading & Record<string, unknown>> {
  const clock = new VirtualClock();
  const full = withDefaults(descriptor, { query: 'vector(1)', attempts: 1, timeout: 400, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock, ...more })));
  return { ...reading, ...fieldsOf(reading) };
}

interface Call {
  readonly path: string | undefined;
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}

/** Answers by the query; keeps what it was asked. */
function api(answer: (query: string) => unknown): { listener: RequestListener; calls: Call[] } {
  const calls: Call[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { url: path, method, headers } = request;
      const form = new URLSearchParams(body);
      calls.push({ path, method, headers, form });
      const data = answer(form.get('query') ?? '');
      response.end(typeof data === 'string' ? data : JSON.stringify({ status: 'success', data }));
    });
  };
  return { listener, calls };
}

const vector = (...values: readonly unknown[]) => ({
  resultType: 'vector',
  result: values.map((value) => ({ metric: {}, value: [now, value] })),
});

test('what is sent', async () => {
  const { listener, calls } = api(() => vector('1'));
  const url = await httpServer(listener);
  const Authorization = new SecretText('token', 'Bearer s3cr3t');
  const config = {
    url: `${url}/base/?x=1`,
    query: 'up{a="b c"}',
    tenant: 'shop',
    headers: { Authorization },
  };
  expect(await observe(config)).toMatchObject({ value: 1, subject: `${url}/base/` });
  expect(new Set(calls.map(({ form }) => form.get('query')))).toEqual(
    new Set(['up{a="b c"}', 'time() - min(label_replace(max(timestamp(up{a="b c"})), "part", "0", "", ""))']),
  );
  for (const call of calls)
    expect(call).toMatchObject({
      path: '/base/api/v1/query',
      method: 'POST',
      headers: { authorization: 'Bearer s3cr3t', 'x-scope-orgid': 'shop' },
    });
});

test('a range is asked for by its points', async () => {
  const { listener, calls } = api(() => ({
    resultType: 'matrix',
    result: [
      {
        metric: {},
        values: [
          [now - 60, '1'],
          [now - 30, 'NaN'],
        ],
      },
    ],
  }));
  const seen = await observe({ url: await httpServer(listener) }, { past });
  expect(seen.series?.map((fields) => fieldsOf({ fields })['value'])).toEqual([
    1,
    { unknown: 'the result is NaN' },
    { unknown: 'no data' },
  ]);
  expect(calls[0]?.path).toBe('/api/v1/query_range');
  expect(Object.fromEntries(calls[0]?.form ?? [])).toEqual({
    query: 'vector(1)',
    start: String(now - 60),
    end: String(now),
    step: '30',
  });
});

test.each([now - 10, now + 30])(
  'a server that chooses other points tells nothing of those: %d',
  async (time) => {
    const { listener } = api(() => ({
      resultType: 'matrix',
      result: [{ metric: {}, values: [[time, '0']] }],
    }));
    const url = await httpServer(listener);
    await expect(observe({ url }, { past })).rejects.toThrow('other points in time');
  },
);

test('a server with its own authority that wants a client certificate', async () => {
  const url = await httpsServer(api(() => vector('1')).listener, { client: true });
  const files = { ca: 'ca.pem', cert: 'client.pem', key: 'client-key.pem' };
  expect(await observe({ url, ...files }, { root: certificatePath('') })).toMatchObject({ value: 1 });
});

describe('one sample', () => {
  test.each([
    ['0.5', 0.5],
    ['-1e-3', -0.001],
    ['+2', 2],
    ['-0', 0],
    ['NaN', { unknown: 'the result is NaN' }],
    ['+Inf', { unknown: 'the result is Infinity' }],
    ['Inf', { unknown: 'the result is Infinity' }],
    ['-Inf', { unknown: 'the result is -Infinity' }],
    ['1e309', { unknown: 'the result is Infinity' }],
  ])('%s', async (text, value) => {
    expect(await observe({ url: await httpServer(api(() => vector(text)).listener) })).toMatchObject({
      value,
    });
  });

  test.each(['', ' ', '0x10', '1_000', '1,5', 'one', '.5', 'infinity', 5, null, true, {}, []])(
    '%j is none',
    async (value) => {
      const url = await httpServer(api(() => vector(value)).listener);
      await expect(observe({ url })).rejects.toThrow('the answer holds something else than numbers');
    },
  );

  test.each([
    [now - 180, 'the answer is of another time, 3 min ago'],
    [now + 180, 'the answer is of another time, 3 min ahead'],
  ])('of %d', async (time, reason) => {
    const data = { resultType: 'scalar', result: [time, '1'] };
    expect(await observe({ url: await httpServer(api(() => data).listener) })).toMatchObject({
      value: { unknown: reason },
    });
  });

  test('newer than now', async () => {
    const { listener } = api((query) => vector(query.startsWith('time()') ? '-5' : '1'));
    expect(await observe({ url: await httpServer(listener), query: 'up' })).toMatchObject({
      value: { unknown: 'the newest sample is of a time to come' },
      age: -5000,
    });
  });
});

describe('a ratio', () => {
  const config = { query: '', ratio: { bad: 'bad', total: 'all', window: 60_000 } };

  test.each([
    [vector('1'), vector('4'), 0.25],
    [vector(), vector('4'), 0],
    [vector('4'), vector('4'), 1],
    [vector('0'), vector('0'), { unknown: 'no traffic' }],
    [vector('0'), vector(), { unknown: 'no traffic' }],
    [vector(), vector('NaN'), { unknown: 'the result is NaN' }],
    [vector('NaN'), vector('4'), { unknown: 'the result is NaN' }],
    [vector('1', '1'), vector('4'), { unknown: '2 series, where one is needed' }],
    [vector('5'), vector('4'), { unknown: '5 bad of 4 events: the counters do not belong together yet' }],
    [vector('-1'), vector('4'), { unknown: '-1 bad of 4 events: the counters do not belong together yet' }],
    [vector('0'), vector('-4'), { unknown: '0 bad of -4 events: the counters do not belong together yet' }],
  ])('case %#', async (bad, total, value) => {
    const { listener } = api((query) => {
      if (query.startsWith('time()')) return vector('3');
      return query.includes('bad') ? bad : total;
    });
    const { query: _, ...ratio } = config;
    expect(await observe({ url: await httpServer(listener), ...ratio })).toMatchObject({ value });
  });
});

describe('unknown altogether: a server that', () => {
  test.each(Object.entries(brokenExchanges))('%s', async (_, start) => {
    await expect(observe({ url: await start() })).rejects.toThrow(ProbeFailure);
  });

  test.each(badStatuses)('answers with HTTP %i', async (status) => {
    const url = await httpServer((_, response) => {
      response.statusCode = status;
      response.end(JSON.stringify({ status: 'success', data: vector('0') }));
    });
    await expect(observe({ url })).rejects.toThrow(new ProbeFailure(`HTTP ${status}`));
  });

  test.each(Object.entries(badBodies))('answers with %s', async (_, body) => {
    const url = await httpServer((_, response) => response.end(body));
    await expect(observe({ url })).rejects.toThrow(new ProbeFailure('the answer is not one of Prometheus'));
  });

  test.each([
    ['null', 'the answer is not one of Prometheus'],
    ['[]', 'the answer is not one of Prometheus'],
    ['{}', 'the answer is not one of Prometheus'],
    ['{"status":"success"}', 'something else than a number at each instant'],
    ['{"status":"success","data":{"resultType":"matrix","result":[]}}', 'something else than a number'],
    ['{"status":"success","data":{"resultType":"vector","result":{}}}', 'something else than numbers'],
    ['{"status":"success","data":{"resultType":"vector","result":[{}]}}', 'something else than numbers'],
    [
      '{"status":"success","data":{"resultType":"vector","result":[{"value":["1","2"]}]}}',
      'else than numbers',
    ],
    [
      '{"status":"success","data":{"resultType":"vector","result":[{"histogram":[1,{}]}]}}',
      'else than numbers',
    ],
    [
      '{"status":"error","errorType":"bad_data","error":"parse\\nerror\\u001b[31m"}',
      'Prometheus answers: parse error [31m',
    ],
    ['{"status":"success","warnings":["store a is down"],"data":{}}', 'Prometheus warns: store a is down'],
  ])('answers with %s', async (body, reason) => {
    await expect(observe({ url: await httpServer((_, response) => response.end(body)) })).rejects.toThrow(
      reason,
    );
  });

  test('quotes at length', async () => {
    const url = await httpServer(api(() => JSON.stringify({ error: 'x'.repeat(100_000) })).listener);
    const failure = (await observe({ url }).catch((error: unknown) => error)) as Error;
    expect(failure.message).toBe(`Prometheus answers: ${'x'.repeat(200)}…`);
  });
});

test('hints are no warnings', async () => {
  const body = {
    status: 'success',
    warnings: ['PromQL info: metric might not be a counter'],
    infos: ['a'],
    data: vector('1'),
  };
  const url = await httpServer((_, response) => response.end(JSON.stringify(body)));
  expect(await observe({ url })).toMatchObject({ value: 1 });
});

test('a server that is busy is asked again', async () => {
  let count = 0;
  const { listener } = api(() => vector('1'));
  const url = await httpServer((request, response) => {
    if (count++ > 0) return listener(request, response);
    response.statusCode = 503;
    response.end('{"status":"error","error":"too many queries"}');
  });
  expect(await observe({ url, attempts: 2 })).toMatchObject({ value: 1 });
});
