import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import {
  apply,
  ask,
  type AskRequest,
  type HandRequest,
  history,
  status,
  stop,
  type StatusRequest,
} from '../../src/app/index.ts';
import { operandsOf } from '../../src/app/by-hand/choose.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../support/canary.ts';
import { DriverFailure } from '../../src/runtime/failure.ts';
import { FakeDriver } from '../support/fake-driver.ts';
import { refusedWith } from '../support/refusal.ts';
import { auditOf } from '../support/store.ts';

const traffic = vi.hoisted(() => ({ isReachable: true }));

vi.mock('../../src/app/adapters.ts', () => ({
  openDriver: () =>
    traffic.isReachable
      ? Promise.resolve(adapters.driver)
      : Promise.reject(new DriverFailure('connection refused')),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.reject(new Error('there are no steps')),
}));

/** A release at 10 %, which its `apply` has left after a few seconds. */
async function underWay(policy = canaryPolicy): Promise<Canary> {
  const started = await canary(policy);
  await started.host.clock.run(apply(started.request('v1', { timeout: 6_000 }), started.host));
  return started;
}

function asked(request: HandRequest, parts: Partial<AskRequest> = {}): AskRequest {
  return {
    request,
    choice: { shadow: false },
    reason: 'OPS-931',
    actor: 'ann',
    look: true,
    signal: new AbortController().signal,
    ...parts,
  };
}

function statusRequest(parts: Partial<StatusRequest> = {}): StatusRequest {
  return {
    choice: { shadow: false },
    watch: false,
    signal: new AbortController().signal,
    listener: () => undefined,
    ...parts,
  };
}

describe('where a rollout stands', () => {
  test('with its weight, its stage and its checks', async () => {
    const { host } = await underWay();
    const { rollouts } = await status(statusRequest(), host);
    expect(rollouts).toMatchObject([
      {
        name: 'shop/main@prod',
        version: 'v1',
        phase: 'observing',
        stage: 1,
        stages: [10, 50, 100],
        weight: { intended: 10, actual: 10 },
        waits: [{ for: 'hold' }],
        checks: [{ condition: 'canary.errors < 2', observed: '0', limit: '2', value: 0, verdict: 'pass' }],
      },
    ]);
  });

  test('with a warning where the machine that looked after it has another time than the store', async () => {
    const { host, request } = await underWay();
    expect(await status(statusRequest(), host)).toMatchObject({ diagnostics: [] });
    const { clock } = host;
    const behind = {
      now: () => clock.now() - 12_000,
      monotonic: () => clock.monotonic(),
      sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms, signal),
    };
    await clock.run(apply(request('v1', { timeout: 1_000 }), { ...host, clock: behind }));
    const { diagnostics } = await status(statusRequest(), host);
    expect(diagnostics).toMatchObject([
      {
        code: 'SEN2405',
        severity: 'warning',
        message: expect.stringMatching(
          /^the clock of the store is 1[0-9] s ahead of the clock of the machine that looked after shop\/main@prod last$/u,
        ),
      },
    ]);
  });

  test('nothing is created where there is no store', async () => {
    const { host, cwd } = await canary();
    expect(await status(statusRequest(), host)).toMatchObject({ rollouts: [] });
    expect(existsSync(`${cwd}/.sentinel`)).toBe(false);
  });

  test('a name that fits nothing', async () => {
    const { host } = await underWay();
    const refusal = await refusedWith(
      status(statusRequest({ choice: { name: 'shop/mian', shadow: false } }), host),
    );
    expect(refusal).toMatchObject([{ code: 'SEN2607', message: 'there is no rollout `shop/mian`' }]);
  });

  test('it is waited for, and missed in time', async () => {
    const { host } = await underWay();
    const events: string[] = [];
    const report = await host.clock.run(
      status(
        statusRequest({
          watch: true,
          until: 'completed',
          timeout: 5_000,
          listener: ({ type }) => events.push(type),
        }),
        host,
      ),
    );
    expect(report.reached).toBe(false);
    expect(events).toEqual(['rollout.status']);
  });
});

