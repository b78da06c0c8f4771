/** A decision for people: each rule with its verdict and every reason; the closing sentence is the last line. */
import type { RunReport } from '../../../app/index.ts';
import type { RuleResult } from '../../../plan/decision.ts';
import { shown } from '../../../plan/shown.ts';
import { formatDuration, formatInstant } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { closingSentence } from './summary.ts';

export interface RunDetail {
  /** Where each fact comes from. */
  readonly facts: boolean;
  /** Each probe with its time. */
  readonly probes: boolean;
}

export function runLines(report: RunReport, detail: RunDetail, page: Page): Line[] {
  const { decision, facts, steps, probes, saved } = report;
  return [
    header(report),
    ...section(
      '',
      decision.rules.flatMap((rule) => ruleLines(rule, page)),
    ),
    ...section(
      'Facts',
      detail.facts
        ? table(
            facts.map(({ id, value, type, from, detail }) => [
              id,
              shown(value, type),
              detail === undefined ? from : `${from} (${detail})`,
            ]),
            page,
          )
        : [],
    ),
    ...section(
      'Probes',
      detail.probes
        ? table(
            probes.map(({ probe, item, kind, duration, failure }) => [
              item === undefined ? probe : `${probe} ${item}`,
              formatDuration(duration),
              failure === undefined ? kind : `${kind}: ${failure}`,
            ]),
            page,
          )
        : [],
    ),
    ...section(
      'Steps',
      steps.flatMap(({ phase, name, kind, result, text }) =>
        marked(
          stepRoles[result],
          stepWords[result],
          [`${name} `, piece('faint', `(${phase}, ${kind})`)],
          page,
          text === '' ? [] : [sentence(text)],
        ),
      ),
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
    closing(report),
  ];
}

function closing(report: RunReport): Line {
  return [piece(report.exitCode === 0 ? 'pass' : 'fail', closingSentence(report))];
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
    `, at ${formatInstant(evaluatedAt)} `,
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
function table(rows: readonly (readonly [string, string, string])[], page: Page): Line[] {
  const width = (column: 0 | 1, most: number) =>
    Math.min(Math.max(0, ...rows.map((row) => page.measure(row[column]))), most);
  const first = width(0, 40);
  const second = width(1, 30);
  const pad = (text: string, to: number) => ' '.repeat(Math.max(to - page.measure(text), 0));
  return rows.flatMap(([name, value, rest]) =>
    wrap(
      [piece('faint', rest)],
      page,
      ['  ', name, pad(name, first), '  ', value, pad(value, second), '  '],
      [' '.repeat(first + second + 6)],
    ),
  );
}
