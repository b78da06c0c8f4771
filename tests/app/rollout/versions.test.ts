import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { adopt, apply, ask, releaseVersion, repin, tick, unlock, versions } from '../../../src/app/index.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../../support/canary.ts';
import { refusedWith } from '../../support/refusal.ts';
import { auditOf, inStore } from '../../support/store.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const signal = new AbortController().signal;
const change = { choice: { shadow: false }, reason: 'OPS-1', set: [], actor: 'ann', signal };

async function released({ host, request }: Canary, version: string, timeout?: number) {
  return host.clock.run(apply(request(version, timeout === undefined ? {} : { timeout }), host));
}

describe('versions', () => {
  test('are told by slot, the one that takes the users first', async () => {
    const project = await canary();
    await released(project, 'v1');
    await released(project, 'v2');
    expect((await versions({ signal }, project.host)).rollouts).toEqual([
      {
        name: 'shop/main@prod',
        slots: [
          { slot: 'blue', version: 'v2', weight: 100 },
          { slot: 'green', version: 'v1', weight: 0 },
        ],
      },
    ]);
  });

  test('that went back are in quarantine, until somebody lets them out', async () => {
    const project = await canary();
    project.errors.set('green', 9);
    await released(project, 'v1');
    const { quarantine } = await versions({ signal }, project.host);
    expect(quarantine).toMatchObject([{ version: 'v1', env: 'prod', why: 'canary.errors 9 is not < 2' }]);
    expect(
      await refusedWith(releaseVersion({ signal, version: 'v9', reason: 'x' }, project.host)),
    ).toMatchObject([{ code: 'SEN2607', help: 'in quarantine: `v1`' }]);
    await releaseVersion({ signal, version: 'v1', reason: 'OPS-2', actor: 'ann' }, project.host);
    project.errors.set('green', 0);
    expect(await released(project, 'v1')).toMatchObject({ exitCode: 0 });
    expect((await auditOf(project.cwd)).find(({ type }) => type === 'quarantine.released')).toMatchObject({
      actor: { name: 'ann' },
      subject: { version: 'v1', env: 'prod' },
      why: 'OPS-2',
    });
  });
});

describe('adopt', () => {
  const adopting = { ...change, choice: { name: 'shop/main@prod', shadow: false } };

  test('of traffic on one slot begins the next rollout from there', async () => {
    const project = await canary();
    project.driver.weights = { blue: 0, green: 100 };
    const report = await adopt({ ...adopting, version: 'v7' }, project.host);
    expect(report).toMatchObject({ text: 'all traffic is on green; the next release goes to blue' });
    const applied = await released(project, 'v8');
    expect(applied).toMatchObject({ exitCode: 0, rollout: { status: { stable: 'v7' } } });
    expect(project.driver.told).toEqual(['blue 10', 'blue 50', 'blue 100']);
  });

  test('of traffic in between is for a person to go on with, or to take back', async () => {
    const project = await canary();
    project.driver.weights = { blue: 40, green: 60 };
    expect(await adopt(adopting, project.host)).toMatchObject({
      status: { phase: 'paused', pause: { by: 'person' }, stage: 2, weight: { actual: 60 } },
    });
    const asked = await ask({ ...change, request: 'abort', look: true }, project.host);
    expect(asked.asked).toMatchObject([{ result: 'done' }]);
    expect(project.driver.told).toEqual(['green 0 evict']);
  });

  test('of what has ended as the traffic is changes nothing: it can still go back', async () => {
    const project = await canary(
      canaryPolicy.replace('    checks:', '    finish: { keep: 1h }\n    checks:'),
    );
    await released(project, 'v1');
    await released(project, 'v2');
    for (const version of [undefined, 'v2'])
      expect(
        await adopt({ ...adopting, ...(version !== undefined && { version }) }, project.host),
      ).toMatchObject({
        text: 'the store knows of it already, and nothing was changed',
        status: { phase: 'completed', version: 'v2', stable: 'v1', kept: true },
      });
    expect(await adopt({ ...adopting, version: 'v3' }, project.host)).toMatchObject({
      status: { stable: 'v3', kept: false },
    });
  });

  test('of traffic that the store knows is refused', async () => {
    const project = await canary();
    await released(project, 'v1', 5_000);
    expect(await refusedWith(adopt(adopting, project.host))).toMatchObject([{ code: 'SEN2602' }]);
  });

  test.each([
    ['shop/other', 'SEN2607'],
    ['cart', 'SEN2607'],
    ['shop@dev', 'SEN2013'],
    ['a b', 'SEN2001'],
  ])('of %s is refused', async (name, code) => {
    const { host } = await canary();
    const request = { ...change, choice: { name, shadow: false } };
    expect(await refusedWith(adopt(request, host))).toMatchObject([{ code }]);
  });

  test('helps where the record of a rollout is lost', async () => {
    const project = await canary();
    await released(project, 'v1', 15_000);
    await rm(join(project.cwd, '.sentinel'), { recursive: true });
    const report = await released(project, 'v1');
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'SEN2604', help: expect.stringContaining('`sentinel adopt`') }),
    );
    await adopt({ ...adopting, version: 'v1' }, project.host);
    await ask({ ...change, request: 'resume', look: true }, project.host);
    expect(await released(project, 'v1')).toMatchObject({ exitCode: 0, rollout: { again: true } });
  });
});

