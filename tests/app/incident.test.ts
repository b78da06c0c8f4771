import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, freeze, unfreeze } from '../../src/app/index.ts';
import { isUnknown } from '../../src/plan/value.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn, requestWith } from '../support/host.ts';
import { dev, policy, prod, project } from '../support/project.ts';
import { refusedWith } from '../support/refusal.ts';
import { auditOf, inStore } from '../support/store.ts';

const stop = { until: '2h', reason: 'the database is down' };

describe('freeze', () => {
  test('records the stop and its audit, for this policy, until a time', async () => {
    const { cwd, host } = await project();
    const { freezes, store, diagnostics } = await freeze({ ...stop, actor: 'ann' }, host);
    expect(freezes).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}$/u),
        scope: { policy: 'shop' },
        from: host.clock.now(),
        until: host.clock.now() + 7_200_000,
        reason: 'the database is down',
        actor: 'ann',
      },
    ]);
    expect(store).toBe('.sentinel/state.db');
    expect(diagnostics).toMatchObject([{ code: 'SEN2404' }]);
    const [opened] = freezes;
    expect(await inStore(cwd, (state) => state.read(`freeze/${opened?.id ?? ''}`))).toMatchObject({
      value: opened,
    });
    expect(await auditOf(cwd)).toMatchObject([
      {
        type: 'freeze.opened',
        actor: { name: 'ann', verified: false },
        policy: 'shop',
        subject: { policy: 'shop', freeze: opened?.id },
        to: { until: opened?.until },
        why: 'the database is down',
        reasonCode: 'manual',
      },
    ]);
  });

  test('is for the releases of its scope', async () => {
    const { host } = await project();
    await freeze({ ...stop, until: '2026-11-24T12:00Z', scope: 'env=prod' }, host);
    expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 0 });
    const stopped = await check(requestWith({ ...prod, set: ['ticket=OPS-1'] }), host);
    expect(stopped).toMatchObject({ exitCode: 1, decision: { decision: 'blocked' } });
  });

  test('may be for every policy of a store, from anywhere', async () => {
    const { cwd, host } = await project();
    const store = `sqlite:${join(cwd, '.sentinel/state.db')}`;
    await freeze(stop, host);
    const elsewhere = hostIn(await temporaryFolder(), { USER: 'ann' });
    const { freezes } = await freeze({ ...stop, store, scope: 'all' }, elsewhere);
    expect(freezes).toMatchObject([{ scope: {} }]);
    expect(await check(requestWith({ ...dev, store }), host)).toMatchObject({ exitCode: 1 });
    expect(await refusedWith(freeze({ ...stop, scope: 'all' }, elsewhere))).toMatchObject([
      { code: 'SEN2010' },
    ]);
  });

  test.each([
    [{ until: 'tomorrow' }, 'SEN2017', '`tomorrow` is neither an instant nor a duration'],
    [{ until: '0s' }, 'SEN2017', '`0s` has passed: it is 2026-11-24T10:00:00Z'],
    [{ until: '2020-01-01T00:00Z' }, 'SEN2017', expect.stringContaining('has passed')],
    [{ scope: 'environment=prod' }, 'SEN2001', '`environment=prod` is no scope'],
    [{ scope: 'prod' }, 'SEN2001', '`prod` is no scope'],
    [{ scope: 'env=prod,env=dev' }, 'SEN2001', 'the scope names `env` twice'],
    [{ scope: 'env=prdo' }, 'SEN2013', 'the policy declares no environment `prdo`'],
    [{ scope: 'env=mars' }, 'SEN2013', 'the policy declares no environment `mars`'],
  ])('%j is refused', async (parts, code, message) => {
    const { host } = await project();
    expect(await refusedWith(freeze({ ...stop, ...parts }, host))).toMatchObject([{ code, message }]);
  });

  test('a stop that a build would throw away is refused', async () => {
    const { host } = await project({}, { CI: '1' });
    expect(await refusedWith(freeze(stop, host))).toMatchObject([
      { code: 'SEN2403', message: expect.stringContaining('and forget the stop') },
    ]);
  });

  test('a store that is lost is told', async () => {
    const { host } = await project({ '.sentinel': 'a file' });
    expect(await refusedWith(freeze(stop, host))).toMatchObject([{ code: 'SEN2402' }]);
  });
});

