import { describe, expect, test, vi } from 'vitest';
import { isUnknown, unknown } from '../../../src/plan/value.ts';
import { ProbeFailure } from '../../../src/runtime/failure.ts';
import { planOf } from '../../support/pipeline.ts';
import { constantly, evaluated, fakeWorld, reading } from '../../support/world.ts';

const head = 'sentinel: 1\npolicy: shop\n';

function verdicts(decision: { rules: readonly { name: string; verdict: string }[] }) {
  return Object.fromEntries(decision.rules.map(({ name, verdict }) => [name, verdict]));
}

describe('facts', () => {
  const plan = planOf(`${head}environments: [dev, prod]
probes:
  disk: { disk: { path: / } }
  memory: { memory: {} }
  api: { http: { url: "http://localhost/health" } }
gates:
  disk: { require: [disk.used < 85%, disk.free > 1GiB] }
  memory: { environments: [prod], require: memory.used < 85% }
  api: { when: release.event == "push", require: api.ok }
`);
  const probes = {
    disk: constantly({ used: 0.91, free: 2 ** 31 }, { subject: 'web-1' }),
    memory: constantly({ used: 0.5 }),
    http: constantly({ ok: true }),
  };

  test('only of rules that apply, each probe once', async () => {
    const world = fakeWorld({ probes, release: { event: 'tag' } });
    const { decision, facts } = await evaluated(plan, world, { environment: 'dev' });
    expect(world.ran).toEqual(['disk']);
    expect(verdicts(decision)).toEqual({ disk: 'fail', memory: 'skipped', api: 'skipped' });
    expect([...facts.keys()]).toEqual(['disk.used', 'disk.free', 'release.event']);
  });

  test('a finding names the thing that was measured', async () => {
    const { decision } = await evaluated(plan, fakeWorld({ probes, release: { event: 'tag' } }), {
      environment: 'dev',
    });
    expect(decision.rules[0]?.reasons.map(({ text }) => text)).toEqual([
      'disk.used 91 % is not < 85 % (web-1)',
    ]);
  });

  test('an unknown `when` applies the rule', async () => {
    const world = fakeWorld({ probes });
    const { decision } = await evaluated(plan, world, { environment: 'prod' });
    expect(verdicts(decision)).toEqual({ disk: 'fail', memory: 'pass', api: 'pass' });
    expect(world.ran.toSorted()).toEqual(['disk', 'http', 'memory']);
  });

  test('probes run side by side', async () => {
    const world = fakeWorld({});
    const slow = async (fields: Record<string, number | boolean>) => {
      await world.clock.sleep(1000);
      return reading(fields);
    };
    const sideBySide = fakeWorld({
      probes: {
        disk: () => slow({ used: 0.1, free: 2 ** 31 }),
        memory: () => slow({ used: 0.1 }),
        http: () => slow({ ok: true }),
      },
      world: { clock: world.clock },
    });
    const { decision } = await evaluated(plan, sideBySide, { environment: 'prod' });
    expect(decision.decision).toBe('safe');
    expect(world.clock.monotonic()).toBe(1000);
  });

  test('events tell of each probe, gate and the decision', async () => {
    const { events } = await evaluated(plan, fakeWorld({ probes, release: { event: 'tag' } }), {
      environment: 'dev',
    });
    expect(events.map(({ type }) => type)).toEqual([
      'pass.started',
      'probe.started',
      'probe.finished',
      'rule.judged',
      'rule.judged',
      'rule.judged',
      'decision',
    ]);
    expect(events[2]).toMatchObject({ probe: 'disk', kind: 'disk', subject: 'web-1' });
  });

  test('where no rule applies, nothing is safe', async () => {
    const { decision } = await evaluated(
      planOf(
        `${head}environments: [dev, prod]\ngates: { a: { environments: [prod], require: git.clean } }\n`,
      ),
      fakeWorld({}),
      { environment: 'dev' },
    );
    expect(decision).toMatchObject({ decision: 'blocked', exitCode: 1 });
  });
});

