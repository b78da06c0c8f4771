/** What a decision or a start of a rollout rested upon, for a post-mortem. */
import type { EvidenceList, EvidenceReport } from '../../../app/index.ts';
import { canonicalJson } from '../../../plan/canonical-json.ts';
import { formatDuration, formatInstant, formatSecond } from '../../../plan/units.ts';
import { count, type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { changeLines, jsonOfChange } from './history.ts';

type Observed = EvidenceReport['observations'][number];
type Source = Observed['sources'][number];
type Rule = NonNullable<EvidenceReport['rules']>[number];

/** Of an id; it is enough to name it by. */
const SHORT_ID = 8;
const WIDEST_VALUE = 120;

export function evidenceListForms({ list, store }: EvidenceList): Forms {
  return {
    texts: () => [store, JSON.stringify(list)],
    lines: (page) =>
      list.length === 0
        ? [[`no decision is recorded in ${store}`]]
        : list.flatMap(({ id, at, kind, name, version = '', outcome, why }) =>
            wrap(
              [
                `${kind} `,
                piece('strong', name),
                ` ${version} `,
                piece(roleOf(outcome), outcome),
                ': ',
                ...sentence(why),
              ],
              page,
              [piece('path', id.slice(0, SHORT_ID)), ' ', piece('faint', formatSecond(at)), ' '],
              ['    '],
            ),
          ),
    json: () => ({ list: list.map(({ at, ...one }) => ({ ...one, at: formatInstant(at) })) }),
  };
}

export function evidenceForms(report: EvidenceReport): Forms {
  return {
    texts: () => [JSON.stringify(report)],
    lines: (page) => evidenceLines(report, page),
    json: () => jsonOf(report),
  };
}

function evidenceLines(report: EvidenceReport, page: Page): Line[] {
  const { id, kind, name, version, at, by, outcome, why, digest, decision, started } = report;
  const { rules = [], failing, observations, changes, revokedBy, revokes } = report;
  const told = (label: string, line: Line) =>
    wrap([piece('faint', `${label} `), ...line], page, ['  '], ['    ']);
  return [
    ...wrap(
      [
        `${kind} `,
        piece('strong', name),
        version === undefined ? '' : ` ${version}`,
        ', ',
        piece(roleOf(outcome), outcome),
      ],
      page,
    ),
    ...told('id', [id]),
    ...told('at', [`${formatSecond(at)}, by ${by}`]),
    ...(digest === undefined ? [] : told('policy', [digest])),
    ...(decision === undefined ? [] : told('decision', [decision])),
    ...started.flatMap((attempt) => told('rollout', [attempt])),
    ...told('because', sentence(why)),
    ...(revokedBy
      ? told('revoked', [`at ${formatSecond(revokedBy.at)} by ${revokedBy.id}: `, ...sentence(revokedBy.why)])
      : []),
    ...(revokes ? told('revokes', [`${revokes.id}: `, ...sentence(revokes.why)]) : []),
    ...(failing ? [[], ...failingLines(failing, page)] : []),
    ...rules.flatMap((rule, index) => [...(index === 0 ? [[]] : []), ...ruleLines(rule, at, page)]),
    ...observations.flatMap((one) => [[], ...observedLines(one, kind, page)]),
    ...(changes.length > 0 ? [[]] : []),
    ...changes.flatMap((change) => changeLines(change, page)),
  ];
}

function failingLines(
  { at, since, times, why, checks }: NonNullable<EvidenceReport['failing']>,
  page: Page,
): Line[] {
  return [
    ...wrap(
      [
        piece('fail', 'why it failed: '),
        ...sentence(why),
        `, since ${formatSecond(since)}, in ${count(times, 'observation')} up to ${formatSecond(at)}`,
      ],
      page,
      [],
      ['  '],
    ),
    ...checks.flatMap((check) => checkLines(check, page)),
  ];
}

function checkLines({ condition, observed, limit, verdict }: Observed['checks'][number], page: Page): Line[] {
  const sides = observed === undefined ? '' : limit === undefined ? observed : `${observed} against ${limit}`;
  return wrap(
    [piece(roleOf(verdict), verdict), ' ', piece('quoted', condition), sides && `: ${sides}`],
    page,
    ['  '],
    ['    '],
  );
}

function ruleLines({ kind, name, verdict, mode, reasons, since }: Rule, at: number, page: Page): Line[] {
  const how = mode === 'enforce' ? '' : ` (${mode})`;
  const lasted = since < at && verdict !== 'pass' ? `, since ${formatSecond(since)}` : '';
  return wrap(
    [
      piece(roleOf(verdict), verdict),
      ` ${kind} `,
      piece('strong', name),
      `${how}${lasted}`,
      reasons.length === 0 ? '' : ': ',
      ...sentence(reasons.join('; ')),
    ],
    page,
    [],
    ['  '],
  );
}

function observedLines(
  { at, try: attempt, verdict, why, checks, warnings, facts, sources, left }: Observed,
  kind: string,
  page: Page,
): Line[] {
  const indented = (line: Line) => wrap(line, page, ['  '], ['    ']);
  const head: Line =
    kind === 'decision'
      ? [piece('strong', `observed at ${formatSecond(at)}`)]
      : [
          piece('strong', `observed at ${formatSecond(at)}`),
          ', ',
          piece(roleOf(verdict), verdict),
          ...(attempt > 1 ? [`, going up for the ${attempt}. time`] : []),
          ...sentence(`: ${why}`),
        ];
  return [
    ...wrap(head, page),
    ...checks.flatMap((check) => checkLines(check, page)),
    ...warnings.flatMap((text) => indented([piece('warning', 'warning '), ...sentence(text)])),
    ...Object.entries(facts).flatMap(([id, value]) => indented([piece('path', id), ` ${valueText(value)}`])),
    ...sources.filter(({ at }) => at !== undefined).flatMap((source) => indented(sourceLine(source))),
    ...(left === undefined ? [] : indented([piece('warning', `not kept: ${left}`)])),
  ];
}

/** `probe errors on web-1 at 12:00:00Z, 41,203 requests, took 12 ms: {"query":"…"}` */
function sourceLine({ from, item, subject, detail, failure, at = 0, took = 0, asked }: Source): Line {
  const place = subject === undefined ? '' : ` on ${subject}`;
  const what = [detail, failure && `failed: ${failure}`, `took ${formatDuration(took)}`].filter(Boolean);
  return [
    piece(
      'faint',
      `${from}${item === undefined ? '' : ` ${item}`}${place} at ${formatSecond(at)}, ${what.join(', ')}`,
    ),
    ...(asked === undefined
      ? []
      : [piece('faint', ': '), typeof asked === 'string' ? asked : canonicalJson(asked)]),
  ];
}

type Kept = Observed['facts'][string];

function valueText(value: Kept): string {
  const { unknown } = Object(value ?? {}) as { readonly unknown?: Kept };
  if (typeof unknown === 'string') return `unknown: ${unknown}`;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length > WIDEST_VALUE ? `${text.slice(0, WIDEST_VALUE)}…` : text;
}

function roleOf(word: string): Role {
  if (word === 'pass' || word === 'safe' || word === 'completed') return 'pass';
  if (word === 'unknown' || word === 'skipped') return word;
  return ['fail', 'roll back', 'rolled back', 'blocked', 'critical', 'closed', 'exceeded'].includes(word)
    ? 'fail'
    : 'info';
}

function jsonOf(report: EvidenceReport): object {
  const {
    store,
    diagnostics: _,
    at,
    rules,
    failing,
    observations,
    changes,
    revokedBy,
    revokes,
    ...more
  } = report;
  const told = (one: EvidenceReport['revokedBy']) => one && { ...one, at: formatInstant(one.at) };
  return {
    store,
    ...more,
    at: formatInstant(at),
    ...(rules && {
      rules: rules.map(({ kind, name, verdict, mode, reasons, since }) => ({
        kind,
        name,
        verdict,
        mode,
        reasons,
        since: formatInstant(since),
      })),
    }),
    ...(failing && {
      failing: { ...failing, at: formatInstant(failing.at), since: formatInstant(failing.since) },
    }),
    observations: observations.map((one) => ({
      ...one,
      at: formatInstant(one.at),
      sources: one.sources.map((source) => ({
        ...source,
        ...(source.at !== undefined && { at: formatInstant(source.at) }),
      })),
    })),
    changes: changes.map(jsonOfChange),
    ...(revokedBy && { revokedBy: told(revokedBy) }),
    ...(revokes && { revokes: told(revokes) }),
  };
}
