/** Ways to pass without evidence that are no fault of a probe. */
import { describe, expect, test } from 'vitest';

import { lintText, planOf } from '../support/pipeline.ts';
import { constantly, evaluated, fakeWorld, type FakeWorld } from '../support/world.ts';
import { risesAbove } from './places.ts';

const head = `sentinel: 1
policy: shop
environments: [dev, prod]
probes:
  x: { prometheus: { url: "http://prom:9090", query: 'value{track="\${track}"}' } }
`;

/** A rollout of two stages of two minutes with these checks. */
const checked = (checks: string): string => `${head}rollouts:
  main:
    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }
    stages: [{ weight: 10%, hold: 2m }, { weight: 50%, hold: 2m }]
    checks: { ${checks} }
`;

function soundWorld(): FakeWorld {
  return fakeWorld({
    release: { env: 'prod', version: 'v1' },
    probes: { prometheus: constantly({ value: 0, age: 0, samples: 1_000 }) },
  });
}

const rises = (checks: string) => risesAbove(10)(planOf(checked(checks)), soundWorld());

const required = "require: 'canary.x < 1'";

test('a stage rises once its checks were observed for long enough', async () => {
  expect(await rises(`every: 1m, warmup: 0s, ${required}`)).toBe(true);
});

test('no stage ends before its checks were observed at all', async () => {
  expect(await rises(`every: 1m, warmup: 30m, ${required}`)).toBe(false);
  expect(await rises(`every: 30m, warmup: 5m, ${required}`)).toBe(false);
});

test('where no rule applies nothing is safe', async () => {
  const plan = planOf(`${head}gates:\n  it: { environments: [dev], require: x < 1 }\n`);
  const { decision } = await evaluated(plan, soundWorld(), { environment: 'prod' });
  expect(decision.decision).toBe('blocked');
});

describe('cannot be written:', () => {
  test.each([
    ['no condition', 'gates:\n  it: { severity: critical }\n'],
    ['no conditions', 'gates:\n  it: { require: [] }\n'],
    ['an empty condition', "gates:\n  it: { require: '' }\n"],
    ['checks without a condition', checked('every: 1m').slice(head.length)],
    ['checks with no conditions', checked('every: 1m, require: []').slice(head.length)],
    [
      'a pass where nothing is known',
      checked(`${required} }\n    unknown: { action: pass`).slice(head.length),
    ],
    [
      'a rise where nothing is known',
      checked(`${required} }\n    unknown: { action: hold, for: 1m, then: promote`).slice(head.length),
    ],
    ['a failure that is let through', checked(`${required}, on_fail: ignore`).slice(head.length)],
    ['what is not asked', 'gates:\n  it: { require: x < 1, skip: true }\n'],
    ['an error that passes', 'gates:\n  it: { require: x < 1, on_error: pass }\n'],
    [
      'a score without criteria',
      'scores:\n  s: { criteria: [], healthy: 0.85, degraded: 0.5 }\ngates:\n  it: { require: s.value > 0.5 }\n',
    ],
  ])('%s', (_, lines) => {
    expect(lintText(head + lines).plan).toBeUndefined();
  });

  test.each(['min_samples: 0', 'attempts: 0'])('%s', (line) => {
    const text = head.replace('query:', `${line}, query:`);
    expect(lintText(`${text}gates:\n  it: { require: x < 1 }\n`).plan).toBeUndefined();
  });
});
