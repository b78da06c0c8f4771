import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply, plan, type RunEvent, type RunReport } from '../../../src/app/index.ts';
import { newRepository } from '../../support/git.ts';
import { hostIn, requestWith } from '../../support/host.ts';
import { dev, policy, prod, project } from '../../support/project.ts';
import { refusedWith } from '../../support/refusal.ts';

function codesOf({ diagnostics }: RunReport): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

describe('apply', () => {
  const yes = { shadow: false, confirm: () => Promise.resolve(true) };

  test('does the steps of a release that may go', async () => {
    const { host, log } = await project();
    const report = await apply({ ...requestWith(dev), ...yes }, host);
    expect(report).toMatchObject({ exitCode: 0, steps: [{ name: 'log', result: 'done' }] });
    expect(await log()).toBe('v1.2.3\n');
  });

  test('asks nobody about one that may not go', async () => {
    const { host, log } = await project();
    const confirm = () => Promise.reject(new Error('asked'));
    expect(await apply({ ...requestWith(prod), shadow: false, confirm }, host)).toMatchObject({
      exitCode: 2,
    });
    expect(await log()).toBe('');
  });

  test('does nothing that is not confirmed', async () => {
    const { host, log } = await project();
    const report = await apply(
      { ...requestWith(dev), shadow: false, confirm: () => Promise.resolve(false) },
      host,
    );
    expect(report).toMatchObject({ exitCode: 1 });
    expect(codesOf(report)).toEqual(['SEN2404', 'SEN2205']);
    expect(await log()).toBe('');
  });

  test('asks the gates again right before it acts', async () => {
    const { cwd, host, log } = await project();
    const confirm = async () => {
      await rm(join(cwd, 'ready.txt'));
      return true;
    };
    const events: RunEvent[] = [];
    const report = await apply({ ...requestWith(dev, events), shadow: false, confirm }, host);
    expect(report).toMatchObject({ exitCode: 1, decision: { decision: 'blocked' } });
    expect(await log()).toBe('');
    expect(events.filter(({ type }) => type === 'pass.started')).toMatchObject([
      { pass: 'plan' },
      { pass: 'act' },
    ]);
  });

  test.each([
    ['the run', { shadow: true }, policy],
    ['the policy', {}, policy.replace('policy: shop', 'policy: shop\nmode: shadow')],
  ])('in shadow of %s changes nothing', async (_, parts, text) => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': text });
    await rm(join(cwd, 'ready.txt'));
    const confirm = () => Promise.reject(new Error('asked'));
    const report = await apply({ ...requestWith(dev), shadow: false, confirm, ...parts }, host);
    expect(report).toMatchObject({ exitCode: 0, steps: [{ result: 'would-run' }] });
    expect(report.decision.rules[0]).toMatchObject({ verdict: 'fail', mode: 'shadow' });
    expect(await log()).toBe('');
  });

  test('ends with a step that fails', async () => {
    const { host } = await project({ 'sentinel.yaml': policy.replace('>> log.txt', '; exit 7') });
    const report = await apply({ ...requestWith(dev), ...yes }, host);
    expect(report).toMatchObject({
      exitCode: 1,
      decision: { decision: 'safe' },
      steps: [{ result: 'failed' }],
    });
    expect(codesOf(report)).toEqual(['SEN2404', 'SEN2206']);
  });

  test('refuses what it cannot do', async () => {
    const { host } = await project();
    const refused = (parts: object) => refusedWith(apply({ ...requestWith(dev), ...yes, ...parts }, host));
    expect(await refused({ untrusted: true })).toMatchObject([{ code: 'SEN2020' }]);
    expect(await refused({ at: '2031-01-01T00:00Z' })).toMatchObject([{ code: 'SEN2017' }]);
    expect(await refused({ planFile: 'none' })).toMatchObject([{ code: 'SEN2001' }]);
    expect(await refused({ planFile: 'none', release: {} })).toMatchObject([{ code: 'SEN2201' }]);
  });
});

describe('a saved plan', () => {
  const yes = { shadow: false, confirm: () => Promise.resolve(true), planFile: 'release.plan' };

  async function saved() {
    const repository = await newRepository();
    const cwd = repository.folder;
    await repository.commit({ 'sentinel.yaml': policy, 'ready.txt': 'yes' });
    const host = hostIn(cwd);
    const report = await plan(
      { ...requestWith({ ...prod, set: ['ticket=OPS-1'] }), save: 'release.plan' },
      host,
    );
    return { repository, cwd, host, report };
  }

  test('is applied as it was made, once', async () => {
    const { cwd, host, report } = await saved();
    expect(report.saved).toMatchObject({ file: 'release.plan' });
    const applied = await apply({ ...requestWith(), ...yes }, host);
    expect(applied).toMatchObject({ exitCode: 0, steps: [{ result: 'done' }] });
    expect(await readFile(join(cwd, 'log.txt'), 'utf8')).toBe('v1.2.3\n');
    expect(await refusedWith(apply({ ...requestWith(), ...yes }, host))).toMatchObject([{ code: 'SEN2204' }]);
  });

  test('is not used up by a run that does not act', async () => {
    const { host } = await saved();
    await apply({ ...requestWith(), ...yes, confirm: () => Promise.resolve(false) }, host);
    expect(await apply({ ...requestWith(), ...yes }, host)).toMatchObject({ exitCode: 0 });
  });

  test('of several runs that apply it at once one acts', async () => {
    const { cwd, host } = await saved();
    await apply({ ...requestWith(), ...yes, confirm: () => Promise.resolve(false) }, host);
    const runs = await Promise.allSettled([1, 2, 3].map(() => apply({ ...requestWith(), ...yes }, host)));
    expect(runs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(join(cwd, 'log.txt'), 'utf8')).toBe('v1.2.3\n');
  });

  test('is refused with another store, which would not know that it was used', async () => {
    const { host } = await saved();
    const other = requestWith({ store: 'sqlite:other.db' });
    expect(await refusedWith(apply({ ...other, ...yes }, host))).toMatchObject([{ code: 'SEN2202' }]);
  });

  test('is refused when the policy or the commit changed', async () => {
    const { repository, cwd, host } = await saved();
    await writeFile(join(cwd, 'sentinel.yaml'), `${policy}# more\n`);
    const [text] = await refusedWith(apply({ ...requestWith(), ...yes }, host));
    expect(text).toMatchObject({
      code: 'SEN2202',
      message: expect.stringContaining('the text of the policy changed'),
    });
    await writeFile(join(cwd, 'sentinel.yaml'), policy);
    await repository.commit({ 'b.txt': 'two' });
    const [commit] = await refusedWith(apply({ ...requestWith(), ...yes }, host));
    expect(commit).toMatchObject({
      code: 'SEN2202',
      message: expect.stringContaining('`release.commit` was'),
    });
  });

  test('expires', async () => {
    const { host } = await saved();
    await host.clock.run(host.clock.sleep(3_600_000));
    expect(await refusedWith(apply({ ...requestWith(), ...yes }, host))).toMatchObject([{ code: 'SEN2203' }]);
  });
});
