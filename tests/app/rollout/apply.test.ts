import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { apply, ask, type RunEvent, type RunReport } from '../../../src/app/index.ts';
import { unknown } from '../../../src/plan/value.ts';
import { FakeDriver } from '../../support/fake-driver.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { refusedWith } from '../../support/refusal.ts';
import { auditOf } from '../../support/store.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const seconds = 1_000;

function errorsOf({ diagnostics }: RunReport): readonly string[] {
  return diagnostics.flatMap(({ code, severity, message }) =>
    severity === 'error' ? `${code} ${message}` : [],
  );
}

/** What happened to the rollout, in words: without the looks at its checks. */
function changes(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'rollout.changed' && event.change.type !== 'checks.observed' ? event.change.type : [],
  );
}

describe('a rollout', () => {
  test('takes a release to all traffic, and the next one to the other slot', async () => {
    const { cwd, host, driver, request } = await canary();
    const first = await host.clock.run(apply(request('v1'), host));
    expect(first).toMatchObject({
      exitCode: 0,
      rollout: { again: false, status: { phase: 'completed', version: 'v1', weight: { actual: 100 } } },
    });
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100']);
    expect(host.clock.monotonic()).toBeGreaterThanOrEqual(36 * seconds);
    const second = await host.clock.run(apply(request('v2'), host));
    expect(second).toMatchObject({ exitCode: 0, rollout: { status: { stable: 'v1' } } });
    expect(driver.told.slice(3)).toEqual(['blue 10', 'blue 50', 'blue 100']);
    const audit = await auditOf(cwd);
    expect(audit.filter(({ type }) => type === 'rollout.completed')).toHaveLength(2);
    const [one, two] = audit.filter(({ type }) => type === 'rollout.started');
    expect(one?.subject['attempt']).not.toBe(two?.subject['attempt']);
  });

  test('goes back when its checks fail, and the version is refused from then on', async () => {
    const { host, driver, errors, request, events } = await canary();
    driver.beforeShift = ({ weight }) => {
      if (weight === 50) errors.set('green', 7);
    };
    const report = await host.clock.run(apply(request('v1'), host));
    expect(report).toMatchObject({
      exitCode: 1,
      rollout: { status: { phase: 'rolled_back', latch: { reason: 'check_failed' } } },
    });
    expect(errorsOf(report)).toEqual(['SEN2606 shop/main@prod was rolled back: canary.errors 7 is not < 2']);
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 0 evict']);
    expect(changes(events).slice(-4)).toEqual([
      'latched',
      'shift.intended',
      'shift.confirmed',
      'rolled_back',
    ]);
    const again = await host.clock.run(apply(request('v1'), host));
    expect(errorsOf(again)).toEqual([
      'SEN2603 v1 was rolled back and is in quarantine: canary.errors 7 is not < 2',
    ]);
    expect(driver.told).toHaveLength(3);
  });

  test('sends each side of a probe its own slot, also after the slots were exchanged', async () => {
    const { host, queries, request } = await canary(
      canaryPolicy.replace('require: canary.errors < 2', 'require: canary.errors <= stable.errors + 1'),
    );
    await host.clock.run(apply(request('v1'), host));
    expect(queries[0]).toBe('errors{slot="blue"}');
    expect(new Set(queries)).toEqual(new Set(['errors{slot="blue"}', 'errors{slot="green"}']));
    queries.length = 0;
    await host.clock.run(apply(request('v2'), host));
    expect(queries[0]).toBe('errors{slot="green"}');
  });

  test('holds while nothing is known, and goes on when something is', async () => {
    const { host, driver, errors, request } = await canary();
    driver.beforeShift = ({ weight }) => {
      if (weight === 50) errors.set('green', unknown('no answer'));
    };
    const report = await host.clock.run(apply(request('v1', { timeout: 60 * seconds }), host));
    expect(report).toMatchObject({ exitCode: 1, rollout: { status: { weight: { intended: 50 } } } });
    expect(errorsOf(report)).toEqual([
      'SEN2606 shop/main@prod is at 50 % after 1 min, and goes on without this run; `canary.errors < 2` is unknown: no answer',
    ]);
    errors.set('green', 0);
    const again = await host.clock.run(apply(request('v1'), host));
    expect(again).toMatchObject({ exitCode: 0, rollout: { again: true } });
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100']);
  });

  test('that is paused because nothing is known ends the run with what its probe said', async () => {
    const policy = canaryPolicy.replace('    checks:', '    unknown: { action: pause }\n    checks:');
    const { host, errors, request } = await canary(policy);
    errors.set('green', unknown('no answer'));
    expect(errorsOf(await host.clock.run(apply(request('v1'), host)))).toEqual([
      'SEN2606 shop/main@prod is paused at 10 %: nothing is known about the canary; `canary.errors < 2` is unknown: no answer',
    ]);
  });

  test('is told whole, each change once, also what another process does with it', async () => {
    const { cwd, host, driver, request, events } = await canary();
    const { signal } = new AbortController();
    const sleep = host.clock.sleep.bind(host.clock);
    const asked: unknown[] = [];
    let pauses = 0;
    // Another one looks while this one does not.
    vi.spyOn(host.clock, 'sleep').mockImplementation(async (ms, until) => {
      if (driver.told.length === 1 && ++pauses === 4) {
        const choice = { shadow: false };
        asked.push(await ask({ request: 'promote', choice, reason: 'OPS-931', look: true, signal }, host));
      }
      return sleep(ms, until);
    });
    expect(await host.clock.run(apply(request('v1'), host))).toMatchObject({ exitCode: 0 });
    expect(asked).toMatchObject([{ asked: [{ result: 'done', status: { stage: 2 } }] }]);
    const told = events.flatMap((event) =>
      event.type === 'rollout.changed' ? [[`rollout.${event.change.type}`, event.change.why]] : [],
    );
    const audit = (await auditOf(cwd)).filter(({ type }) => /^rollout\.(?!started)/u.test(type));
    expect(told).toEqual(audit.map(({ type, why }) => [type, why]));
  });

  test('is followed again by a run of the same release, whatever the limits say by now', async () => {
    const { cwd, host, request } = await canary(`${canaryPolicy}limits:\n  daily: { at_most: 1 per 1d }\n`);
    await host.clock.run(apply(request('v1', { timeout: 6 * seconds }), host));
    const again = await host.clock.run(apply(request('v1'), host));
    expect(again).toMatchObject({ exitCode: 0, decision: { exitCode: 1 }, rollout: { again: true } });
    expect((await auditOf(cwd)).filter(({ type }) => type === 'rollout.started')).toHaveLength(1);
  });

  test('ends for this run at the first interrupt, and its traffic stays', async () => {
    const { host, driver, request, events } = await canary();
    const controller = new AbortController();
    driver.beforeShift = ({ weight }) => {
      if (weight === 50) controller.abort(new Error('interrupted'));
    };
    await expect(host.clock.run(apply(request('v1', { signal: controller.signal }), host))).rejects.toThrow(
      'interrupted',
    );
    expect(events.at(-1)).toMatchObject({ type: 'rollout.left', operands: 'shop/main@prod' });
    expect(driver.weights).toEqual({ blue: 50, green: 50 });
    expect(await host.clock.run(apply(request('v1'), host))).toMatchObject({ exitCode: 0 });
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100']);
  });

  test('is refused where the slot takes traffic already', async () => {
    const { host, driver, request } = await canary();
    driver.weights = { blue: 60, green: 40 };
    const report = await host.clock.run(apply(request('v1'), host));
    expect(report.exitCode).toBe(1);
    expect(errorsOf(report)).toEqual([
      'SEN2604 `green`, which the release is to run on, takes 40 % of the traffic already',
    ]);
    driver.unreadable = 'connection refused';
    expect(errorsOf(await host.clock.run(apply(request('v1'), host)))).toEqual([
      'SEN2601 the traffic cannot be read: connection refused',
    ]);
    expect(driver.told).toEqual([]);
  });

  test('is refused where it cannot end before the next freeze, if the policy asks for that', async () => {
    const freeze = `freezes:
  noon: { every: day, between: 10:01-11:00, timezone: UTC, blocks: [promote] }
`;
    const { host, request } = await canary(
      canaryPolicy.replaceAll('12s', '1m').replace('    checks:', '    runway: true\n    checks:') + freeze,
    );
    const report = await host.clock.run(apply(request('v1'), host));
    expect(errorsOf(report)).toEqual([
      'SEN2605 it ends at 2026-11-24T10:03:00Z at the earliest, and a freeze begins at 2026-11-24T10:01:00Z',
    ]);
  });

  test('waits for a freeze that begins on the way', async () => {
    const freeze =
      'freezes:\n  noon: { every: day, between: 10:01-10:02, timezone: UTC, blocks: [promote] }\n';
    const { host, request, events } = await canary(canaryPolicy.replaceAll('12s', '25s') + freeze);
    const report = await host.clock.run(apply(request('v1'), host));
    expect(report.exitCode).toBe(0);
    expect(host.clock.now()).toBeGreaterThan(Date.parse('2026-11-24T10:02:00Z'));
    const paused = events.flatMap((event) =>
      event.type === 'rollout.changed' && event.change.type === 'paused' ? event.change.why : [],
    );
    // It is read later too: how long it still was then would say nothing.
    expect(paused).toEqual(['noon: frozen until Tue 24 Nov 10:02 UTC']);
  });

  test('is refused where two apply', async () => {
    const { host, request } = await canary(
      canaryPolicy + canaryPolicy.slice(canaryPolicy.indexOf('  main:')).replace('main:', 'other:'),
    );
    const report = await host.clock.run(apply(request('v1'), host));
    expect(errorsOf(report)).toEqual(['SEN2610 2 rollouts apply to this release: `main`, `other`']);
  });
});

