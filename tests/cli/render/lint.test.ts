import { expect, test } from 'vitest';
import type { CompiledPolicy, LintReport } from '../../../src/app/index.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { lintForms } from '../../../src/cli/render/lint.ts';
import { type Diagnostic, diagnostic } from '../../../src/plan/diagnostic.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { expectSchema } from '../../support/schema.ts';

const text = 'sentinel: 1\npolicy: shop\n';

function policy(diagnostics: readonly Diagnostic[], fields: Partial<CompiledPolicy> = {}): CompiledPolicy {
  return { file: 'sentinel.yaml', path: '/sentinel.yaml', text, diagnostics, suppressed: 0, ...fields };
}

async function lastLine(report: LintReport): Promise<string> {
  const forms = lintForms(report);
  const lines = shownLines(forms.lines(await pageFor(forms.texts())));
  return lines.trimEnd().split('\n').at(-1) ?? '';
}

const span = { start: 12, end: 18 };
const error = diagnostic('SEN1401', 'unknown name', { file: 'sentinel.yaml', span });
const warning = diagnostic('SEN1201', 'unused', { file: 'sentinel.yaml', span });

test.each<[string, LintReport]>([
  ['no findings in sentinel.yaml', { fixed: 0, files: [policy([])] }],
  ['1 error in sentinel.yaml', { fixed: 0, files: [policy([error])] }],
  [
    '2 errors, 1 warning in 2 files; 3 fixed; 2 suppressed',
    {
      fixed: 3,
      files: [policy([error, warning], { suppressed: 2 }), policy([{ ...error, message: 'other' }])],
    },
  ],
  ['1 note in sentinel.yaml', { fixed: 0, files: [policy([{ ...warning, severity: 'info' }])] }],
])('closes with %s', async (closing, report) => {
  expect(await lastLine(report)).toBe(closing);
});

test('JSON fits its schema', () => {
  const suggested = diagnostic(
    'SEN1401',
    'unknown name',
    { file: 'sentinel.yaml', span },
    {
      help: 'did you mean `shop`?',
      related: [{ file: 'sentinel.yaml', span: { start: 0, end: 1 }, message: 'declared here' }],
      suggestion: { title: 'write `shop`', safe: true, edits: [{ span, text: 'shop' }] },
    },
  );
  const value: unknown = JSON.parse(
    jsonDocument(lintForms({ fixed: 0, files: [policy([suggested, warning])] }).json()),
  );
  expectSchema('lint', value);
  expect(value).toMatchSnapshot();
});
