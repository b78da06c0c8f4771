import { describe, expect, test } from 'vitest';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

function gate(keys: string, require = 'api.ok'): string {
  return policyWith(
    'probes:',
    '  api: { http: { url: "http://localhost" } }',
    '  p95: { prometheus: { url: "http://prom", query: x, unit: seconds } }',
    'gates:',
    `  g: { require: ${require}, ${keys} }`,
    '  all: { require: [api.ok, p95 < 1s] }',
  );
}

test('a gate that is observed for a while', () => {
  expect(planOf(gate('for: 5m, every: 30s, tolerate: 3')).gates[0]?.sustain).toEqual({
    kind: 'for',
    duration: 300_000,
    every: 30_000,
    tolerate: 3,
  });
});

test('a gate that asks about the past', () => {
  expect(planOf(gate('over: 1h, every: 1m', 'p95 < 1s')).gates[0]?.sustain).toEqual({
    kind: 'over',
    duration: 3_600_000,
    every: 60_000,
    tolerate: 0,
  });
});

test('without `every` each 15 s, or at the start and the end', () => {
  expect(planOf(gate('for: 5m')).gates[0]?.sustain?.every).toBe(15_000);
  expect(planOf(gate('for: 10s')).gates[0]?.sustain?.every).toBe(10_000);
});

test('a gate that looks once has none', () => {
  expect(planOf(gate('severity: block')).gates[0]).not.toHaveProperty('sustain');
});

describe('times that do not fit together', () => {
  test.each([
    ['every: 5s', '5s', '`every` without `for` or `over`', 'say how long the gate looks: `for: 5m`'],
    ['tolerate: 2', '2', '`tolerate` without `for` or `over`', 'say how long the gate looks: `for: 5m`'],
    ['for: 0s', '0s', 'a gate cannot look for no time', 'write a duration above zero'],
    ['for: 1m, every: 0s', '0s', 'a gate cannot look every `0s`', 'write a duration above zero'],
    ['for: 1m, every: 2m', '2m', '`every` is longer than the `1m` that the gate looks', 'write at most `1m`'],
    ['for: 1d, every: 1s', '1s', 'more than 10,000 observations', 'write `every: 9s` or more'],
    ['for: 10w', '10w', 'more than 10,000 observations', 'write `every: 10m5s` or more'],
    ['for: 1m, every: 30s, tolerate: 3', '3', '`tolerate: 3` bears all 3 observations', 'write at most `2`'],
  ])('%s', (keys, underlined, message, help) => {
    expectDiag(gate(keys)).code('SEN1508').underlines(underlined).message(message).help(help);
  });

  test('for and over', () => {
    expectDiag(gate('for: 5m, over: 5m', 'p95 < 1s'))
      .code('SEN1508')
      .underlines('5m')
      .message('`for` and `over` cannot stand together');
  });
});

describe('over', () => {
  test('a probe that knows only the present', () => {
    expectDiag(gate('over: 5m', '[p95 < 1s, not (p95 > 3s or p95 > 2s and api.latency > p95)]'))
      .code('SEN1509')
      .underlines('api.latency')
      .message('a probe of kind `http` cannot look back')
      .help('observe from now on with `for`, or ask a probe such as `prometheus`');
  });

  test('no probe at all', () => {
    expectDiag(gate('over: 5m', 'release.event == "tag"'))
      .code('SEN1509')
      .underlines('5m')
      .message('the gate reads no probe, so there is no past to ask about')
      .help('remove `over`');
  });

  test('a gate that requires nothing is told once', () => {
    expectDiags(gate('over: 5m').replace('require: api.ok, ', '')).are('SEN1507 g');
  });
});
