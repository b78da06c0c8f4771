/** What `test` says: each case, what came otherwise and why, and what no case has shown. */
import type { CaseResult, CoveredCondition, Difference, TestReport } from '../../../app/index.ts';
import { formatRatio } from '../../../plan/units.ts';
import type { Location } from '../../../plan/span.ts';
import type { PlanLocation } from '../../../plan/plan.ts';
import { isUnknown, jsonOfValue } from '../../../plan/value.ts';
import { count, type Line, piece, plain, sentence } from '../../text/text.ts';
import { type Page, UNBROKEN, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { jsonOfDiagnostic } from '../json.ts';
import { SourceIndex } from '../sources.ts';
import { tapReport } from './tap.ts';

export function testForms(report: TestReport): Forms {
  const sources = new SourceIndex(report.sources);
  const cases = report.files.flatMap((file) => file.cases);
  const failed = cases.filter(({ differences }) => differences.length > 0).length;
  const passed = cases.length - failed;
  const summary = summaryOf(report, passed, failed);
  const isGreen =
    failed === 0 &&
    report.covered >= (report.coverageMin ?? 0) &&
    report.diagnostics.every(({ severity }) => severity !== 'error');
  const textsOf = (one: CaseResult): readonly string[] =>
    one.differences.flatMap((difference) =>
      differenceLines(difference, sources, { columns: UNBROKEN, measure: (text) => text.length }).map(plain),
    );
  return {
    texts: () => report.sources.values(),
    lines: (page) => [
      ...report.files.flatMap(({ file, policy, cases }) => [
        [piece('path', file), piece('faint', ` tests ${policy}`)],
        ...cases.flatMap((one) => caseLines(one, sources, page)),
        [],
      ]),
      ...coverageLines(report.coverage, sources, page),
      [piece(isGreen ? 'pass' : 'fail', summary)],
    ],
    json: () => ({
      command: 'test',
      exitCode: isGreen ? 0 : 1,
      summary,
      passed,
      failed,
      cases: report.files.flatMap(({ file, cases }) =>
        cases.map((one) => ({
          name: one.name,
          ok: one.differences.length === 0,
          file,
          location: sources.placeOf(one.location),
          ...(one.differences.length > 0 && { diff: one.differences.map(jsonOfDifference) }),
        })),
      ),
      covered: report.covered,
      coverage: report.coverage.map(({ kind, rule, condition, location, seen }) => ({
        kind,
        rule,
        condition,
        location: sources.placeOf(locationOf(location)),
        seen,
      })),
      diagnostics: report.diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
    }),
    tap: () => tapReport(cases.map((one) => ({ name: one.name, texts: textsOf(one) }))),
    findings: () => ({
      suite: 'sentinel test',
      summary,
      findings: [],
      cases: report.files.flatMap(({ file, cases }) =>
        cases.map((one) => ({
          name: one.name,
          file,
          outcome: one.differences.length === 0 ? ('passed' as const) : ('failed' as const),
          texts: textsOf(one),
        })),
      ),
      sources,
    }),
  };
}

/** `5 passed, 1 failed; 62 % of what the conditions can be was seen, and 80 % is asked for` */
function summaryOf(
  { files, covered, coverageMin, diagnostics }: TestReport,
  passed: number,
  failed: number,
): string {
  const wrong = diagnostics.filter(({ severity }) => severity === 'error').length;
  const asked =
    coverageMin !== undefined && covered < coverageMin
      ? `, and ${formatRatio(coverageMin)} is asked for`
      : '';
  const seen = Math.floor(covered * 1000) / 1000;
  return [
    `${count(passed, 'case')} passed, ${failed} failed`,
    ...(wrong > 0 ? [count(wrong, 'error')] : []),
    ...(files.length > 0 ? [`${formatRatio(seen)} of what the conditions can be was seen${asked}`] : []),
  ].join('; ');
}

function caseLines({ name, differences }: CaseResult, sources: SourceIndex, page: Page): Line[] {
  if (differences.length === 0) return wrap([name], page, ['  ', piece('pass', '✓ ')], ['    ']);
  return [
    ...wrap([piece('strong', name)], page, ['  ', piece('fail', '✗ ')], ['    ']),
    ...differences.flatMap((difference) =>
      differenceLines(difference, sources, page).map((line): Line => ['      ', ...line]),
    ),
  ];
}

function differenceLines(
  { about, expected, actual, reasons, explained }: Difference,
  sources: SourceIndex,
  page: Page,
): Line[] {
  return [
    [piece('strong', about), ': expected ', piece('pass', expected), ', got ', piece('fail', actual)],
    ...reasons.flatMap((text) => wrap(sentence(text), page, ['  • '], ['    '])),
    ...explained.flatMap(({ file, tree }) => treeLines(tree, file, sources, '  ', '  ')),
  ];
}

type Tree = Difference['explained'][number]['tree'];

/** A part with its value, and below it what it is made of. */
function treeLines(tree: Tree, file: string, sources: SourceIndex, head: string, indent: string): Line[] {
  const parts = tree.parts.filter((part) => part.parts.length > 0 || part.fact !== undefined);
  const place = tree.fact ? '' : `  ${sources.nameOf(locationOf({ file, span: tree.span }))}`;
  const role = isUnknown(tree.value)
    ? 'unknown'
    : tree.value === false
      ? 'fail'
      : tree.value === true
        ? 'pass'
        : 'strong';
  return [
    [
      piece('faint', head),
      piece('quoted', tree.text.replaceAll(/\s+/gu, ' ')),
      '  ',
      piece(role, tree.shown),
      piece('faint', place),
    ],
    ...parts.flatMap((part, index) =>
      index === parts.length - 1
        ? treeLines(part, file, sources, `${indent}└─ `, `${indent}   `)
        : treeLines(part, file, sources, `${indent}├─ `, `${indent}│  `),
    ),
  ];
}

/** What no case has shown, condition by condition. */
function coverageLines(coverage: readonly CoveredCondition[], sources: SourceIndex, page: Page): Line[] {
  const open = coverage.filter(({ seen }) => seen.length < truths.length);
  if (open.length === 0) return [];
  return [
    [piece('strong', 'Not seen')],
    ...open.flatMap(({ kind, rule, condition, location, seen }) => {
      const missing = truths.filter((truth) => !seen.includes(truth)).map((truth) => `never ${truth}`);
      const text = seen.length === 0 ? 'never asked' : missing.join(', ');
      return wrap(
        [
          piece('quoted', condition.replaceAll(/\s+/gu, ' ')),
          '  ',
          piece('warning', text),
          piece('faint', `  ${kind} ${rule}, ${sources.nameOf(locationOf(location))}`),
        ],
        page,
        ['  '],
        ['    '],
      );
    }),
    [],
  ];
}

const truths = ['true', 'false', 'unknown'] as const satisfies readonly CoveredCondition['seen'][number][];

function locationOf({ file, span: [start, end] }: PlanLocation): Location {
  return { file, span: { start, end } };
}

function jsonOfDifference({ about, expected, actual, reasons, explained }: Difference): object {
  return { about, expected, actual, reasons, explained: explained.map(({ tree }) => jsonOfTree(tree)) };
}

function jsonOfTree({ text, value, shown, parts }: Tree): object {
  return { text, value: jsonOfValue(value), shown, parts: parts.map(jsonOfTree) };
}
