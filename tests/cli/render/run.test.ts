import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/app/index.ts';
import type { Forms } from '../../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { refusedForms, runForms } from '../../../src/cli/render/run/forms.ts';
import { diagnostic } from '../../../src/plan/diagnostic.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { frozenRun, policyFile, policyText, sampleRun } from '../../support/run-report.ts';
import { expectSchema } from '../../support/schema.ts';

async function textOf(forms: Forms, columns = 80): Promise<string> {
  return `\n${shownLines(forms.lines(await pageFor(forms.texts(), columns)))}`;
}

function jsonOf(forms: Forms): unknown {
  const value: unknown = JSON.parse(jsonDocument(forms.json()));
  expectSchema('decision', value);
  return value;
}

describe('text', () => {
  test('every rule, every reason, and the closing sentence last', async () => {
    expect(await textOf(runForms(sampleRun(), 'rules'))).toBe(`
shop for stage, v1.2.3, at 2026-11-21T12:00:00Z (sentinel.yaml)

  ✓ pass      clean-tree
              warning: git.ahead 3 is not == 0
  ✗ fail      disk, critical
              disk.used 91 % is not < 85 % (web-1)
              free some space
              or ask the storage team
              runbook: docs/runbook.md
  ? unknown   slo, shadow
              error_rate is unknown: connection refused (3 attempts)
  – skipped   ticket, advisory
              only in \`prod\`

Steps
  → would     tag (after, git_tag)
              create tag \`v1.2.3\`

Critical: \`disk\` failed, \`slo\` is unknown
`);
  });

  test('facts with their sources', async () => {
    const text = await textOf(runForms(sampleRun({ steps: [] }), 'facts'));
    expect(text.slice(text.indexOf('\nFacts'))).toBe(`
Facts
  git.clean         true                            git
  disk.used         91 %                            probe disk
  error_rate.value  unknown: connection refused (3 attempts)  probe error_rate
  now               2026-11-21T12:00:00Z            clock

Critical: \`disk\` failed, \`slo\` is unknown
`);
  });

  test('a saved plan says how to use it', async () => {
    const saved = { file: 'release.plan', planId: 'f00', expires: Date.UTC(2026, 10, 21, 13) };
    expect(await textOf(runForms(sampleRun({ saved }), 'rules'))).toContain(
      '\nsaved to release.plan; `sentinel apply release.plan` applies it exactly, until 2026-11-21T13:00:00Z\n',
    );
  });

  test('a safe decision whose step failed does not close as safe', async () => {
    const failed = sampleRun({
      command: 'apply',
      decision: { decision: 'safe', exitCode: 0, summary: 'Safe: 4 gates pass', rules: [] },
      exitCode: 1,
      diagnostics: [diagnostic('SEN2206', 'step `tag` failed: the tag exists elsewhere')],
      steps: [],
    });
    const forms = runForms(failed, 'rules');
    expect((await textOf(forms)).trimEnd().split('\n').at(-1)).toBe(
      'Blocked: step `tag` failed: the tag exists elsewhere',
    );
    expect(jsonOf(forms)).toMatchObject({
      exitCode: 1,
      summary: expect.stringMatching(/^Blocked: /u) as string,
    });
  });
});

describe('freezes and limits', () => {
  const inBerlin = () => -60;

  test('when they let pass, on the clocks of the policy and of whoever reads', async () => {
    const text = await textOf(runForms(frozenRun(), 'rules', inBerlin));
    expect(text).toBe(`
shop for stage, v1.2.3, at 2026-11-21T12:00:00Z (sentinel.yaml)

  ✗ fail      black-friday, freeze
              frozen until Tue 1 Dec 00:00 New York (in 9 d 17 h): peak trading
              [Tue 1 Dec 06:00 here]
  ✓ pass      nights, freeze
              exempt: release.source == "emergency"
              frozen until Sun 22 Nov 06:00 Berlin (in 17 h)
  ✗ fail      deploys, limit
              1 per 1m is used up; the next is admitted 2026-11-21T12:00:30Z (in
              30 s) [Sat 21 Nov 13:00:30 here]
              0 left of 1 per 1m, 2 left of 3 per 1h
  ✗ fail      hotfixes, limit
              glass broken: the shop is down and this repairs it
              1 per 1d is used up

Next free slot  Tue 1 Dec 00:00 New York (in 9 d 17 h) [Tue 1 Dec 06:00 here]

Blocked: 2 of 4 rules do not pass: black-friday, deploys
`);
  });

  test('the same clocks are not told twice', async () => {
    expect(await textOf(runForms(frozenRun(), 'rules', () => 300))).not.toContain('1 Dec 00:00 here');
  });

  test('JSON', () => {
    const { rules, nextFree } = jsonOf(runForms(frozenRun(), 'rules')) as Record<string, unknown>;
    expect({ rules, nextFree }).toMatchSnapshot();
  });

  test('findings', () => {
    const { findings, cases } = runForms(frozenRun(), 'rules').findings?.() ?? { findings: [], cases: [] };
    expect(findings.map(({ id, severity, message }) => [id, severity, message])).toEqual([
      ['freeze/black-friday', 'error', 'frozen until Tue 1 Dec 00:00 New York (in 9 d 17 h): peak trading'],
      ['freeze/nights', 'warning', 'exempt by `release.source == "emergency"`'],
      ['limit/deploys', 'error', '1 per 1m is used up; the next is admitted 2026-11-21T12:00:30Z (in 30 s)'],
      ['limit/hotfixes', 'warning', '1 per 1d is used up'],
      ['limit/hotfixes', 'warning', 'the glass was broken: the shop is down and this repairs it'],
    ]);
    expect(cases.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['black-friday', 'failed'],
      ['nights', 'passed'],
      ['deploys', 'failed'],
      ['hotfixes', 'skipped'],
    ]);
  });
});

describe('JSON', () => {
  test('fits its schema and says what the text says', () => {
    expect(jsonOf(runForms(sampleRun(), 'rules'))).toMatchSnapshot();
  });

  test('of a saved plan', () => {
    const saved = { file: 'release.plan', planId: 'f00', expires: Date.UTC(2026, 10, 21, 13) };
    expect(jsonOf(runForms(sampleRun({ saved }), 'rules'))).toMatchObject({
      saved: { file: 'release.plan', planId: 'f00', expires: '2026-11-21T13:00:00Z' },
    });
  });
});

describe('a refused run', () => {
  const refusal = new Refusal(
    [
      diagnostic('SEN1401', 'unknown name `disc`', { file: policyFile, span: { start: 12, end: 18 } }),
      diagnostic('SEN2101', 'setting `api_url` has no value', undefined, { help: 'set `API_URL`' }),
    ],
    new Map([[policyFile, policyText]]),
  );

  test('is blocked, with the first reason and how many more', async () => {
    expect(await textOf(refusedForms('check', refusal))).toBe(
      '\nBlocked: unknown name `disc` (and 1 more)\n',
    );
  });

  test('is a decision without rules for programs', () => {
    expect(jsonOf(refusedForms('check', refusal))).toMatchObject({
      decision: 'blocked',
      exitCode: 1,
      rules: [],
      diagnostics: [
        { code: 'SEN1401', file: 'sentinel.yaml', line: 2, column: 1 },
        { code: 'SEN2101', help: 'set `API_URL`' },
      ],
    });
  });
});
