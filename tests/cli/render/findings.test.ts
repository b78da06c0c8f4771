import { describe, expect, test } from 'vitest';
import { runForms } from '../../../src/cli/render/run/forms.ts';
import { lintForms } from '../../../src/cli/render/lint.ts';
import { type Findings } from '../../../src/cli/render/findings/findings.ts';
import { githubAnnotations, githubSummary } from '../../../src/cli/render/findings/github.ts';
import { renderFindings } from '../../../src/cli/render/findings/index.ts';
import { SourceIndex } from '../../../src/cli/render/sources.ts';
import { diagnostic } from '../../../src/plan/diagnostic.ts';
import { policyFile, policyText, sampleRun } from '../../support/run-report.ts';

function findingsOf(fields: Partial<Findings> = {}): Findings {
  const findings = runForms(sampleRun(), 'rules').findings?.();
  if (!findings) throw new Error('a run has findings');
  return { ...findings, ...fields };
}

/** Lint with a suggestion, a related place and a file outside the working directory. */
function lintFindings(): Findings {
  const span = { start: 12, end: 18 };
  const findings = lintForms({
    fixed: 0,
    files: [
      {
        file: policyFile,
        path: `/srv/shop/${policyFile}`,
        text: policyText,
        suppressed: 0,
        diagnostics: [
          diagnostic(
            'SEN1401',
            'unknown name `a`, 100%',
            { file: policyFile, span },
            {
              help: 'did you mean `b`?',
              related: [{ file: '/etc/org.yaml', span, message: 'declared here' }],
              suggestion: { title: 'write `b`', safe: true, edits: [{ span, text: 'b' }] },
            },
          ),
          diagnostic('SEN1401', 'unknown name `a`, 100%', { file: policyFile, span: { start: 0, end: 25 } }),
          diagnostic('SEN1201', 'unused', { file: policyFile, span }),
        ],
      },
      { file: 'services/web (1)/x.yaml', path: '/x', text: 'a: 1\n', suppressed: 0, diagnostics: [] },
    ],
  }).findings?.();
  if (!findings) throw new Error('lint has findings');
  return findings;
}

test.each(['sarif', 'github', 'gitlab', 'junit'] as const)('a run as %s', async (format) => {
  expect(await renderFindings(format, findingsOf())).toMatchSnapshot();
});

test.each(['sarif', 'github', 'gitlab', 'junit'] as const)('lint as %s', async (format) => {
  expect(await renderFindings(format, lintFindings())).toMatchSnapshot();
});

test('the step summary of GitHub', () => {
  expect(githubSummary(findingsOf())).toMatchSnapshot();
});

describe('hostile text', () => {
  const hostile =
    '\u001b[31m::set-output name=a::b\n::error::c\r<img src=x> @you | [x](http://evil) & 100%,"';
  const findings = findingsOf({
    suite: hostile,
    summary: hostile,
    findings: [
      { id: hostile, title: hostile, severity: 'info', message: hostile },
      {
        id: 'gate/x',
        title: 'gate x',
        severity: 'error',
        message: 'm',
        location: { file: hostile, span: { start: 0, end: 0 } },
      },
    ],
    cases: [{ name: hostile, file: hostile, outcome: 'failed', texts: [hostile] }],
    sources: new SourceIndex(new Map()),
  });

  test('starts no command of GitHub', () => {
    const lines = githubAnnotations(findings).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^::notice title=[^:,]*::[^\n]*$/u);
    expect(lines[1]).toMatch(/^::error file=[^:,]*,line=1,/u);
    expect(lines[2]).not.toMatch(/^\s*::/u);
  });

  test('is text in Markdown', () => {
    const summary = githubSummary(findings);
    expect(summary).not.toContain('<img');
    expect(summary).not.toMatch(/@you|http:\/\/evil|\u001b/u);
    expect(summary.trimEnd().split('\n')).toHaveLength(7);
  });

  test('is text in XML', async () => {
    const xml = await renderFindings('junit', findings);
    expect(xml).not.toMatch(/<img|\u001b|\r/u);
    expect(xml.match(/<testcase /gu)).toHaveLength(1);
  });
});

test('the same finding keeps its fingerprint when lines come before it, and two alike differ', async () => {
  const print = async (shift: number): Promise<string[]> => {
    const findings = lintFindings();
    const moved = findings.findings.map((finding) => ({
      ...finding,
      ...(finding.location && {
        location: {
          ...finding.location,
          span: { start: finding.location.span.start + shift, end: finding.location.span.end + shift },
        },
      }),
    }));
    const issues = JSON.parse(await renderFindings('gitlab', { ...findings, findings: moved })) as {
      fingerprint: string;
    }[];
    return issues.map(({ fingerprint }) => fingerprint);
  };
  const prints = await print(0);
  expect(await print(13)).toEqual(prints);
  expect(new Set(prints).size).toBe(prints.length);
});
