/** What `backtest` says: how many decisions change, and each of them with the rules that made the difference. */
import type { BacktestReport, ChangedDecision } from '../../../app/index.ts';
import { formatDuration, formatInstant } from '../../../plan/units.ts';
import { count, type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';

/** Changes that are told one by one to people. */
const MOST_TOLD = 20;

export function backtestForms(report: BacktestReport): Forms {
  const { policy, source, turns, changed, listed, missing, lookedOnce, took } = report;
  const summary = summaryOf(report);
  return {
    texts: () => [JSON.stringify([summary, listed])],
    lines: (page) => [
      [piece('strong', policy.name), piece('faint', ` (${policy.file}), on ${source}; ${rateText(report)}`)],
      [],
      ...turns.map(({ from, to, count: times }): Line => [
        `  ${times.toLocaleString('en-US').padStart(12)}  `,
        from === undefined
          ? to
          : from === to
            ? piece('faint', `${from}, as it was`)
            : piece('strong', `${from} → ${to}`),
      ]),
      ...(listed.length > 0 ? [[]] : []),
      ...listed.slice(0, MOST_TOLD).flatMap((one) => changeLines(one, page)),
      ...(changed > MOST_TOLD
        ? [[piece('faint', `  and ${(changed - MOST_TOLD).toLocaleString('en-US')} more`)]]
        : []),
      ...missingLines(report, page),
      [],
      [summary],
    ],
    json: () => ({
      command: 'backtest',
      exitCode: 0,
      summary,
      policy,
      source,
      decisions: report.decisions,
      changed,
      turns,
      listed: listed.map(({ at, release, from, to, rules }) => ({
        at: formatInstant(at),
        release,
        from,
        to,
        rules: rules.map(({ reasons, ...rule }) => ({ ...rule, reasons: reasons.map(({ text }) => text) })),
      })),
      missing,
      lookedOnce,
      took,
    }),
  };
}

function summaryOf({ decisions, changed, turns }: BacktestReport): string {
  const undecided = turns.reduce((sum, { from, count: times }) => sum + (from === undefined ? times : 0), 0);
  const known = decisions - undecided;
  return [
    `${changed.toLocaleString('en-US')} of ${count(known, 'decision')} ${changed === 1 ? 'changes' : 'change'}`,
    ...(undecided > 0 ? [`${undecided.toLocaleString('en-US')} had none to compare with`] : []),
  ].join('; ');
}

/** `12,000 decisions read in 75 ms, judged in 3 ms` */
function rateText({ decisions, took }: BacktestReport): string {
  const time = (ms: number) => formatDuration(Math.max(1, Math.round(ms)));
  return `${count(decisions, 'decision')} read in ${time(took.decoding)}, judged in ${time(took.judging)}`;
}

function changeLines({ at, release, from, to, rules }: ChangedDecision, page: Page): Line[] {
  const about = ['version', 'env', 'workload'].flatMap((field) => release[field] ?? []).join(' ');
  return [
    [`  ${formatInstant(at)}  `, piece('strong', `${from} → ${to}`), piece('faint', `  ${about}`)],
    ...rules.flatMap(({ name, from: before, to: now, reasons, missing }) =>
      wrap(
        [
          piece('strong', name),
          `: ${before ?? 'not there'} → ${now ?? 'not there'}`,
          ...(reasons.length > 0 ? ['; ', ...sentence(reasons.map(({ text }) => text).join('; '))] : []),
          ...(missing.length > 0
            ? [piece('warning', ` (the record does not hold ${missing.join(', ')})`)]
            : []),
        ],
        page,
        ['      '],
        ['        '],
      ),
    ),
  ];
}

function missingLines({ missing, lookedOnce }: BacktestReport, page: Page): Line[] {
  const lines = [
    ...missing.map(({ fact, records }) => `${fact}: in ${count(records, 'decision')}`),
    ...lookedOnce.map(
      ({ gate, records }) => `all looks of ${gate} but one: in ${count(records, 'decision')}`,
    ),
  ];
  if (lines.length === 0) return [];
  return [
    [],
    [piece('strong', 'Not recorded'), piece('faint', ', and so unknown here')],
    ...lines.flatMap((line) => wrap([line], page, ['  '])),
  ];
}