describe('another release', () => {
  const withNewer = (newer: string) =>
    canaryPolicy.replace('    checks:', `    newer: ${newer}\n    checks:`);

  test('is refused while one is on its way', async () => {
    const { host, request } = await canary();
    await host.clock.run(apply(request('v1', { timeout: 6 * seconds }), host));
    expect(errorsOf(await host.clock.run(apply(request('v2'), host)))).toEqual([
      'SEN2602 v1 is on its way at 10 %, observing',
    ]);
  });

  test('waits for its turn', async () => {
    const { host, driver, request } = await canary(withNewer('queue'));
    await host.clock.run(apply(request('v1', { timeout: 6 * seconds }), host));
    expect(await host.clock.run(apply(request('v2'), host))).toMatchObject({ exitCode: 0 });
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100', 'blue 10', 'blue 50', 'blue 100']);
  });

  test('replaces the one before', async () => {
    const { cwd, host, driver, request } = await canary(withNewer('replace'));
    await host.clock.run(apply(request('v1', { timeout: 6 * seconds }), host));
    expect(await host.clock.run(apply(request('v2'), host))).toMatchObject({ exitCode: 0 });
    expect(driver.told).toEqual(['green 10', 'green 0 evict', 'green 10', 'green 50', 'green 100']);
    expect((await auditOf(cwd)).find(({ type }) => type === 'rollout.rolled_back')).toMatchObject({
      reasonCode: 'replaced',
      why: 'replaced by v2',
    });
  });
});

