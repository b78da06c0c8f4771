import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { apply, controller, tick, type TickReport } from '../../../src/app/index.ts';
import { unknown } from '../../../src/plan/value.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../../support/canary.ts';
import { auditOf, inStore } from '../../support/store.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const seconds = 1_000;

/** A release that was left at 10 % by the run that started it. */
async function begun(policy = canaryPolicy, env: Readonly<Record<string, string>> = {}): Promise<Canary> {
  const project = await canary(policy, env);
  const { host, request } = project;
  await host.clock.run(tick(tickRequest(), host));
  await host.clock.run(apply(request('v1', { detach: true }), host));
  return project;
}

function tickRequest(signal = new AbortController().signal) {
  return { signal, listener: () => undefined };
}

async function later({ host }: Canary, time: number): Promise<TickReport> {
  await host.clock.run(host.clock.sleep(time));
  return host.clock.run(tick(tickRequest(), host));
}

function told({ rollouts }: TickReport): readonly string[] {
  return rollouts.map(({ outcome, why = '' }) => `${outcome}: ${why}`);
}

describe('tick', () => {
  test('takes a rollout on, look by look, to its end', async () => {
    const project = await begun();
    const reports: TickReport[] = [];
    for (let count = 0; count < 12 && project.driver.weights['green'] !== 100; count++)
      reports.push(await later(project, 6 * seconds));
    expect(project.driver.told).toEqual(['green 10', 'green 50', 'green 100']);
    expect(reports.every(({ exitCode }) => exitCode === 0)).toBe(true);
    for (let count = 0; count < 3; count++) await later(project, 12 * seconds);
    expect(await later(project, seconds)).toMatchObject({ exitCode: 0, rollouts: [] });
  });

  test('holds while nothing is known, and says so', async () => {
    const project = await begun();
    project.errors.set('green', unknown('connection refused'));
    const report = await later(project, 6 * seconds);
    expect(report.exitCode).toBe(1);
    expect(told(report)).toEqual([
      'failed: nothing is known about the canary; `canary.errors < 2` is unknown: connection refused',
    ]);
    project.errors.set('green', 0);
    expect(await later(project, 6 * seconds)).toMatchObject({ exitCode: 0 });
  });

  test('asks about the time in which nobody looked, once for all checks', async () => {
    const project = await begun(
      canaryPolicy
        .replaceAll('12s', '30m')
        .replace('every: 4s', 'every: 1m')
        .replace('< 2\n', '< 2\n      tolerate: 2\n'),
    );
    const asked: unknown[] = [];
    /** Of each minute, the last of them now. */
    let minutes: readonly number[] = [];
    adapters.probe = {
      observe: (config, { past }) => {
        asked.push([config['query'], past?.duration, past?.every]);
        const series = minutes.map((value) => new Map([['value', value]]));
        return Promise.resolve({ fields: new Map([['value', 0]]), ...(past && { series }) });
      },
    };
    minutes = [0, 0, 9, 0, 9, 0, 0, 0, 0, 0];
    expect(await later(project, 10 * 60 * seconds)).toMatchObject({ exitCode: 0 });
    minutes = [0, 0, 0, 0, 0, 0, 9, 0, 0, 0];
    expect(told(await later(project, 10 * 60 * seconds))).toEqual([
      'failed: it goes back: 3 min ago: canary.errors 9 is not < 2',
    ]);
    expect(asked).toEqual([
      ['errors{slot="green"}', 10 * 60 * seconds, 60 * seconds],
      ['errors{slot="green"}', 9 * 60 * seconds, 60 * seconds],
    ]);
    const log = await auditOf(project.cwd);
    const observed = log.filter(({ type }) => type === 'rollout.checks.observed').map(({ to }) => to);
    expect(observed.filter((to) => to === 'fail')).toHaveLength(3);
    expect(log.filter(({ data }) => data?.['ago'] === 3 * 60 * seconds).map(({ to }) => to)).toContain(
      'fail',
    );
  });

  test('fails when a rollout goes back, and not again after that', async () => {
    const project = await begun();
    project.errors.set('green', 9);
    const report = await later(project, 6 * seconds);
    expect(report.exitCode).toBe(1);
    expect(told(report)).toEqual(['failed: it goes back: canary.errors 9 is not < 2']);
    expect(project.driver.weights).toEqual({ blue: 100, green: 0 });
    expect(await later(project, seconds)).toMatchObject({ exitCode: 0, rollouts: [] });
  });

  test('fails when the traffic cannot be shifted, and tries again', async () => {
    const project = await begun();
    await later(project, 6 * seconds);
    project.driver.deaf = 'permission denied';
    const report = await later(project, 12 * seconds);
    expect(report.exitCode).toBe(1);
    expect(told(report)).toEqual(['failed: the traffic was not shifted: permission denied']);
    project.driver.deaf = undefined;
    expect(await later(project, seconds)).toMatchObject({ exitCode: 0 });
    expect(project.driver.weights['green']).toBe(50);
  });

  test('fails when the traffic cannot be read', async () => {
    const project = await begun();
    project.driver.unreadable = 'connection refused';
    const report = await later(project, 6 * seconds);
    expect(report.exitCode).toBe(1);
    expect(told(report)[0]).toContain('the traffic cannot be read: connection refused');
  });

  test('leaves the rollout to another process that is at it', async () => {
    const project = await begun();
    await inStore(project.cwd, (store) => store.acquire('target/fake', 'runner 12', 60_000));
    const report = await later(project, 0);
    expect(report).toMatchObject({
      exitCode: 0,
      rollouts: [{ outcome: 'held', why: 'runner 12 looks after it now' }],
    });
  });

  test('runs on the plan that the rollout started with, and under the freezes of now', async () => {
    const project = await begun();
    const changed = canaryPolicy
      .replace('canary.errors < 2', 'canary.errors < 0')
      .concat('freezes:\n  now: { every: day, timezone: UTC, blocks: [promote] }\n');
    await writeFile(join(project.cwd, 'sentinel.yaml'), changed);
    await later(project, 6 * seconds);
    const report = await later(project, 12 * seconds);
    expect(report.exitCode).toBe(0);
    expect(told(report)[0]).toMatch(/^waits: now: frozen/u);
    expect(project.driver.told).toEqual(['green 10']);
  });

  test('leaves rollouts of other policies alone and says so', async () => {
    const project = await begun();
    await writeFile(
      join(project.cwd, 'sentinel.yaml'),
      canaryPolicy.replace('policy: shop', 'policy: other'),
    );
    expect(await later(project, 60 * seconds)).toMatchObject({
      exitCode: 0,
      rollouts: [],
      others: ['shop/main@prod'],
    });
    expect(project.driver.told).toEqual(['green 10']);
  });

  test('tells of a plan that is lost', async () => {
    const project = await begun();
    await inStore(project.cwd, async (store) => {
      for (const { key, version } of await store.list('plan/'))
        await store.commit({ writes: [{ key, version, value: undefined }] });
    });
    const report = await later(project, 6 * seconds);
    expect(report.exitCode).toBe(1);
    expect(told(report)).toEqual(['failed: the store has lost the plan that shop/main@prod runs on']);
  });
});

