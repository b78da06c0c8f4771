/** What `simulate` says: a table of releases, the timeline of each rollout, and a picture. */
import type { Course, SimulatedRelease, SimulationReport } from '../../../app/index.ts';
import { placeOf, positionText } from '../../../plan/assignment.ts';
import { formatDuration, formatInstant } from '../../../plan/units.ts';
import { count, type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { escapeXml } from '../../text/xml.ts';
import type { Forms } from '../deliver.ts';
import { type Chart, svgOf } from './chart.ts';

/** Timelines that are told in full. */
const MOST_TOLD = 3;

export function simulationForms(report: SimulationReport): Forms {
  const { releases } = report;
  const summary = summaryOf(releases);
  return {
    texts: () => [JSON.stringify([summary, releases.map(({ title, course }) => [title, course?.events])])],
    lines: (page) => [
      [piece('strong', report.policy.name), piece('faint', ` (${report.policy.file}; ${sourceOf(report)})`)],
      [],
      ...releases.flatMap((release) => releaseLines(release, page)),
      ...(releases.filter(({ course }) => course).length <= MOST_TOLD
        ? releases.flatMap(({ course }) => (course ? courseLines(course, page) : []))
        : []),
      [],
      [summary],
    ],
    json: () => jsonOf(report, summary),
    svg: () => chartsOf(report).map(svgOf).join(''),
    html: () => htmlOf(report, summary),
  };
}

function sourceOf({ facts, seed }: SimulationReport): string {
  const words = {
    given: 'facts of a test file',
    generated: `made-up facts, seed ${seed ?? 0}`,
    recorded: 'facts that were recorded',
    audit: 'facts of the audit',
  };
  return words[facts];
}

function outcomeOf({ decision, stoppedBy, admitted, waitsFor, course }: SimulatedRelease): {
  readonly word: string;
  readonly role: Role;
  readonly why: string;
} {
  if (admitted !== true && decision.decision !== 'safe') {
    return { word: decision.decision, role: 'fail', why: stoppedBy.join(', ') };
  }
  if (waitsFor !== undefined)
    return { word: 'waits', role: 'skipped', why: `another is on its way until ${formatInstant(waitsFor)}` };
  if (!course) return { word: 'starts', role: 'pass', why: '' };
  return {
    word: course.phase.replace('_', ' '),
    role: course.phase === 'completed' ? 'pass' : course.phase === 'rolled_back' ? 'fail' : 'unknown',
    why: courseText(course),
  };
}

/** `after 2 h 6 min, at most 100 %`; what went back after it had completed says so. */
function courseText({ from, until, completedAt, phase, waits, maxWeight, audiences }: Course): string {
  if (completedAt !== undefined && phase !== 'completed')
    return `${formatDuration(until - completedAt)} after it had completed`;
  return `after ${formatDuration((completedAt ?? until) - from)}, at most ${positionText(maxWeight, audiences)}${waits.map((why) => `; it waits: ${why}`).join('')}`;
}

function releaseLines(release: SimulatedRelease, page: Page): Line[] {
  const { word, role, why } = outcomeOf(release);
  const head: Line = ['  ', formatInstant(release.at), '  ', piece(role, word.padEnd(12))];
  return wrap([...sentence(why), piece('faint', release.title ? `  ${release.title}` : '')], page, head, [
    ' '.repeat(36),
  ]);
}

const BAR = 20;

function courseLines({ from, rollout, events, weights, audiences }: Course, page: Page): Line[] {
  const widest = Math.max(7, ...weights.map(({ weight }) => positionText(weight, audiences).length + 2));
  return [
    [],
    [piece('strong', `rollout ${rollout}`)],
    ...events.flatMap(({ at, type, why }) => {
      const weight = weights.findLast((one) => one.at <= at)?.weight ?? 0;
      const full = Math.round((placeOf(weight).weight / 100) * BAR);
      return wrap(
        sentence(`${type.replaceAll(/[._]/gu, ' ')}: ${why}`),
        page,
        [
          `  ${(at === from ? 'start' : formatDuration(at - from)).padStart(12)}  `,
          piece('info', '█'.repeat(full)),
          piece('faint', '░'.repeat(BAR - full)),
          positionText(weight, audiences).padStart(widest),
          '  ',
        ],
        [' '.repeat(38 + widest)],
      );
    }),
  ];
}

/** `180 releases: 96 started (90 completed, 6 rolled back), 80 blocked (nights 60, weekends 20), 4 waited` */
function summaryOf(releases: readonly SimulatedRelease[]): string {
  const outcomes = releases.map((release) => ({ release, ...outcomeOf(release) }));
  const blocked = outcomes.filter(({ word }) => word === 'blocked' || word === 'critical');
  const waited = outcomes.filter(({ word }) => word === 'waits');
  const started = outcomes.filter((one) => !blocked.includes(one) && !waited.includes(one));
  const parts = [
    `${started.length} started${tally(started.flatMap(({ release, word }) => (release.course ? [word] : [])))}`,
    ...(blocked.length > 0
      ? [
          `${blocked.length} blocked${tally(
            blocked.flatMap(({ why }) => why.split(', ')),
            true,
          )}`,
        ]
      : []),
    ...(waited.length > 0 ? [`${waited.length} waited for another`] : []),
  ];
  return `${count(releases.length, 'release')}: ${parts.join(', ')}`;
}

function tally(words: readonly string[], nameFirst = false): string {
  const counts = Array.from(
    Map.groupBy(words, (word) => word),
    ([word, all]) => (nameFirst ? `${word} ${all.length}` : `${all.length} ${word}`),
  );
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}

/** Cases stand apart; releases of a period share a time. */
function chartsOf({ policy, facts, releases, frozen }: SimulationReport): readonly Chart[] {
  if (facts !== 'given') return [{ title: policy.name, releases, frozen }];
  return releases.map((release) => ({ title: release.title ?? policy.name, releases: [release], frozen }));
}

function htmlOf(report: SimulationReport, summary: string): string {
  const rows = report.releases.map((release) => {
    const { word, role, why } = outcomeOf(release);
    return `<tr><td>${escapeXml(formatInstant(release.at))}</td><td class="${role}">${escapeXml(word)}</td><td>${escapeXml(why)}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(report.policy.name)}: simulation</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #1f2933; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
svg { width: 100%; height: auto; margin: 1rem 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse }
td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; border-bottom: 1px solid #dde3ea }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
.pass { color: #1f7a43 } .fail { color: #b42318 } .unknown { color: #a86400 } .skipped { color: #6b7785 }
</style>
<h1>${escapeXml(report.policy.name)}</h1>
<p>${escapeXml(summary)} (${escapeXml(sourceOf(report))}).</p>
${chartsOf(report).map(svgOf).join('\n')}
<div class="scroll">
<table>
<tr><th>wants to start</th><th>outcome</th><th></th></tr>
${rows.join('\n')}
</table>
</div>
</html>
`;
}

function jsonOf(report: SimulationReport, summary: string): object {
  return {
    command: 'simulate',
    exitCode: 0,
    summary,
    policy: report.policy,
    facts: report.facts,
    ...(report.seed !== undefined && { seed: report.seed }),
    releases: report.releases.map(({ title, at, decision, stoppedBy, admitted, waitsFor, course }) => ({
      ...(title !== undefined && { name: title }),
      at: formatInstant(at),
      ...(admitted !== true && {
        decision: decision.decision,
        stoppedBy,
      }),
      ...(waitsFor !== undefined && { waitsFor: formatInstant(waitsFor) }),
      ...(course && { rollout: jsonOfCourse(course) }),
    })),
    frozen: report.frozen.map(({ freeze, from, until }) => ({
      freeze,
      from: formatInstant(from),
      until: formatInstant(until),
    })),
  };
}

function jsonOfCourse({
  rollout,
  from,
  until,
  phase,
  completedAt,
  waits,
  audiences,
  maxWeight,
  weights,
  events,
  checks,
}: Course): object {
  return {
    name: rollout,
    from: formatInstant(from),
    until: formatInstant(until),
    phase,
    ...(completedAt !== undefined && { completedAt: formatInstant(completedAt) }),
    ...(waits.length > 0 && { waits }),
    ...(audiences && { audiences }),
    maxWeight,
    weights: weights.map(({ at, weight }) => ({ at: formatInstant(at), weight })),
    events: events.map(({ at, type, why }) => ({ at: formatInstant(at), type, why })),
    checks: checks.map(({ condition, wants, points }) => ({
      condition,
      wants,
      points: points.map(({ at, ...point }) => ({ at: formatInstant(at), ...point })),
    })),
  };
}
