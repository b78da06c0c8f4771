import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, plan, type RunEvent } from '../../../src/app/index.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { requestWith } from '../../support/host.ts';
import { dev, policy, prod, project } from '../../support/project.ts';
import { refusedWith } from '../../support/refusal.ts';

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
