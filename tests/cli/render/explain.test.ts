import { expect, test } from 'vitest';
import type { ExplainedPart, ExplainReport } from '../../../src/app/index.ts';
import { explainForms } from '../../../src/cli/render/explain.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { placeOf, policyFile, policyText, sampleRun } from '../../support/run-report.ts';
import { expectSchema } from '../../support/schema.ts';

function part(
  text: string,
  value: Known<Value>,
  shown: string,
  parts: readonly ExplainedPart[] = [],
  from?: string,
): ExplainedPart {
  return { text, location: placeOf(text), value, shown, parts, ...(from !== undefined && { from }) };
}

const [, rule] = sampleRun().decision.rules;
if (!rule) throw new Error('the sample has rules');

const comparison = part('disk.used < 85%', false, 'false', [
  part('disk.used', 0.91, '91 %', [], 'probe disk on web-1'),
  part('85%', 0.85, '85 %'),
]);

const report: ExplainReport = {
  rule,
  when: part('git.clean', true, 'true', [], 'git'),
  require: [
    part('severity', unknown('no data'), 'unknown: no data', [comparison, part('disk', 'x', 'x', [], '')]),
  ],
  prefer: [],
  whyNot: ['disk.used is below 85 %'],
  diagnostics: [],
  sources: new Map([[policyFile, policyText]]),
};

async function textOf(fields: Partial<ExplainReport>): Promise<string> {
  const forms = explainForms({ ...report, ...fields });
  return `\n${shownLines(forms.lines(await pageFor(forms.texts())))}`;
}

test('each condition as a tree, with values, sources and places', async () => {
  expect(await textOf({})).toBe(`
disk: fail, critical
  disk.used 91 % is not < 85 % (web-1)

when
  git.clean  true  git, sentinel.yaml:4:26

require
  severity  unknown: no data  sentinel.yaml:6:5
  ├─ disk.used < 85%  false  sentinel.yaml:7:14
  │  └─ disk.used  91 %  probe disk on web-1, sentinel.yaml:7:14
  └─ disk  x  sentinel.yaml:5:3

it would pass if
  • disk.used is below 85 %
`);
});

test('why not, of a rule that passes, and of one that no fact would turn', async () => {
  const passing = { ...rule, verdict: 'pass' as const, mode: 'shadow' as const, severity: 'block' as const };
  expect(await textOf({ rule: passing, require: [], whyNot: ['disk.used is 85 % or more'] })).toContain(
    'disk: pass, shadow',
  );
  expect(await textOf({ rule: passing, whyNot: ['x'] })).toContain('it would not pass if');
  expect(await textOf({ whyNot: [] })).toContain('no change of facts alone would turn it');
});

test('JSON fits its schema', () => {
  const value: unknown = JSON.parse(jsonDocument(explainForms(report).json()));
  expectSchema('explain', value);
  expect(value).toMatchObject({
    rule: 'disk',
    require: [
      { value: { unknown: 'no data' }, parts: [{ text: 'disk.used < 85%', line: 7, value: false }, {}] },
    ],
  });
});
