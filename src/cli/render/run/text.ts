/** A decision for people: each rule with its verdict and every reason; the closing sentence is the last line. */
import type { RunReport } from '../../../app/index.ts';
import type { RuleResult } from '../../../plan/decision.ts';
import { shown } from '../../../plan/shown.ts';
import { formatInstant } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { closingSentence } from './summary.ts';

/** `withFacts`: also every fact with its value and where it comes from. */
export function runLines(report: RunReport, withFacts: boolean, page: Page): Line[] {
  const { decision, facts, steps, saved } = report;
  return [
    header(report),
    ...section(
      '',
      decision.rules.flatMap((rule) => ruleLines(rule, page)),
    ),
    ...(withFacts ? section('Facts', factTable(facts, page)) : []),
    ...section(
      'Steps',
      steps.flatMap((step) => stepLines(step, page)),
    ),
    ...(saved
      ? section('', [
          [
            `saved to `,
            piece('path', saved.file),
            `; \`sentinel apply ${saved.file}\` applies it exactly, until ${formatInstant(saved.expires)}`,
          ],
        ])
      : []),
    [],
    [piece(report.exitCode === 0 ? 'pass' : 'fail', closingSentence(report))],
  ];
}

/** `checkout-api for prod, v1.2.3, at 2026-11-21T12:00:00Z (sentinel.yaml)` */
function header({ policy, release, evaluatedAt }: RunReport): Line {
  const field = (name: string) => {
    const value = release.find((item) => item.name === name)?.value;
    return value === undefined || isUnknown(value) ? undefined : value;
  };
  const env = field('env');
  const version = field('version');
  return [
    piece('strong', policy.name),
    env === undefined ? '' : ` for ${env}`,
    version === undefined ? '' : `, ${version}`,
    `, at ${formatInstant(Math.floor(evaluatedAt / 1000) * 1000)} `,
    piece('faint', `(${policy.file})`),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  if (lines.length === 0) return [];
  return [[], ...(title === '' ? [] : [[piece('strong', title)]]), ...lines];
}

const verdictWords = { pass: '✓ pass', fail: '✗ fail', unknown: '? unknown', skipped: '– skipped' } as const;

function ruleLines(rule: RuleResult, page: Page): Line[] {
  const { verdict, name, reasons, warnings, message, runbook } = rule;
  const notes: Line[] = [
    ...reasons.map(({ text }) => sentence(text)),
    ...warnings.map(({ text }) => [piece('warning', 'warning: '), ...sentence(text)]),
    ...(message ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [piece('strong', line)]),
    ...(runbook === undefined ? [] : [['runbook: ', piece('path', runbook)]]),
  ];
  return marked(verdict, verdictWords[verdict], [name, piece('faint', qualityOf(rule))], page, notes);
}

/** What is special about a rule: `, critical`, `, shadow`. */
function qualityOf({ severity, mode }: RuleResult): string {
  return `${severity === 'block' ? '' : `, ${severity}`}${mode === 'shadow' ? ', shadow' : ''}`;
}

const stepRoles = {
  done: 'pass',
  already: 'pass',
  failed: 'fail',
  skipped: 'skipped',
  'not-run': 'skipped',
  'would-run': 'info',
} as const satisfies Record<RunReport['steps'][number]['result'], Role>;

const stepWords = {
  done: '✓ done',
  already: '✓ already',
  failed: '✗ failed',
  skipped: '– skipped',
  'not-run': '– not run',
  'would-run': '→ would',
} as const satisfies Record<RunReport['steps'][number]['result'], string>;

function stepLines({ phase, name, kind, result, text }: RunReport['steps'][number], page: Page): Line[] {
  return marked(
    stepRoles[result],
    stepWords[result],
    [`${name} `, piece('faint', `(${phase}, ${kind})`)],
    page,
    text === '' ? [] : [sentence(text)],
  );
}

const MARK_WIDTH = 12;

/** `  ✗ fail     NAME`, and what there is to say about it below, set in. */
function marked(role: Role, mark: string, name: Line, page: Page, notes: readonly Line[]): Line[] {
  const indent: Line = [' '.repeat(MARK_WIDTH + 2)];
  return [
    ['  ', piece(role, mark), ' '.repeat(MARK_WIDTH - mark.length), ...name],
    ...notes.flatMap((note) => wrap(note, page, indent)),
  ];
}

/** Three columns, as wide as their texts; the last is wrapped inside itself. */
function factTable(facts: RunReport['facts'], page: Page): Line[] {
  const rows = facts.map(({ id, value, type, from }) => ({ id, value: shown(value, type), from }));
  const width = (column: 'id' | 'value', most: number) =>
    Math.min(Math.max(0, ...rows.map((row) => page.measure(row[column]))), most);
  const first = width('id', 40);
  const second = width('value', 30);
  const pad = (text: string, to: number) => ' '.repeat(Math.max(to - page.measure(text), 0));
  return rows.flatMap(({ id, value, from }) =>
    wrap(
      [piece('faint', from)],
      page,
      ['  ', id, pad(id, first), '  ', value, pad(value, second), '  '],
      [' '.repeat(first + second + 6)],
    ),
  );
}