describe('as many at once as the policy says', () => {
  const one = canaryPolicy.replace('  main:', '  main:\n    concurrent: 1');
  const of = (workload: string) => ({ release: { env: 'prod', version: 'v1', workload } });

  test('is no limit where it says nothing', async () => {
    const { host, request } = await canary();
    await host.clock.run(apply(request('v1', { ...of('cart'), timeout: 6 * seconds }), host));
    adapters.driver = new FakeDriver();
    expect(await host.clock.run(apply(request('v1', of('pay')), host))).toMatchObject({ exitCode: 0 });
  });

  test('refuses one more', async () => {
    const { host, request } = await canary(one);
    await host.clock.run(apply(request('v1', { ...of('cart'), timeout: 6 * seconds }), host));
    adapters.driver = new FakeDriver();
    const { exitCode, diagnostics } = await host.clock.run(apply(request('v1', of('pay')), host));
    expect([exitCode, diagnostics.at(-1)?.message]).toEqual([
      1,
      'as many as may be are on their way already: `shop/main@prod (cart)`',
    ]);
  });

  test('lets one more wait for its turn', async () => {
    const { host, driver, request } = await canary(
      one.replace('concurrent: 1', 'concurrent: 1\n    newer: queue'),
    );
    await host.clock.run(apply(request('v1', { ...of('cart'), timeout: 6 * seconds }), host));
    const second = new FakeDriver();
    driver.beforeShift = ({ weight }) => {
      if (weight === 100) adapters.driver = second;
    };
    expect(await host.clock.run(apply(request('v1', of('pay')), host))).toMatchObject({ exitCode: 0 });
    expect([driver.told, second.told]).toEqual([
      ['green 10', 'green 50', 'green 100'],
      ['green 10', 'green 50', 'green 100'],
    ]);
  });

  test('holds for two that start in the same instant', async () => {
    const { host, request } = await canary(one);
    const both = await host.clock.run(
      Promise.all(
        ['cart', 'pay'].map((workload) =>
          apply(request('v1', { ...of(workload), timeout: 6 * seconds }), host),
        ),
      ),
    );
    const codes = both.map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes.filter((found) => found.includes('SEN2602'))).toHaveLength(1);
  });
});

describe('what is not enforced', () => {
  test.each([
    ['the run', canaryPolicy, { shadow: true }],
    ['the policy', canaryPolicy.replace('policy: shop', 'policy: shop\nmode: shadow'), {}],
    ['the rollout', canaryPolicy.replace('  main:', '  main:\n    mode: shadow'), {}],
  ])('%s in shadow goes the whole way and shifts nothing', async (_, policy, parts) => {
    const { cwd, host, driver, request } = await canary(policy);
    const report = await host.clock.run(apply(request('v1', parts), host));
    expect(report).toMatchObject({
      exitCode: 0,
      rollout: { status: { mode: 'shadow', phase: 'completed', name: 'shop/main@prod in shadow' } },
    });
    expect(driver.told).toEqual([]);
    expect((await auditOf(cwd)).map(({ type }) => type)).toContain('rollout.completed');
  });

  test('a shadow does not stand in the way of a release, nor is it taken for one', async () => {
    const { host, driver, request } = await canary();
    await host.clock.run(apply(request('v1', { shadow: true }), host));
    await host.clock.run(apply(request('v1'), host));
    await host.clock.run(apply(request('v2', { shadow: true }), host));
    await host.clock.run(apply(request('v2'), host));
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100', 'blue 10', 'blue 50', 'blue 100']);
  });
});

