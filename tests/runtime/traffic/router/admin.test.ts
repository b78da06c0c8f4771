import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { keptFile } from '../../../../src/runtime/traffic/router/kept.ts';
import { parseExposition } from '../../../../src/runtime/probes/metrics/exposition.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { closedPort } from '../../../support/server.ts';
import { routerOver, send, type TestRouter } from '../../../support/router.ts';

async function weightsOf({ admin }: TestRouter): Promise<unknown> {
  const { body } = await send(admin.port, { path: '/weights' });
  return JSON.parse(body);
}

const round = expect.stringMatching(/^[\w-]{12}$/u) as string;
const anew = { weights: { blue: 100, green: 0 }, canary: 'green', round, evicted: true, epoch: 0 };

describe('weights', () => {
  test('everything is on the first slot at the beginning', async () => {
    const router = await routerOver();
    expect(await weightsOf(router)).toEqual(anew);
  });

  test('are set, by hand too', async () => {
    const router = await routerOver();
    const { status, body } = await router.weigh(25, { epoch: 3, intent: '1-2' });
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { weights: { blue: 75, green: 25 }, canary: 'green', round, evicted: false, epoch: 3, intent: '1-2' },
    ]);
    expect((await router.weigh(0)).status).toBe(200);
    expect(await weightsOf(router)).toMatchObject({ weights: { green: 0 }, epoch: 3, intent: '1-2' });
  });

  test('an eviction and another canary begin a round', async () => {
    const router = await routerOver();
    const roundAfter = async (more: Record<string, unknown>) =>
      (JSON.parse((await router.weigh(0, more)).body) as { readonly round: string }).round;
    const first = await roundAfter({});
    expect(await roundAfter({ canary: 'green' })).toBe(first);
    const second = await roundAfter({ evict: true });
    const third = await roundAfter({ canary: 'blue' });
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test('an epoch that is over changes nothing', async () => {
    const router = await routerOver();
    await router.weigh(25, { epoch: 3, intent: '1-2' });
    const { status, body } = await router.weigh(50, { epoch: 2, intent: '1-3' });
    expect([status, JSON.parse(body)]).toEqual([409, { error: 'epoch 2 is over, epoch 3 holds' }]);
    expect(await weightsOf(router)).toMatchObject({ weights: { green: 25 }, epoch: 3 });
  });

  test('an intent counts once, and not after the next one', async () => {
    const router = await routerOver();
    await router.weigh(25, { epoch: 3, intent: '1-2' });
    expect((await router.weigh(25, { epoch: 3, intent: '1-2' })).status).toBe(200);
    await router.weigh(0, { epoch: 3, intent: '1-3', evict: true });
    const late = await router.weigh(25, { epoch: 3, intent: '1-2' });
    expect([late.status, JSON.parse(late.body)]).toEqual([409, { error: '1-2 has given way to 1-3' }]);
    expect((await router.weigh(25, { epoch: 4, intent: '1-2' })).status).toBe(200);
  });

  test('only so many intents are remembered', async () => {
    const router = await routerOver();
    for (let i = 0; i < 103; i++) await router.weigh(1, { epoch: 1, intent: `1-${i}` });
    expect((await router.weigh(1, { epoch: 1, intent: '1-2' })).status).toBe(409);
    expect((await router.weigh(1, { epoch: 1, intent: '1-0' })).status).toBe(200);
  });

  test.each([
    ['it is not JSON', '{'],
    ['it is not a JSON object', '[]'],
    ['`weights` is missing', '{}'],
    ['`weights` has the keys `blue`, `green`', '{"weights":{"blue":100}}'],
    ['`weights` has the keys `blue`, `green`', '{"weights":{"blue":50,"__proto__":50}}'],
    ['a weight is a percentage from 0 to 100', '{"weights":{"blue":110,"green":-10}}'],
    ['a weight is a percentage from 0 to 100', '{"weights":{"blue":"100","green":0}}'],
    ['the weights add up to 90 and not to 100', '{"weights":{"blue":80,"green":10}}'],
    ['`canary` is `blue`, `green`', '{"weights":{"blue":80,"green":20},"canary":"red"}'],
    ['`evict` is true or false', '{"weights":{"blue":80,"green":20},"evict":1}'],
    ['`evict` needs weight 0 for green', '{"weights":{"blue":80,"green":20},"evict":true}'],
    ['`epoch` and `intent` belong together', '{"weights":{"blue":80,"green":20},"epoch":1}'],
    ['`epoch` is a whole number', '{"weights":{"blue":80,"green":20},"epoch":1.5,"intent":"a"}'],
    ['`intent` is a short text', '{"weights":{"blue":80,"green":20},"epoch":1,"intent":""}'],
    [
      'there is no key `weight`; there are `weights`, `canary`, `evict`, `epoch`, `intent`',
      '{"weight":{"blue":80,"green":20}}',
    ],
  ])('refuses: %s', async (error, body) => {
    const { admin } = await routerOver();
    const answer = await send(admin.port, { method: 'PUT', path: '/weights', body });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { error }]);
  });

  test('a body that does not end', async () => {
    const { admin } = await routerOver();
    const body = `{"weights":${' '.repeat(70_000)}`;
    expect((await send(admin.port, { method: 'PUT', path: '/weights', body })).status).toBe(413);
  });

  test('anything else is not there', async () => {
    const { admin } = await routerOver();
    expect((await send(admin.port, { path: '/' })).status).toBe(404);
    expect((await send(admin.port, { method: 'DELETE', path: '/weights' })).status).toBe(404);
  });
});

