import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply, check, plan, type RunEvent } from '../../src/app/index.ts';
import { isUnknown } from '../../src/plan/value.ts';
import { temporaryFolder } from '../support/folder.ts';
import { newRepository } from '../support/git.ts';
import { hostIn, requestWith } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';

const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
settings:
  owner: { env: OWNER, default: nobody }
inputs:
  ticket: { type: string, default: "" }
probes:
  ready: { file: { path: ready.txt } }
gates:
  ready: { require: ready.exists, message: "make \${settings.owner} write ready.txt" }
  ticket: { environments: [prod], severity: critical, require: ticket matches /^OPS-/, message: "give one: --set ticket=OPS-1" }
after:
  - name: log
    command: { run: [sh, -c, 'echo "$1" >> log.txt', sh, "\${release.version}"] }
`;

async function project(files: Readonly<Record<string, string>> = {}) {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy, 'ready.txt': 'yes', ...files });
  return { cwd, host: hostIn(cwd), log: () => readFile(join(cwd, 'log.txt'), 'utf8').catch(() => '') };
}

const dev = { release: { env: 'dev', version: 'v1.2.3' } };
const prod = { release: { env: 'prod', version: 'v1.2.3' } };

describe('plan and check', () => {
  test('a release that may go', async () => {
    const { host } = await project();
    const events: RunEvent[] = [];
    const report = await plan(requestWith(dev, events), host);
    expect(report).toMatchObject({ command: 'plan', exitCode: 0, decision: { decision: 'safe' } });
    expect(report.policy).toMatchObject({ name: 'shop', file: 'sentinel.yaml' });
    expect(report.steps).toEqual([
      { phase: 'after', name: 'log', kind: 'command', result: 'would-run', text: '' },
    ]);
    expect(report.facts.map(({ id, value, from }) => [id, value, from])).toEqual([
      ['ready.exists', true, 'probe ready on ready.txt'],
      ['settings.owner', 'nobody', 'default'],
      ['release.version', 'v1.2.3', '--version'],
    ]);
    expect(report.probes.map(({ probe, kind }) => [probe, kind])).toEqual([['ready', 'file']]);
    expect(events.map(({ type }) => type)).toEqual([
      'run.started',
      'pass.started',
      'probe.started',
      'probe.finished',
      'rule.judged',
      'rule.judged',
      'decision',
      'run.finished',
    ]);
    expect(events.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('one that may not, with every reason; the worst decides', async () => {
    const { cwd, host } = await project();
    await rm(join(cwd, 'ready.txt'));
    const report = await check(requestWith(prod), host);
    expect(report).toMatchObject({ exitCode: 2, decision: { decision: 'critical' }, steps: [] });
    expect(report.decision.rules.map(({ verdict, message }) => [verdict, message])).toEqual([
      ['fail', 'make nobody write ready.txt'],
      ['fail', 'give one: --set ticket=OPS-1'],
    ]);
  });

  test('all that is missing is told before anything runs', async () => {
    const text = policy
      .replace(', default: nobody', '')
      .replace(', default: ""', '')
      .replace('inputs:', 'secrets: { token: { env: TOKEN } }\ninputs:');
    const { host } = await project({ 'sentinel.yaml': text });
    const events: RunEvent[] = [];
    const found = await refusedWith(plan(requestWith({}, events), host));
    expect(found.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'SEN2014',
      'SEN2101',
      'SEN2102',
      'SEN2106',
    ]);
    expect(events).toEqual([]);
  });

  test('a policy with errors judges nothing', async () => {
    const { host } = await project({ 'sentinel.yaml': policy.replace('ready.exists', 'redy.exists') });
    expect(await refusedWith(plan(requestWith(dev), host))).toMatchObject([{ code: 'SEN1401' }]);
  });

  test('as of another instant', async () => {
    const text = 'sentinel: 1\npolicy: p\ngates: { later: { require: now > 2030-01-01T00:00Z } }\n';
    const { host } = await project({ 'sentinel.yaml': text });
    expect(await check(requestWith(), host)).toMatchObject({ exitCode: 1 });
    const later = await check(requestWith({ at: '2031-01-01T00:00Z' }), host);
    expect(later).toMatchObject({ exitCode: 0, evaluatedAt: Date.parse('2031-01-01T00:00Z') });
    expect(later.facts).toMatchObject([{ id: 'now', from: '--at' }]);
    expect(await refusedWith(check(requestWith({ at: 'tomorrow' }), host))).toMatchObject([
      { code: 'SEN2017' },
    ]);
  });

  test('an untrusted policy is read and nothing else', async () => {
    const { host } = await project();
    const report = await plan(requestWith({ ...dev, untrusted: true }), host);
    expect(report).toMatchObject({ exitCode: 1 });
    expect(report.facts.find(({ id }) => id === 'ready.exists')?.value).toSatisfy(isUnknown);
  });

  test('the operator decides what a policy may read', async () => {
    const operator = await temporaryFolder({ 'sentinel.config.yaml': 'allow_env: [NOTHING]\n' });
    const { host } = await project();
    const config = join(operator, 'sentinel.config.yaml');
    expect(await refusedWith(plan(requestWith({ ...dev, config }), host))).toMatchObject([
      { code: 'SEN2103' },
    ]);
  });
});

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
    expect(report).toMatchObject({ exitCode: 1, diagnostics: [{ code: 'SEN2205' }] });
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
      diagnostics: [{ code: 'SEN2206' }],
    });
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
    expect(applied).toMatchObject({
      exitCode: 0,
      steps: [{ result: 'done' }],
      diagnostics: [{ code: 'SEN2207' }],
    });
    expect(await readFile(join(cwd, 'log.txt'), 'utf8')).toBe('v1.2.3\n');
    expect(await refusedWith(apply({ ...requestWith(), ...yes }, host))).toMatchObject([{ code: 'SEN2204' }]);
  });

  test('is not used up by a run that does not act', async () => {
    const { cwd, host } = await saved();
    await apply({ ...requestWith(), ...yes, confirm: () => Promise.resolve(false) }, host);
    expect(existsSync(join(cwd, '.sentinel'))).toBe(false);
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