describe('steps', () => {
  const withSteps = `${canaryPolicy}    before:
      - { name: warm, command: { run: [warm] } }
before:
  - { name: announce, command: { run: [announce] } }
after:
  - { name: tag, command: { run: [tag] } }
`;

  test('of the policy and of the rollout are done around it', async () => {
    const { host, driver, request, performed } = await canary(withSteps);
    const report = await host.clock.run(apply(request('v1'), host));
    expect(performed).toEqual(['announce', 'warm', 'tag']);
    expect(report.steps.map(({ name, result }) => `${name} ${result}`)).toEqual([
      'announce done',
      'warm done',
      'tag done',
    ]);
    expect(driver.told).toHaveLength(3);
  });

  test('before it that fail keep it from beginning', async () => {
    const { host, driver, request, failing } = await canary(withSteps);
    failing.add('warm');
    const report = await host.clock.run(apply(request('v1'), host));
    expect(report).toMatchObject({ exitCode: 1, rollout: { status: { phase: 'failed' } } });
    expect(driver.told).toEqual([]);
    failing.clear();
    expect(await host.clock.run(apply(request('v1'), host))).toMatchObject({ exitCode: 0 });
  });

  test('after it that fail are told', async () => {
    const { host, driver, request, failing } = await canary(withSteps);
    failing.add('tag');
    const report = await host.clock.run(apply(request('v1'), host));
    expect(errorsOf(report)).toEqual(['SEN2606 shop/main@prod completed, and a step after it failed']);
    expect(driver.weights).toEqual({ blue: 0, green: 100 });
  });

  test('are the run’s own beside a rollout in shadow', async () => {
    const { host, request, performed } = await canary(
      withSteps.replace('  main:', '  main:\n    mode: shadow'),
    );
    const report = await host.clock.run(apply(request('v1'), host));
    expect(performed).toEqual(['announce', 'tag']);
    expect(report.steps.map(({ name, result }) => `${name} ${result}`)).toEqual([
      'announce done',
      'tag done',
      'warm would-run',
    ]);
  });
});

test('what a probe needs to measure is part of the time between two checks', async () => {
  const { host, events, request } = await canary(canaryPolicy);
  const { probe } = adapters;
  adapters.probe = {
    async observe(config, context) {
      await context.clock.sleep(3 * seconds, context.signal);
      return probe.observe(config, context);
    },
  };
  await host.clock.run(apply(request('v1'), host));
  const passed = events.map((event) => (event.type === 'rollout.changed' ? event : undefined));
  const stage = passed.slice(
    passed.findIndex((event) => event?.change.type === 'stage.entered'),
    passed.findIndex((event) => event?.change.type === 'stage.passed'),
  );
  const observed = stage.flatMap((event) => (event?.change.type === 'checks.observed' ? event.at : []));
  expect(observed.map((at) => (at - (observed[0] ?? 0)) / seconds)).toEqual([0, 4, 8, 12]);
});

describe('the store', () => {
  test('that would forget the rollout is refused in a build', async () => {
    const { host, request } = await canary(canaryPolicy, { CI: 'true' });
    expect(await refusedWith(apply(request('v1'), host))).toMatchObject([
      { code: 'SEN2403', message: expect.stringContaining('forget the rollouts of `shop`') },
    ]);
  });

  test('that is lost on the way ends the run, and the traffic stays', async () => {
    const { cwd, host, driver, request } = await canary();
    driver.beforeShift = ({ weight }) => {
      if (weight !== 50) return;
      const database = new DatabaseSync(join(cwd, '.sentinel/state.db'));
      database.exec('DROP TABLE records');
      database.close();
    };
    const report = await host.clock.run(apply(request('v1'), host));
    expect(report.exitCode).toBe(1);
    expect(errorsOf(report)).toEqual([expect.stringMatching(/^SEN2402 the store is lost: /u)]);
    expect(driver.weights).toEqual({ blue: 50, green: 50 });
  });

  test('is asked who goes on before the rollout is left', async () => {
    const { host, driver, request } = await canary();
    const report = await host.clock.run(apply(request('v1', { detach: true }), host));
    expect(errorsOf(report)).toEqual([
      'SEN2609 nobody would go on with the rollout: no tick and no controller has looked for an hour',
    ]);
    expect(driver.told).toEqual([]);
  });
});
