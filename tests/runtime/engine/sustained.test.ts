import { describe, expect, test } from 'vitest';
import { type Known, unknown, type Value } from '../../../src/plan/value.ts';
import type { EventBody } from '../../../src/runtime/engine/events.ts';
import { planOf } from '../../support/pipeline.ts';
import { constantly, evaluated, fakeWorld, inTurn, reading } from '../../support/world.ts';

const plan = planOf(`sentinel: 1
policy: shop
probes:
  disk: { disk: { path: / } }
  memory: { memory: {} }
gates:
  slo: { require: disk.used < 85%, prefer: disk.used < 50%, for: 1m, every: 15s, tolerate: 1 }
  memory: { require: memory.used < 85% }
`);

function watched(values: readonly Known<Value>[]) {
  return fakeWorld({ probes: { disk: inTurn('used', values), memory: constantly({ used: 0.1 }) } });
}

function progressOf(events: readonly EventBody[]) {
  return events.filter((event) => event.type === 'gate.progress');
}

describe('a sustained gate', () => {
  test('is watched to the end, and shares the first look', async () => {
    const world = watched([0.6]);
    const { decision, events } = await evaluated(plan, world);
    expect(decision.decision).toBe('safe');
    expect(decision.rules[0]?.warnings).toHaveLength(1);
    expect(world.clock.monotonic()).toBe(60_000);
    expect(world.ran).toEqual(['disk', 'memory', 'disk', 'disk', 'disk', 'disk']);
    expect(progressOf(events).map(({ elapsed }) => elapsed)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  });

  test('fails as soon as one failure more than tolerated', async () => {
    const world = watched([0.9, 0.1, 0.95, 0.1, 0.1]);
    const { decision, events } = await evaluated(plan, world);
    expect(decision.rules[0]).toMatchObject({ verdict: 'fail' });
    expect(decision.rules[0]?.reasons.map(({ text }) => text)).toEqual([
      '2 of 3 observations failed, 1 is tolerated',
      'disk.used 95 % is not < 85 %',
    ]);
    expect(world.clock.monotonic()).toBe(30_000);
    expect(progressOf(events).at(-1)).toMatchObject({ observations: 3, failures: 2, tolerate: 1 });
  });

  test('bears what is tolerated', async () => {
    const { decision } = await evaluated(plan, watched([0.1, 0.9, 0.1]));
    expect(decision.decision).toBe('safe');
  });

  test('with failures and unknowns beyond what is tolerated is unknown', async () => {
    const { decision } = await evaluated(plan, watched([0.9, 0.1, unknown('no answer'), 0.1, 0.1]));
    expect(decision.rules[0]?.verdict).toBe('unknown');
  });

  test('that nobody waits for is unknown where it would pass, and fails where it does', async () => {
    const once = await evaluated(plan, watched([0.1]), { wait: false });
    expect(once.decision.rules[0]).toMatchObject({
      verdict: 'unknown',
      reasons: [{ text: 'it was looked at once and not for 1 min' }],
    });
    expect(progressOf(once.events)).toEqual([]);
    const strict = planOf(
      'sentinel: 1\npolicy: shop\nprobes: { disk: { disk: {} } }\ngates: { slo: { require: disk.used < 85%, for: 1m } }\n',
    );
    const failed = await evaluated(strict, watched([0.9]), { wait: false });
    expect(failed.decision.rules[0]?.verdict).toBe('fail');
  });

  test('that was watched a moment ago is not watched again', async () => {
    const world = watched([0.1]);
    const first = await evaluated(plan, world);
    const again = await evaluated(plan, world, { pass: 'act', watched: first.watched });
    expect(again.decision.decision).toBe('safe');
    expect(world.clock.monotonic()).toBe(60_000);
    expect(world.ran.slice(6)).toEqual(['memory']);

    await world.clock.run(world.clock.sleep(15_000));
    await evaluated(plan, world, { pass: 'act', watched: again.watched });
    expect(world.clock.monotonic()).toBe(135_000);
  });

  test('ends when the run is cancelled', async () => {
    const stop = new AbortController();
    const world = watched([0.1]);
    const watching = evaluated(plan, world, {
      signal: stop.signal,
      emit: ({ type }) => {
        if (type === 'gate.progress') stop.abort(new Error('interrupted'));
      },
    });
    await expect(watching).rejects.toThrow('interrupted');
  });
});

describe('a gate about the past', () => {
  const past = planOf(`sentinel: 1
policy: shop
probes:
  errors: { prometheus: { url: "http://localhost:9090", query: errors, unit: ratio } }
gates:
  slo: { require: errors < 1%, over: 1m, every: 15s, tolerate: 1 }
`);
  const series = (values: readonly number[]) => ({
    series: values.map((value) => reading({ value }).fields),
  });

  test.each([
    [[0, 0, 0.02, 0, 0], 'pass'],
    [[0, 0.02, 0.02, 0, 0], 'fail'],
    [[0, 0, 0, 0], 'pass'],
    [[0, 0, 0], 'unknown'],
    [[], 'unknown'],
    [[0.02, 0.02, 0, 0, 0, 0, 0], 'pass'],
  ])('%j', async (values, verdict) => {
    const contexts: unknown[] = [];
    const world = fakeWorld({
      probes: {
        prometheus: (_, context) => {
          contexts.push(context.past);
          return Promise.resolve(reading({ value: values.at(-1) ?? 0 }, series(values)));
        },
      },
    });
    const { decision } = await evaluated(past, world);
    expect(contexts).toEqual([{ duration: 60_000, every: 15_000, end: world.clock.now() }]);
    expect(decision.rules[0]?.verdict).toBe(verdict);
  });

  test('looks at a score as it was, and not as it is', async () => {
    const scored = planOf(`sentinel: 1
policy: shop
probes:
  errors: { prometheus: { url: "http://localhost:9090", query: errors, unit: ratio } }
scores:
  health: { criteria: [{ weight: 1, of: errors < 1% }], healthy: 0.85, degraded: 0.5 }
gates:
  slo: { require: [errors < 50%, health.value >= 0.85], over: 1m, every: 15s }
`);
    const world = fakeWorld({
      probes: { prometheus: constantly({ value: 0 }, series([0, 0.02, 0, 0, 0])) },
    });
    const { decision } = await evaluated(scored, world);
    expect(decision.rules[0]?.verdict).toBe('fail');
  });

  test('what tells no past is unknown there', async () => {
    const world = fakeWorld({ probes: { prometheus: constantly({ value: 0 }) } });
    const { decision } = await evaluated(past, world);
    expect(decision.rules[0]?.verdict).toBe('unknown');
  });

  test('says which point did not pass', async () => {
    const world = fakeWorld({
      probes: { prometheus: constantly({ value: 0 }, series([0, 0.02, 0.03, 0, 0])) },
    });
    const { decision } = await evaluated(past, world);
    expect(decision.rules[0]?.reasons.map(({ text }) => text)).toEqual([
      '2 of 5 observations failed, 1 is tolerated',
      'errors 3 % is not < 1 %',
    ]);
  });
});
