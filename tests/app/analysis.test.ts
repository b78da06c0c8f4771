/** `test`, `simulate` and `backtest` as use cases: files, stores, and the JSON that they print. */
import { globSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  backtest,
  type BacktestRequest,
  simulate,
  type SimulateRequest,
  test as testPolicies,
} from '../../src/app/index.ts';
import { backtestForms } from '../../src/cli/render/backtest/forms.ts';
import { jsonDocument } from '../../src/cli/render/json.ts';
import { simulationForms } from '../../src/cli/render/simulate/forms.ts';
import { testForms } from '../../src/cli/render/test/forms.ts';
import { plain } from '../../src/cli/text/text.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';
import { expectSchema } from '../support/schema.ts';

const { signal } = new AbortController();
const page = { columns: 100, measure: (text: string) => text.length };
/** Of what the work is refused with. */
async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  return (await refusedWith(work)).map(({ code }) => code);
}

const root = join(import.meta.dirname, '../..');

const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
probes: { disk: { disk: { path: / } } }
gates: { disk: { severity: critical, require: disk.used < 85% } }
freezes: { weekends: { every: [sat, sun], timezone: UTC } }
`;
const tests = `policy: ./sentinel.yaml
at: 2026-11-24T10:00Z
release: { env: prod }
cases:
  - { name: fine, facts: { disk.used: 40% }, expect: { decision: safe } }
  - { name: "full <&>", facts: { disk.used: 90% }, expect: { decision: safe, rules: { disk: pass } } }