test.each([
  ['localhost:1234', 200],
  ['127.0.0.1:80', 200],
  ['[::1]:80', 200],
  ['evil.example', 403],
  ['localhost.evil.example:80', 403],
])('a page of another site does not reach it: %s', async (host, status) => {
  const { admin } = await routerOver();
  expect((await send(admin.port, { path: '/weights', headers: { host } })).status).toBe(status);
});

test('a slot is reached whatever its weight, and that is not counted', async () => {
  const router = await routerOver({ green: (request, response) => response.end(`green ${request.url}`) });
  const direct = (path: string) => send(router.admin.port, { path });
  expect(await direct('/slots/green/version?a=b')).toMatchObject({ status: 200, body: 'green /version?a=b' });
  expect(await direct('/slots/blue/')).toMatchObject({ status: 200, body: 'blue' });
  expect((await direct('/slots/red/version')).status).toBe(404);
  expect(await router.metrics()).not.toMatch(/_count\{[^}]*\} [1-9]/u);
});

describe('after a restart', () => {
  async function twice(between: (kept: string) => Promise<void> = () => Promise.resolve()): Promise<unknown> {
    const kept = keptFile(join(await temporaryFolder(), '.sentinel'), '127.0.0.1:8081');
    const first = await routerOver({ kept });
    await first.weigh(30, { epoch: 7, intent: '2-1' });
    await first.close();
    await between(kept);
    return weightsOf(await routerOver({ kept }));
  }
  test('the weights are as they were', async () => {
    expect(await twice()).toEqual({
      weights: { blue: 70, green: 30 },
      canary: 'green',
      round,
      evicted: false,
      epoch: 7,
      intent: '2-1',
    });
  });

  test.each([
    '',
    'null',
    '{"weights":{"a":50,"b":50},"canary":"a","epoch":1}',
    '{"weights":{"blue":50,"green":50}}',
  ])('a file that is none of it counts as none: %s', async (text) => {
    expect(await twice((kept) => writeFile(kept, text))).toEqual(anew);
  });

  test('it keeps itself out of git', async () => {
    await twice(async (kept) => {
      expect(await readFile(join(kept, '..', '.gitignore'), 'utf8')).toBe('*\n');
    });
  });

  test('what cannot be kept holds all the same, and is told', async () => {
    const kept = join(await temporaryFolder(), 'router.json');
    const router = await routerOver({ kept });
    await mkdir(kept);
    const { status, body } = await router.weigh(30);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({
        weights: { blue: 70, green: 30 },
        notKept: expect.stringContaining('EISDIR') as string,
      }),
    ]);
    await expect(routerOver({ kept })).rejects.toThrow('EISDIR');
  });
});

describe('metrics', () => {
  test('requests, durations and weights by slot', async () => {
    const router = await routerOver({
      green: (_, response) => {
        response.statusCode = 503;
        response.end();
      },
    });
    await router.weigh(50);
    for (let i = 0; i < 6; i++) await router.get();
    const { samples, types } = parseExposition(await router.metrics(), undefined);
    const value = (name: string, labels: Record<string, string>) =>
      samples.find(
        (sample) =>
          sample.name === `sentinel_router_${name}` &&
          Object.entries(labels).every(([label, text]) => sample.labels.get(label) === text),
      )?.value;
    expect(value('requests_total', { slot: 'blue', code: '2xx' })).toBe(3);
    expect(value('requests_total', { slot: 'green', code: '5xx' })).toBe(3);
    expect(value('requests_total', { slot: 'green', code: '2xx' })).toBe(0);
    expect(value('upstream_errors_total', { slot: 'green' })).toBe(0);
    expect(value('request_duration_seconds_bucket', { slot: 'blue', le: '+Inf' })).toBe(3);
    expect(value('request_duration_seconds_count', { slot: 'blue' })).toBe(3);
    expect(value('weight_percent', { slot: 'blue' })).toBe(50);
    expect(value('canary_percent', {})).toBe(50);
    expect(types.get('sentinel_router_request_duration_seconds')).toBe('histogram');
  });

  test('a slot that is not there', async () => {
    const upstreams = new Map([
      ['blue', new URL(`http://127.0.0.1:${await closedPort()}`)],
      ['green', new URL('http://127.0.0.1:1')],
    ]);
    const router = await routerOver({ upstreams });
    await router.get();
    const text = await router.metrics();
    expect(text).toContain('requests_total{slot="blue",code="5xx"} 1\n');
    expect(text).toContain('upstream_errors_total{slot="blue"} 1\n');
  });
});
