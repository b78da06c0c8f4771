/** A decision for people: each rule with its verdict and every reason; the closing sentence is the last line. */
import type { RunReport } from '../../../app/index.ts';
import type { RuleResult } from '../../../plan/decision.ts';
import { shown } from '../../../plan/shown.ts';
import { formatDurationLiteral, formatInstant, formatSecond } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type ClocksHere, clocksHere, hereText } from '../../text/here.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { storeLines } from './store.ts';
import { overrideLine, qualityOf } from '../rule.ts';
import { forecastLines } from './rollout.ts';
import { closingSentence } from './summary.ts';

/** How much is told beside the rules: every fact with its source, and then what a driver cannot promise. */
export type Detail = 'rules' | 'facts' | 'all';

export function runLines(
  report: RunReport,
  detail: Detail,
  page: Page,
  clocks: ClocksHere = clocksHere,
): Line[] {
  const { decision, facts, steps, saved, store, evaluatedAt } = report;
  const withFacts = detail !== 'rules';
  const hereAlso = (instant: number | undefined, text: string) =>
    instant === undefined ? undefined : hereText(instant, evaluatedAt, text, clocks);
  return [
    header(report),
    ...section(
      '',
      decision.rules.flatMap((rule) => ruleLines(rule, page, (text) => hereAlso(rule.until, text))),
    ),
    ...(withFacts ? section('Facts', factTable(facts, page)) : []),
    ...(withFacts && store ? section('Store', storeLines(store, evaluatedAt, page)) : []),
    ...section(
      'Steps',
      steps.flatMap((step) => stepLines(step, page)),
    ),
    // What is ahead, until it has begun.
    ...(report.group ?? [report]).flatMap(({ forecast, rollout }) =>
      forecast && !rollout ? section('Rollout', forecastLines(forecast, detail === 'all', page)) : [],
    ),
    ...section(
      'Notifications',
      (report.notifications ?? []).flatMap((one) => toldLines(one, page)),
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
    ...section('', decision.nextFree ? nextFreeLines(decision.nextFree, hereAlso) : []),
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
    `, at ${formatSecond(evaluatedAt)} `,
    piece('faint', `(${policy.file})`),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  if (lines.length === 0) return [];
  return [[], ...(title === '' ? [] : [[piece('strong', title)]]), ...lines];
}

const verdictWords = { pass: '✓ pass', fail: '✗ fail', unknown: '? unknown', skipped: '– skipped' } as const;

/** `here` says when the rule may turn, on the clocks of whoever reads, where `text` does not. */
function ruleLines(rule: RuleResult, page: Page, here: (text: string) => string | undefined): Line[] {
  const { verdict, name, reasons, warnings, message, runbook, left, override } = rule;
  const notes: Line[] = [
    ...(override ? [overrideLine(override)] : []),
    ...reasons.map(({ text }, index) => (index === 0 ? withHere(text, here(text)) : sentence(text))),
    ...(left ? [[left.map(leftText).join(', ')]] : []),
    ...warnings.map(({ text }) => [piece('warning', 'warning: '), ...sentence(text)]),
    ...(message ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [piece('strong', line)]),
    ...(runbook === undefined ? [] : [['runbook: ', piece('path', runbook)]]),
  ];
  return marked(verdict, verdictWords[verdict], [name, piece('faint', qualityOf(rule))], page, notes);
}

function withHere(text: string, here: string | undefined): Line {
  return here === undefined ? sentence(text) : [...sentence(text), piece('faint', ` [${here}]`)];
}

/** `2 left of 3 per 1h` */
function leftText({ count, per, left }: NonNullable<RuleResult['left']>[number]): string {
  return `${left} left of ${count} per ${formatDurationLiteral(per)}`;
}

function nextFreeLines(
  { at, text }: NonNullable<RunReport['decision']['nextFree']>,
  hereAlso: (instant: number, text: string) => string | undefined,
): Line[] {
  return [[piece('strong', 'Next free slot'), `  `, ...withHere(text, hereAlso(at, text))]];
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

/** `  team (slack)  blocked, rolled_back` */
function toldLines({ name, kind, on }: NonNullable<RunReport['notifications']>[number], page: Page): Line[] {
  return wrap([on.join(', ')], page, ['  ', name, piece('faint', ` (${kind})`), '  '], [' '.repeat(14)]);
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
