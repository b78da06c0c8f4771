/** What decisions and rollouts rested upon, and what a later failure takes back. */
import { expect, test, vi } from 'vitest';
import { apply, evidence, evidenceList, history, plan, status, tick, versions } from '../../src/app/index.ts';
import { evidenceForms, evidenceListForms } from '../../src/cli/render/rollout/evidence.ts';
import type { Forms } from '../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../src/cli/render/json.ts';
import { unknown } from '../../src/plan/value.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../support/canary.ts';
import { pageFor, shownLines } from '../support/lines.ts';
import { refusedWith } from '../support/refusal.ts';
import { auditOf } from '../support/store.ts';
import { expectSchema } from '../support/schema.ts';

vi.mock('../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

async function textOf(forms: Forms): Promise<string> {
  return shownLines(forms.lines(await pageFor(forms.texts(), 100)));
}

function jsonOf(forms: Forms): void {
  expectSchema('evidence', JSON.parse(jsonDocument(forms.json())) as unknown);
}

const { signal } = new AbortController();
const store = { choice: { shadow: false } };

async function idsOf({ host }: Canary, kind: 'decision' | 'rollout'): Promise<readonly string[]> {
  const { list } = await evidenceList({}, host);
  return list.flatMap((one) => (one.kind === kind ? [one.id] : []));
}

test('why a rollout went back: which observation, against which limit, since when', async () => {
  const project = await canary(canaryPolicy.replace('every: 4s', 'every: 4s\n      tolerate: 2 consecutive'));
  const { host, request, errors, cwd } = project;
  errors.set('green', 4.5);
  await host.clock.run(apply(request('v1'), host));
  const [attempt = ''] = await idsOf(project, 'rollout');
  const [decision = ''] = await idsOf(project, 'decision');
  const report = await evidence({ id: attempt }, host);
  expect(report).toMatchObject({ kind: 'rollout', name: 'shop/main@prod', version: 'v1', decision });
  expect(report.failing).toMatchObject({
    times: 3,
    checks: [{ condition: 'canary.errors < 2', observed: '4.5', limit: '2', verdict: 'fail' }],
  });
  const { since = 0, at = 0 } = report.failing ?? {};
  expect(at - since).toBe(8_000);
  const last = report.observations.at(-1);
  expect(last?.facts).toMatchObject({ 'canary.errors.value': 4.5 });
  expect(last?.sources).toMatchObject([
    { from: 'probe canary.errors', kind: 'prometheus', asked: { query: 'errors{slot="green"}' } },
  ]);
  jsonOf(evidenceForms(report));
  const text = await textOf(evidenceForms(report));
  expect(text).toContain('why it failed: canary.errors 4.5 is not < 2');
  expect(text).toContain('fail canary.errors < 2: 4.5 against 2');
  jsonOf(evidenceListForms(await evidenceList({}, host)));
  // The decision that it began with is revoked, and says by what.
  const safe = await evidence({ id: decision.slice(0, 8) }, host);
  expect(safe).toMatchObject({ outcome: 'safe', started: [attempt], revokedBy: { id: attempt } });
  jsonOf(evidenceForms(safe));
  expect(report.revokes).toMatchObject({ id: decision, reasonCode: 'check_failed' });
  expect((await auditOf(cwd)).filter(({ type }) => type === 'revoked')).toMatchObject([
    { from: 'safe', to: 'revoked', subject: { version: 'v1' }, data: { by: attempt } },
  ]);
  expect(await refusedWith(evidence({ id: 'nothing' }, host))).toMatchObject([{ code: 'SEN2607' }]);
});

test('a rollout that completed and fails within keep is safe no more, and everybody says so', async () => {
  const project = await canary(canaryPolicy.replace('    checks:', '    finish: { keep: 1h }\n    checks:'));
  const { host, request, errors } = project;
  await host.clock.run(apply(request('v1'), host));
  errors.set('green', 9);
  await host.clock.run(host.clock.sleep(10_000));
  await host.clock.run(tick({ signal, listener: () => undefined }, host));
  const changes = (await history(store, host)).changes.map(({ change }) => change);
  expect(changes.filter((one) => ['completed', 'rolled_back', 'revoked'].includes(one))).toEqual([
    'completed',
    'rolled_back',
    'revoked',
  ]);
  const stood = await status({ ...store, watch: false, signal, listener: () => undefined }, host);
  expect(stood.rollouts[0]?.revoked).toMatchObject({ reason: 'check_failed' });
  expect((await versions({ signal }, host)).revoked).toMatchObject([{ what: 'v1', env: 'prod' }]);
  const planned = await host.clock.run(plan(request('v1'), host));
  expect(planned.diagnostics.map(({ code }) => code)).toContain('SEN2208');
  const other = await host.clock.run(plan(request('v2'), host));
  expect(other.diagnostics.map(({ code }) => code)).not.toContain('SEN2208');
});

const gateOnly = canaryPolicy.slice(0, canaryPolicy.indexOf('rollouts:'));

test('a gate that fails later revokes, and a plan that was saved before is refused; each attempt has its own evidence', async () => {
  const project = await canary(gateOnly);
  const { host, request, errors, cwd } = project;
  await host.clock.run(apply(request('v1'), host));
  await host.clock.run(plan({ ...request('v1'), save: 'release.plan' }, host));
  errors.set('stable', 9);
  errors.set('', 9);
  const blocked = await host.clock.run(apply(request('v1'), host));
  expect(blocked.exitCode).toBe(1);
  errors.clear();
  const { release: _, ...planned } = request('v1', { planFile: 'release.plan' });
  expect(await refusedWith(host.clock.run(apply({ ...planned, release: {} }, host)))).toMatchObject([
    { code: 'SEN2207' },
  ]);
  // What failed is asked anew, and an older failure holds nothing back that was planned after it.
  await host.clock.run(plan({ ...request('v1'), save: 'again.plan' }, host));
  const again = await host.clock.run(apply({ ...planned, planFile: 'again.plan', release: {} }, host));
  expect(again.exitCode).toBe(0);
  const [third = '', second = '', first = ''] = await idsOf(project, 'decision');
  expect(new Set([first, second, third]).size).toBe(3);
  const failed = await evidence({ id: second }, host);
  expect(failed).toMatchObject({ outcome: 'blocked', revokes: { id: first, reasonCode: 'gate_fail' } });
  expect(failed.rules).toMatchObject([{ name: 'stable-is-well', verdict: 'fail' }]);
  expect(failed.observations[0]?.facts).toMatchObject({ 'errors.value': 9 });
  expect((await evidence({ id: third }, host)).observations[0]?.facts).toMatchObject({ 'errors.value': 0 });
  expect((await auditOf(cwd)).filter(({ type }) => type === 'revoked').length).toBe(1);
});

test('what is not known is no failure of the release, and since when is told', async () => {
  const project = await canary(gateOnly);
  const { host, request, errors } = project;
  await host.clock.run(apply(request('v1'), host));
  for (const slot of ['', 'stable']) errors.set(slot, unknown('connection refused'));
  await host.clock.run(apply(request('v1'), host));
  await host.clock.run(host.clock.sleep(60_000));
  await host.clock.run(apply(request('v1'), host));
  expect((await history(store, host)).changes).toEqual([]);
  const [last = '', before = ''] = await idsOf(project, 'decision');
  const report = await evidence({ id: last }, host);
  expect(report.rules?.[0]?.since).toBe((await evidence({ id: before }, host)).at);
  expect(report.observations[0]?.facts).toMatchObject({ 'errors.value': { unknown: 'connection refused' } });
});