describe('repin', () => {
  const write = ({ cwd }: Canary, policy: string) => writeFile(join(cwd, 'sentinel.yaml'), policy);

  test('takes a rollout onto the present policy, at the stage where it is', async () => {
    const project = await canary();
    await released(project, 'v1', 15_000);
    await write(project, canaryPolicy.replace('      - { weight: 10%, hold: 12s }\n', ''));
    expect(await repin(change, project.host)).toMatchObject({
      text: 'stages 10 %, 50 %, 100 % became 50 %, 100 %',
      // What kept it before is no more told as what keeps it now.
      status: { stage: 1, waits: [] },
    });
    expect(await released(project, 'v1')).toMatchObject({ exitCode: 0 });
    expect(project.driver.told).toEqual(['green 10', 'green 50', 'green 100']);
  });

  test.each([
    ['the same policy', canaryPolicy, 'shop/main@prod runs on the present policy already'],
    [
      'one without its stage',
      canaryPolicy.replace('weight: 10%', 'weight: 20%'),
      'the present policy has no stage at 10 %, where it is',
    ],
    [
      'other traffic',
      canaryPolicy.replace('backend: be', 'backend: fe'),
      'the present policy shifts other traffic than shop/main@prod does',
    ],
    [
      'one without the rollout',
      canaryPolicy.replace('  main:', '  other:'),
      'the present policy has no rollout `shop/main`',
    ],
  ])('onto %s is refused', async (_, policy, message) => {
    const project = await canary();
    await released(project, 'v1', 5_000);
    await write(project, policy);
    expect(await refusedWith(repin(change, project.host))).toMatchObject([{ code: 'SEN2608', message }]);
  });
});

test('unlock takes the traffic from who holds it, and says from whom', async () => {
  const project = await canary();
  const { host } = project;
  await released(project, 'v1', 5_000);
  expect(await refusedWith(unlock(change, host))).toMatchObject([
    { code: 'SEN2608', message: 'nobody holds the traffic of shop/main@prod' },
  ]);
  await inStore(project.cwd, (store) => store.acquire('target/fake', 'runner 12', 3_600_000));
  expect(await unlock(change, host)).toMatchObject({ text: expect.stringMatching(/^taken from runner 12/u) });
  const report = await host.clock.run(tick({ signal, listener: () => undefined }, host));
  expect(report.rollouts).toMatchObject([{ outcome: 'waits' }]);
  expect((await auditOf(project.cwd)).find(({ type }) => type === 'lease.taken')).toMatchObject({
    from: 'runner 12',
    why: 'OPS-1',
  });
});