describe('SENTINEL_HOLD', () => {
  const held = { SENTINEL_HOLD: '1' };

  test('lets nothing rise, and says so', async () => {
    const project = await begun();
    const host = { ...project.host, env: { ...project.host.env, ...held } };
    await later(project, 6 * seconds);
    await later({ ...project, host }, 6 * seconds);
    const report = await later({ ...project, host }, 12 * seconds);
    expect(report).toMatchObject({ exitCode: 0, held: true });
    expect(told(report)).toEqual(['waits: `SENTINEL_HOLD` is set here']);
    expect(project.driver.told).toEqual(['green 10']);
    expect(await later(project, seconds)).toMatchObject({ exitCode: 0, held: false });
    expect(project.driver.told).toEqual(['green 10', 'green 50']);
  });

  test('keeps back a rise that was on its way, and lets a way back go on', async () => {
    const project = await begun();
    const host = { ...project.host, env: { ...project.host.env, ...held } };
    await later(project, 6 * seconds);
    project.driver.deaf = 'not now';
    await later(project, 12 * seconds);
    project.driver.deaf = undefined;
    const report = await later({ ...project, host }, seconds);
    expect(told(report)).toEqual(['waits: `SENTINEL_HOLD` is set here']);
    expect(project.driver.told).toEqual(['green 10']);
    await later(project, seconds);
    project.errors.set('green', 9);
    await later({ ...project, host }, 6 * seconds);
    expect(project.driver.told).toEqual(['green 10', 'green 50', 'green 0 evict']);
  });
});

describe('controller', () => {
  test('looks again and again until it is ended', async () => {
    const project = await begun();
    const { host, driver } = project;
    const end = new AbortController();
    driver.beforeShift = ({ weight }) => {
      if (weight === 100) setImmediate(() => end.abort(new Error('the end')));
    };
    const reports: TickReport[] = [];
    const run = controller(tickRequest(end.signal), host, (report) => {
      reports.push(report);
      return Promise.resolve();
    });
    await expect(host.clock.run(run)).rejects.toThrow('the end');
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100']);
    expect(reports).toMatchObject([{ exitCode: 0, rollouts: [] }]);
  });
});

test('a store that is gone is a lost one', async () => {
  const project = await begun();
  await rm(join(project.cwd, '.sentinel'), { recursive: true });
  // It begins anew, and knows of nothing: the traffic is as it was.
  expect(await later(project, seconds)).toMatchObject({ exitCode: 0, rollouts: [] });
  expect(project.driver.told).toEqual(['green 10']);
});