describe('by hand', () => {
  test('paused, resumed, taken back', async () => {
    const { host, driver } = await underWay();
    const paused = await ask(asked('pause'), host);
    expect(paused.asked).toMatchObject([
      { result: 'done', status: { phase: 'paused', pause: { by: 'person', why: 'OPS-931' } } },
    ]);
    expect((await ask(asked('resume'), host)).asked).toMatchObject([{ status: { phase: 'observing' } }]);
    const aborted = await ask(asked('abort'), host);
    expect(aborted.asked).toMatchObject([
      { name: 'shop/main@prod', request: 'abort', result: 'done', status: { phase: 'rolled_back' } },
    ]);
    expect(driver.told).toEqual(['green 10', 'green 0 evict']);
  });

  test('taken back without waiting for metrics that do not answer', async () => {
    const { host } = await underWay();
    await host.clock.run(host.clock.sleep(60_000, new AbortController().signal));
    adapters.probe = { observe: () => new Promise(() => undefined) };
    expect((await ask(asked('abort'), host)).asked).toMatchObject([
      { result: 'done', status: { phase: 'rolled_back' } },
    ]);
  });

  test('what cannot be followed is refused with its reason, and audited', async () => {
    const { host, cwd } = await underWay();
    const { asked: answers, diagnostics } = await ask(asked('resume'), host);
    expect(answers).toMatchObject([{ result: 'refused', why: 'it is not paused' }]);
    expect(diagnostics).toMatchObject([
      { code: 'SEN2608', message: '`resume` of shop/main@prod is refused: it is not paused' },
    ]);
    expect((await auditOf(cwd)).at(-1)).toMatchObject({
      type: 'rollout.request.refused',
      actor: { name: 'ann', verified: false },
      data: { request: 'resume', asked: 'OPS-931' },
    });
  });

  test('promoted past the rest of the hold, while the checks pass', async () => {
    const { host } = await underWay();
    expect((await ask(asked('promote'), host)).asked).toMatchObject([
      { result: 'done', status: { stage: 2, weight: { intended: 50, actual: 50 } } },
    ]);
    const bad = await canary(`${canaryPolicy}      tolerate: 5\n`);
    bad.errors.set('green', 4);
    await bad.host.clock.run(apply(bad.request('v1', { timeout: 6_000 }), bad.host));
    expect((await ask(asked('promote'), bad.host)).asked).toMatchObject([
      { result: 'refused', why: 'the checks of this stage are not known to pass', status: { stage: 1 } },
    ]);
  });

  test('an approval of somebody unknown is recorded, and does not count; to promote does not give it', async () => {
    const { host } = await underWay(canaryPolicy.replace('weight: 50%,', 'weight: 50%, approve: sre,'));
    const { asked: answers } = await ask(asked('approve'), host);
    expect(answers).toMatchObject([
      { result: 'refused', why: expect.stringContaining('only from a verified identity') as string },
    ]);
    expect((await ask(asked('promote'), host)).asked).toMatchObject([
      {
        result: 'begun',
        why: 'it still waits for 1 more of `sre`',
        status: { stage: 1, waits: [{ for: 'approval' }] },
      },
    ]);
  });

  test('stop takes every rollout back, also where the policy is broken', async () => {
    const { host, cwd, driver } = await underWay();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${cwd}/sentinel.yaml`, 'sentinel: 1\npolicy: [');
    expect(await refusedWith(ask(asked('resume'), host))).not.toEqual([]);
    const report = await stop({ reason: 'incident 44', signal: new AbortController().signal }, host);
    expect(report.asked).toMatchObject([{ result: 'done', status: { phase: 'rolled_back' } }]);
    expect(driver.told.at(-1)).toBe('green 0 evict');
    expect(await stop({ reason: 'again', signal: new AbortController().signal }, host)).toMatchObject({
      asked: [],
    });
  });

  test('what cannot be looked at from here is kept for the next look, and told', async () => {
    const { host } = await underWay();
    traffic.isReachable = false;
    const { asked: answers, diagnostics } = await ask(asked('abort'), host);
    expect(answers).toMatchObject([{ result: 'kept', status: { phase: 'observing' } }]);
    expect(diagnostics).toMatchObject([
      {
        code: 'SEN2601',
        severity: 'warning',
        message: 'it is kept, and not looked at from here: connection refused',
      },
    ]);
    traffic.isReachable = true;
    expect(
      (await ask(asked('abort', { choice: { name: 'shop', shadow: false } }), host)).asked,
    ).toMatchObject([{ status: { phase: 'rolled_back' } }]);
  });

  test('a way back is done once the traffic is back', async () => {
    const { host, driver } = await underWay();
    driver.deaf = 'connection reset';
    const choice = { name: 'shop', shadow: false };
    expect((await ask(asked('rollback'), host)).asked).toMatchObject([
      {
        result: 'begun',
        why: 'the traffic is not back yet: connection reset',
        status: { phase: 'rolling_back' },
      },
    ]);
    driver.deaf = undefined;
    expect((await ask(asked('abort', { choice }), host)).asked).toMatchObject([
      { result: 'done', status: { phase: 'rolled_back', weight: { actual: 0 } } },
    ]);
  });

  test('whom nobody knows is told how to be known', async () => {
    const { host } = await underWay();
    const { diagnostics } = await ask(asked('approve'), host);
    expect(diagnostics).toMatchObject([
      { code: 'SEN2608', help: expect.stringContaining('`SENTINEL_TOKEN`') },
    ]);
  });

  test('two on their way must be named', async () => {
    const { host, request } = await underWay(canaryPolicy.replace('[prod]', '[prod, eu]'));
    const release = { env: 'eu', version: 'v1' };
    adapters.driver = new FakeDriver();
    await host.clock.run(apply({ ...request('v1', { timeout: 6_000 }), release }, host));
    expect(await refusedWith(ask(asked('pause'), host))).toMatchObject([
      { code: 'SEN2607', message: '2 rollouts are meant: `shop/main@eu`, `shop/main@prod`' },
    ]);
    const choice = { name: 'shop@eu', shadow: false };
    expect((await ask(asked('pause', { choice }), host)).asked).toMatchObject([{ name: 'shop/main@eu' }]);
  });
});

test('a command that is proposed takes the rollout that is meant, and no other', () => {
  const identity = { policy: 'shop', rollout: 'main', env: 'prod', region: 'eu', mode: 'shadow' } as const;
  expect(operandsOf(identity)).toBe('shop/main@prod --region eu --shadow');
  expect(operandsOf({ policy: 'shop', rollout: 'main' })).toBe('shop/main');
});

test('history lists what became of it, with who and why', async () => {
  const { host } = await underWay();
  await ask(asked('abort'), host);
  const { changes } = await history({ choice: { shadow: false } }, host);
  expect(changes.map(({ change, from, to }) => [change, from, to])).toEqual([
    ['started', null, 'v1'],
    ['shift.intended', 0, 10],
    ['shift.confirmed', 0, 10],
    ['stage.entered', null, 0],
    ['latched', 10, 0],
    ['shift.intended', 10, 0],
    ['shift.confirmed', 10, 0],
    ['rolled_back', null, 0],
  ]);
  expect(changes[4]).toMatchObject({
    rollout: 'shop/main@prod',
    by: 'ann',
    reason: 'OPS-931',
    reasonCode: 'aborted',
  });
});

test('the history of a name that fits nothing is refused, and not empty', async () => {
  const { host } = await underWay();
  const refusal = await refusedWith(history({ choice: { name: 'shop/mian', shadow: false } }, host));
  expect(refusal).toMatchObject([
    {
      code: 'SEN2607',
      message: 'there is no rollout `shop/mian`',
      help: expect.stringContaining('shop/main@prod'),
    },
  ]);
});