describe('a probe that', () => {
  const plan = planOf(
    `${head}probes:\n  disk: { disk: { path: / } }\ngates: { disk: { require: disk.used < 85% } }\n`,
  );

  async function reasonWhen(observe: Parameters<typeof fakeWorld>[0]['probes'], extra = {}) {
    const { decision, facts } = await evaluated(plan, fakeWorld({ probes: observe ?? {}, world: extra }));
    expect(decision.rules[0]?.verdict).toBe('unknown');
    const value = facts.get('disk.used');
    return isUnknown(value) ? value.reason : undefined;
  }

  test('fails gives its reason', async () => {
    expect(await reasonWhen({ disk: () => Promise.reject(new ProbeFailure('no such path')) })).toBe(
      'no such path',
    );
  });

  test('has a fault is told as one', async () => {
    const fault = () => {
      throw new RangeError('index');
    };
    expect(await reasonWhen({ disk: fault })).toBe('the probe itself failed: index');
    expect(await reasonWhen({}, { loadProbe: () => Promise.reject(new Error('gone')) })).toBe(
      'the probe itself failed: gone',
    );
    // oxlint-disable-next-line prefer-promise-reject-errors
    expect(await reasonWhen({ disk: () => Promise.reject('text') })).toBe('the probe itself failed: text');
  });

  test('never ends meets its deadline', async () => {
    const stuck = vi.fn(() => new Promise<never>(() => undefined));
    expect(await reasonWhen({ disk: stuck })).toBe('it took longer than 10 s');
  });

  test('gives no field, or one of another kind, is unknown', async () => {
    expect(await reasonWhen({ disk: constantly({}) })).toBe('the probe gave no `used`');
    expect(await reasonWhen({ disk: constantly({ used: 'half' }) })).toContain('ratio');
    expect(await reasonWhen({ disk: constantly({ used: Number.NaN }) })).toContain('not a finite number');
    expect(await reasonWhen({ disk: constantly({ used: unknown('not yet') }) })).toBe('not yet');
  });

  test('may not run does not', async () => {
    const world = fakeWorld({ world: { barred: 'nothing is started' } });
    const { facts } = await evaluated(plan, world);
    expect(world.ran).toEqual([]);
    expect(facts.get('disk.used')).toEqual(unknown('nothing is started'));
  });

  test('is under way when the run is cancelled ends it', async () => {
    const stop = new AbortController();
    const world = fakeWorld({
      probes: {
        disk: (_, { signal }) => {
          stop.abort(new Error('interrupted'));
          return world.clock.sleep(1000, signal).then(() => reading({ used: 0 }));
        },
      },
    });
    await expect(evaluated(plan, world, { signal: stop.signal })).rejects.toThrow('interrupted');
  });
});

describe('a probe with `each`', () => {
  const plan = planOf(`${head}probes:
  up:
    each: { svc: [cart, pay] }
    http: { url: "http://\${svc}.local/health" }
gates: { up: { require: "all(up, p => p.ok)" } }
`);

  test('runs once for each value, whose name is in its configuration', async () => {
    const urls: unknown[] = [];
    const world = fakeWorld({
      probes: {
        http: (config) => {
          urls.push(config['url']);
          return Promise.resolve(reading({ ok: true }));
        },
      },
    });
    const { decision, events } = await evaluated(plan, world);
    expect(decision.decision).toBe('safe');
    expect(urls).toEqual(['http://cart.local/health', 'http://pay.local/health']);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'probe.finished', probe: 'up', item: 'pay' }),
    );
  });

  test.each([
    [false, 'fail'],
    [unknown('refused'), 'unknown'],
  ])('one record of %j', async (second, verdict) => {
    const world = fakeWorld({
      probes: {
        http: ({ url }) =>
          Promise.resolve(reading({ ok: url === 'http://cart.local/health' ? true : second })),
      },
    });
    const { decision } = await evaluated(plan, world);
    expect(decision.rules[0]?.verdict).toBe(verdict);
  });
});

test('a configuration that reads something unknown is not run', async () => {
  const plan = planOf(`${head}probes:
  api: { http: { url: "http://localhost/\${release.region}" } }
gates: { api: { require: api.ok } }
`);
  const world = fakeWorld({});
  const { decision } = await evaluated(plan, world);
  expect(world.ran).toEqual([]);
  expect(decision.rules[0]?.reasons[0]?.text).toContain('release.region');
});