`;

describe('test', () => {
  test.each(globSync('examples/*/sentinel.test.yaml', { cwd: root }).toSorted())('%s', async (file) => {
    const report = await testPolicies({ files: [file], signal }, hostIn(root));
    expect(report.diagnostics).toEqual([]);
    expect(
      report.files.flatMap(({ cases }) =>
        cases.flatMap(({ name, differences }) => (differences.length > 0 ? [name, differences] : [])),
      ),
    ).toEqual([]);
  });

  test('every example has tests', () => {
    expect(globSync('examples/*/sentinel.test.yaml', { cwd: root })).toHaveLength(
      globSync('examples/*/sentinel.yaml', { cwd: root }).length,
    );
  });

  test('runs the files beside the policy, in every form', async () => {
    const host = hostIn(
      await temporaryFolder({ 'sentinel.yaml': policy, 'a.test.yaml': tests, 'b.test.yml': tests }),
    );
    const report = await testPolicies({ files: [], coverageMin: 0.5, signal }, host);
    expect(report.files.map(({ file, policy: about }) => [file, about])).toEqual([
      ['a.test.yaml', 'sentinel.yaml'],
      ['b.test.yml', 'sentinel.yaml'],
    ]);
    const forms = testForms(report);
    const json: unknown = JSON.parse(jsonDocument(forms.json()));
    expectSchema('test', json);
    expect(json).toMatchObject({ passed: 2, failed: 2, covered: 2 / 3, exitCode: 1 });
    expect(forms.lines(page).map(plain)).toEqual(
      expect.arrayContaining([
        '  ✓ fine',
        '  ✗ full <&>',
        '      decision: expected safe, got critical',
        '        └─ disk.used  90 %',
        '2 cases passed, 2 failed; 66.6 % of what the conditions can be was seen',
      ]),
    );
    expect(forms.tap?.()).toMatch(/^TAP version 14\n1\.\.4\nok 1 - fine\nnot ok 2 - full <&>\n {2}---\n/u);
    const { renderFindings } = await import('../../src/cli/render/findings/index.ts');
    const findings = forms.findings?.();
    expect(findings && (await renderFindings('junit', findings))).toContain(
      '<testcase name="full &lt;&amp;&gt;"',
    );
  });

  test('of another policy, where one is named', async () => {
    const host = hostIn(
      await temporaryFolder({
        'sentinel.yaml': policy,
        'a.test.yaml': tests,
        'loose.yaml': policy.replace('85%', '95%'),
        'broken.yaml': policy.replace('85%', '85'),
      }),
    );
    const loose = await testPolicies({ files: ['a.test.yaml'], policy: 'loose.yaml', signal }, host);
    expect(loose.files[0]?.cases.flatMap(({ differences }) => differences)).toEqual([]);
    const broken = await testPolicies({ files: ['a.test.yaml'], policy: 'broken.yaml', signal }, host);
    expect(broken.files).toEqual([]);
    expect(broken.diagnostics.map(({ severity }) => severity)).toContain('error');
  });

  test('refuses where there is nothing to test', async () => {
    const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy }));
    expect(await codesOf(testPolicies({ files: [], signal }, host))).toEqual(['SEN2701']);
    expect(await codesOf(testPolicies({ files: ['no.yaml'], signal }, host))).toEqual(['SEN2011']);
  });
});

describe('simulate', () => {
  const request = (parts: Partial<SimulateRequest>): SimulateRequest => ({
    release: { env: 'prod' },
    set: [],
    seed: 1,
    signal,
    ...parts,
  });

  test('a week of releases, as JSON, text and a picture', async () => {
    const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy }));
    const report = await simulate(request({ at: '2026-11-20T10:00Z', until: '7d' }), host);
    const forms = simulationForms(report);
    const json: unknown = JSON.parse(jsonDocument(forms.json()));
    expectSchema('simulate', json);
    expect(json).toMatchObject({
      summary: '7 releases: 5 started, 2 blocked (weekends 2)',
      frozen: [{ freeze: 'weekends', from: '2026-11-21T00:00:00Z', until: '2026-11-23T00:00:00Z' }],
    });
    expect(forms.lines(page).map(plain)).toContain('  2026-11-21T10:00:00Z  blocked     weekends');
    expect(forms.svg?.()).toMatch(/^<svg [^>]*>\n<title>shop<\/title>[^]*<\/svg>\n$/u);
    expect(forms.html?.()).toContain('<td class="fail">blocked</td>');
  });

  test('the rollouts of a test file, with their checks', async () => {
    const file = 'examples/canary/sentinel.test.yaml';
    const report = await simulate(request({ policy: 'examples/canary/sentinel.yaml', file }), hostIn(root));
    const forms = simulationForms(report);
    expectSchema('simulate', JSON.parse(jsonDocument(forms.json())));
    expect(report.releases.map(({ course }) => course?.phase)).toEqual([
      'completed',
      'rolled_back',
      'pending',
      'observing',
    ]);
    expect(forms.svg?.()).toContain('>canary.error_rate &lt; 5%</text>');
  });

  test('from audience to audience', async () => {
    const flag = join('examples', 'feature-flag');
    const report = await simulate(
      request({
        policy: join(flag, 'sentinel.yaml'),
        release: {},
        file: join(flag, 'sentinel.test.yaml'),
      }),
      hostIn(root),
    );
    const forms = simulationForms(report);
    const json: unknown = JSON.parse(jsonDocument(forms.json()));
    expectSchema('simulate', json);
    expect(json).toMatchObject({ releases: [{}, { rollout: { audiences: ['internal', 'public'] } }, {}] });
    const text = forms.lines(page).map(plain).join('\n');
    expect(text).toMatch(/5 s {2}██░* {5}public 10 % {2}stage entered: at public 10 %/u);
    const picture = forms.svg?.() ?? '';
    expect(picture).toContain('>internal</text>');
    // Nothing is drawn outside of the picture.
    expect(picture).not.toMatch(/V-/u);
  });

  test('on the facts of the audit', async () => {
    const folder = await temporaryFolder({ 'sentinel.yaml': policy });
    const host = hostIn(folder);
    await fillStore(folder);
    const report = await simulate(
      request({ facts: 'audit', since: '90d', until: '2d', every: 86_400_000 }),
      host,
    );
    expect(report.facts).toBe('audit');
    expect(await codesOf(simulate(request({ facts: 'audit' }), host))).toEqual(['SEN2711']);
  });

  test.each([
    [{ until: '1000d', every: 60_000 }, 'SEN2711'],
    [{ release: {} }, 'SEN2014'],
    [{ release: { env: 'prd' } }, 'SEN2013'],
    [{ file: 'a.test.yaml' }, 'SEN2711'],
    [{ facts: 'recorded', since: '2999-01-01T00:00Z' }, 'SEN2711'],
  ] as const)('refuses %j', async (parts, code) => {
    const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy, 'a.test.yaml': tests }));
    expect(await codesOf(simulate(request(parts), host))).toEqual([code]);
  });
});

describe('backtest', () => {
  const request = (parts: Partial<BacktestRequest>): BacktestRequest => ({
    progress: () => undefined,
    signal,
    ...parts,
  });

  test('on the audit of the store', async () => {
    const folder = await temporaryFolder({ 'sentinel.yaml': policy });
    await fillStore(folder);
    const report = await backtest(request({}), hostIn(folder));
    expect(report.turns).toEqual([
      { from: 'safe', to: 'safe', count: 1 },
      { from: 'safe', to: 'critical', count: 1 },
    ]);
    expect(report.listed[0]?.rules).toMatchObject([{ name: 'disk', from: 'pass', to: 'fail' }]);
    const forms = backtestForms(report);
    expectSchema('backtest', JSON.parse(jsonDocument(forms.json())));
    expect(forms.lines(page).map(plain)).toEqual(
      expect.arrayContaining(['             1  safe → critical', '1 of 2 decisions changes']),
    );
  });

  test('nothing is recorded where there is no store, and where it holds no decision of the policy', async () => {
    const folder = await temporaryFolder({
      'sentinel.yaml': policy.replace('policy: shop', 'policy: other'),
    });
    const refused = () => refusedWith(backtest(request({}), hostIn(folder)));
    const found = {
      code: 'SEN2721',
      message: expect.stringMatching(/^no decision of `other` is recorded in `.*state\.db`$/u),
    };
    expect(await refused()).toMatchObject([found]);
    await fillStore(folder);
    expect(await refused()).toMatchObject([found]);
  });

  test('on lines of JSON, and on what the audit exported', async () => {
    const line = (at: string, used: number) =>
      JSON.stringify({ at, release: { env: 'dev' }, facts: { 'disk.used': used }, decision: 'safe' });
    const other = JSON.stringify({ type: 'step', policy: 'shop' });
    const folder = await temporaryFolder({
      'sentinel.yaml': policy,
      'past.jsonl': [line('2026-11-24T10:00Z', 0.5), '', other, line('2026-11-22T10:00Z', 0.5)].join('\n'),
      'bad.jsonl': '{}',
      'empty.jsonl': `${other}\n`,
    });
    const report = await backtest(request({ file: 'past.jsonl' }), hostIn(folder));
    expect(report.changed).toBe(1);
    expect(report.listed[0]?.rules.map(({ name }) => name)).toEqual(['weekends']);
    expect((await backtest(request({ file: 'past.jsonl', env: 'prod' }), hostIn(folder))).decisions).toBe(0);
    expect(await codesOf(backtest(request({ file: 'bad.jsonl' }), hostIn(folder)))).toEqual(['SEN2721']);
    expect(await codesOf(backtest(request({ file: 'no.jsonl' }), hostIn(folder)))).toEqual(['SEN2011']);
    expect(await codesOf(backtest(request({ file: 'empty.jsonl' }), hostIn(folder)))).toEqual(['SEN2721']);
  });
});

async function fillStore(folder: string): Promise<void> {
  await mkdir(join(folder, '.sentinel'));
  const store = await openSqliteStore(join(folder, '.sentinel', 'state.db'), { create: true });
  const decision = (used: number) => ({
    type: 'decision',
    actor: { name: 'ada', verified: false },
    policy: 'shop',
    subject: { env: 'prod' },
    to: 'safe',
    why: 'Safe: all gates pass.',
    data: {
      outcome: 'started',
      evaluatedAt: Date.parse('2026-11-24T10:00Z'),
      facts: { 'disk.used': used },
      rules: [
        { name: 'disk', verdict: 'pass' },
        { name: 'weekends', verdict: 'pass' },
      ],
    },
  });
  await store.commit({ audit: [decision(0.5), decision(0.9)] });
  await store.close();
}