describe('unfreeze', () => {
  const over = { reason: 'the database is back', all: false };

  test('lifts the one that is in force, and audits it', async () => {
    const { cwd, host } = await project();
    const { freezes } = await freeze(stop, host);
    expect(await unfreeze(over, host)).toMatchObject({ freezes });
    expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 0 });
    expect((await auditOf(cwd))[1]).toMatchObject({
      type: 'freeze.closed',
      subject: { freeze: freezes[0]?.id },
      from: freezes[0],
      why: 'the database is back',
    });
    expect(await refusedWith(unfreeze(over, host))).toMatchObject([
      { code: 'SEN2408', message: 'no incident freeze is in force' },
    ]);
  });

  test('asks which one of several; lifts a named one, or all', async () => {
    const { host } = await project();
    const ids: string[] = [];
    for (const reason of ['one', 'two', 'three'])
      ids.push((await freeze({ ...stop, reason }, host)).freezes[0]?.id ?? '');
    const [first = ''] = ids;
    const [refused] = await refusedWith(unfreeze(over, host));
    expect(refused?.message).toMatch(/^there are 3 incident freezes: /u);
    for (const id of ids) expect(refused?.message).toContain(id);
    expect(await refusedWith(unfreeze({ ...over, id: 'ffff' }, host))).toMatchObject([
      { code: 'SEN2408', message: 'there is no incident freeze `ffff`' },
    ]);
    expect(await unfreeze({ ...over, id: first }, host)).toMatchObject({ freezes: [{ id: first }] });
    expect((await unfreeze({ ...over, all: true }, host)).freezes).toHaveLength(2);
  });

  test('knows nothing of those that ended, or of another policy', async () => {
    const { cwd, host } = await project({
      'other/sentinel.yaml': policy.replace('policy: shop', 'policy: other'),
    });
    const store = `sqlite:${join(cwd, '.sentinel/state.db')}`;
    await freeze({ ...stop, until: '1s' }, host);
    await host.clock.run(host.clock.sleep(1000));
    await freeze({ ...stop, store, policy: 'other/sentinel.yaml' }, host);
    expect(await refusedWith(unfreeze({ ...over, store }, host))).toMatchObject([{ code: 'SEN2408' }]);
    expect(await check(requestWith({ ...dev, store }), host)).toMatchObject({ exitCode: 0 });
  });

  test('leaves nothing behind where there is no store', async () => {
    const { cwd, host } = await project();
    expect(await refusedWith(unfreeze(over, host))).toMatchObject([{ code: 'SEN2408' }]);
    await expect(inStore(cwd, (state) => state.info())).rejects.toThrow('there is no such file');
  });
});

test('who is not named is the login of this machine', async () => {
  const { host } = await project();
  const { freezes } = await freeze(stop, host);
  expect(freezes[0]?.actor).toMatch(/\S/u);
  expect(isUnknown(freezes[0]?.actor)).toBe(false);
});

test('a record that nobody can read stops releases, and is lifted as any other', async () => {
  const { cwd, host } = await project();
  await freeze(stop, host);
  await unfreeze({ reason: 'over', all: true }, host);
  const record = { key: 'freeze/cafe', version: 0, value: { until: 'soon' } };
  await inStore(cwd, (state) => state.commit({ writes: [record] }));
  const stopped = await check(requestWith(dev), host);
  expect(stopped).toMatchObject({ exitCode: 1 });
  const { freezes } = await unfreeze({ id: 'cafe', reason: 'nobody can read it', all: false }, host);
  expect(freezes).toMatchObject([{ id: 'cafe', scope: {} }]);
  expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 0 });
  expect((await auditOf(cwd)).at(-1)).toMatchObject({ type: 'freeze.closed', from: { until: 'soon' } });
});

test('a store that cannot be looked at may hold a stop: it is lost, not absent', async () => {
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': 'sentinel: 1\npolicy: shop\n' }));
  await symlink('.sentinel', join(host.cwd, '.sentinel'));
  const report = await check(requestWith(), host);
  expect(report.diagnostics).toContainEqual(expect.objectContaining({ code: 'SEN2402' }));
  expect(report.exitCode).toBe(1);
});
