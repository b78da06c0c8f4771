/** Why a rule says what it says: its conditions as trees, each part with its value, where that comes from, and its place. */
import type { ExplainedPart, ExplainReport } from '../../app/index.ts';
import { formatDurationLiteral, formatInstant } from '../../plan/units.ts';
import { isUnknown, jsonOfValue } from '../../plan/value.ts';
import { type Line, piece, type Role, sentence } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';
import { jsonOfDiagnostic } from './json.ts';
import { jsonOfLeft, overrideLine, qualityOf } from './rule.ts';
import { SourceIndex } from './sources.ts';

export function explainForms(report: ExplainReport): Forms {
  const sources = new SourceIndex(report.sources);
  return {
    texts: () => [
      JSON.stringify([
        report.rule,
        report.require,
        report.prefer,
        report.when,
        report.except,
        report.times,
        report.whyNot,
      ]),
    ],
    lines: (page) => explainLines(report, sources, page),
    json: () => jsonOfExplain(report, sources),
  };
}

function explainLines(
  { rule, times, when, except, require, prefer, whyNot }: ExplainReport,
  sources: SourceIndex,
  page: Page,
): Line[] {
  const sections = [
    ...(when ? [{ title: 'when', parts: [when] }] : []),
    ...(except ? [{ title: 'except', parts: [except] }] : []),
    { title: 'require', parts: require },
    { title: 'prefer', parts: prefer },
  ].filter(({ parts }) => parts.length > 0);
  return [
    [piece('strong', rule.name), ': ', piece(rule.verdict, rule.verdict), piece('faint', qualityOf(rule))],
    ...(rule.override ? wrap(overrideLine(rule.override), page, ['  ']) : []),
    ...rule.reasons.flatMap(({ text }) => wrap(sentence(text), page, ['  '])),
    ...(rule.left ?? []).map((rate) => [`  ${usedText(rate)}`]),
    ...(times ? timesLines(times, page) : []),
    ...sections.flatMap(({ title, parts }) => [
      [],
      [piece('strong', title)],
      ...parts.flatMap((part) => treeOf(part, sources, '  ', '  ')),
    ]),
    ...(whyNot === undefined ? [] : whyNotLines(whyNot, rule.verdict, page)),
  ];
}

/** `3 per 1h: 1 used, 2 left` */
function usedText({ count, per, left }: NonNullable<ExplainReport['rule']['left']>[number]): string {
  return `${count} per ${formatDurationLiteral(per)}: ${count - left} used, ${left} left`;
}

function timesLines({ window, coming }: NonNullable<ExplainReport['times']>, page: Page): Line[] {
  return [
    [],
    [piece('strong', 'frozen')],
    ...wrap([window], page, ['  ']),
    ...coming.flatMap(({ text }) => wrap([text], page, ['  • '], ['    '])),
  ];
}

function whyNotLines(changes: readonly string[], verdict: string, page: Page): Line[] {
  if (changes.length === 0) return [[], ['no change of facts alone would turn it']];
  return [
    [],
    [piece('strong', verdict === 'pass' ? 'it would not pass if' : 'it would pass if')],
    ...changes.flatMap((change) => wrap(sentence(change), page, ['  • '], ['    '])),
  ];
}

/** A part and what it is made of; constants say nothing that their text does not. */
function treeOf(part: ExplainedPart, sources: SourceIndex, head: string, indent: string): Line[] {
  const parts = part.parts.filter((inner) => inner.parts.length > 0 || inner.from !== undefined);
  return [
    [
      piece('faint', head),
      piece('quoted', oneLine(part.text)),
      '  ',
      piece(roleOf(part), part.shown),
      piece('faint', `  ${[part.from, placeOf(part, sources)].filter(Boolean).join(', ')}`),
    ],
    ...parts.flatMap((inner, index) =>
      index === parts.length - 1
        ? treeOf(inner, sources, `${indent}└─ `, `${indent}   `)
        : treeOf(inner, sources, `${indent}├─ `, `${indent}│  `),
    ),
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

function roleOf({ value }: ExplainedPart): Role {
  if (isUnknown(value)) return 'unknown';
  if (typeof value !== 'boolean') return 'strong';
  return value ? 'pass' : 'fail';
}

function placeOf({ location }: ExplainedPart, sources: SourceIndex): string {
  const [start, end] = location.span;
  return sources.nameOf({ file: location.file, span: { start, end } });
}

function jsonOfExplain(
  { rule, times, when, except, require, prefer, whyNot, diagnostics }: ExplainReport,
  sources: SourceIndex,
): object {
  return {
    rule: rule.name,
    kind: rule.kind,
    verdict: rule.verdict,
    severity: rule.severity,
    mode: rule.mode,
    reasons: rule.reasons.map(({ text }) => text),
    ...(rule.until !== undefined && { until: formatInstant(rule.until) }),
    ...(rule.left && { left: rule.left.map(jsonOfLeft) }),
    ...(rule.override && { override: rule.override }),
    ...(times && {
      times: {
        window: times.window,
        coming: times.coming.map(({ from, until }) => jsonOfPeriod(from, until)),
      },
    }),
    ...(when && { when: jsonOfPart(when, sources) }),
    ...(except && { except: jsonOfPart(except, sources) }),
    require: require.map((part) => jsonOfPart(part, sources)),
    prefer: prefer.map((part) => jsonOfPart(part, sources)),
    ...(whyNot && { whyNot }),
    diagnostics: diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
  };
}

function jsonOfPeriod(from: number, until: number | undefined): object {
  return { from: formatInstant(from), ...(until !== undefined && { until: formatInstant(until) }) };
}

function jsonOfPart(
  { text, location, value, shown, from, parts }: ExplainedPart,
  sources: SourceIndex,
): object {
  const [start, end] = location.span;
  return {
    text,
    value: jsonOfValue(value),
    shown,
    ...(from !== undefined && { from }),
    ...sources.placeOf({ file: location.file, span: { start, end } }),
    parts: parts.map((part) => jsonOfPart(part, sources)),
  };
}
