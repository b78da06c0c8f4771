/** The forms of a run of `plan`, `check` or `apply`, and of one that was refused before anything could be judged. */
import type { Refusal, RunReport } from '../../../app/index.ts';
import type { RuleResult } from '../../../plan/decision.ts';
import type { PlanLocation } from '../../../plan/plan.ts';
import type { Location } from '../../../plan/span.ts';
import { formatInstant } from '../../../plan/units.ts';
import { typeName } from '../../../plan/type.ts';
import type { ClocksHere } from '../../text/here.ts';
import { piece } from '../../text/text.ts';
import type { Forms } from '../deliver.ts';
import { type Case, type Finding, findingOf, type Findings } from '../findings/findings.ts';
import { jsonOfDiagnostic, jsonOfKnown } from '../json.ts';
import { jsonOfLeft } from '../rule.ts';
import { SourceIndex } from '../sources.ts';
import { jsonOfRollout } from './rollout.ts';
import { closingSentence, refusalSentence } from './summary.ts';
import { type Detail, runLines } from './text.ts';

export function runForms(report: RunReport, detail: Detail, clocks?: ClocksHere): Forms {
  const sources = new SourceIndex(report.sources);
  const { name, file } = report.policy;
  return {
    texts: () => [
      JSON.stringify([
        report.decision.rules,
        report.facts,
        report.forecast ?? report.group ?? null,
        name,
        file,
      ]),
    ],
    lines: (page) => runLines(report, detail, page, clocks),
    json: () => jsonOfRun(report, sources),
    findings: () => findingsOf(report, sources),
  };
}

/** Nothing was judged; for programs that is a blocked decision without rules. */
export function refusedForms(command: RunReport['command'], refusal: Refusal): Forms {
  const sources = new SourceIndex(refusal.sources);
  const summary = refusalSentence(refusal.diagnostics);
  return {
    texts: () => [summary],
    lines: () => [[piece('fail', summary)]],
    json: () => ({
      command,
      decision: 'blocked',
      exitCode: 1,
      summary,
      rules: [],
      diagnostics: refusal.diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
    }),
    findings: () => ({
      suite: `sentinel ${command}`,
      summary,
      findings: refusal.diagnostics.map(findingOf),
      cases: [
        {
          name: `sentinel ${command}`,
          file: refusal.diagnostics[0]?.location?.file ?? '',
          outcome: 'error',
          texts: refusal.diagnostics.map(({ code, message }) => `${message} (${code})`),
        },
      ],
      sources,
    }),
  };
}

function jsonOfRun(report: RunReport, sources: SourceIndex): object {
  const { command, decision, policy, release, evaluatedAt, facts, steps, probes, saved, store } = report;
  const rollout = jsonOfRollout(report);
  return {
    command,
    decision: decision.decision,
    exitCode: report.exitCode,
    summary: closingSentence(report),
    policy: policy.name,
    file: policy.file,
    digest: policy.digest,
    evaluatedAt: formatInstant(evaluatedAt),
    durationMs: Math.round(report.duration),
    release: release.map(({ name, value, from }) => ({ name, ...jsonOfKnown(value, 'string'), from })),
    rules: decision.rules.map((rule) => jsonOfRule(rule, sources)),
    ...(decision.nextFree && { nextFree: formatInstant(decision.nextFree.at) }),
    facts: facts.map(({ id, type, value, from, detail, location }) => ({
      id,
      type: typeName(type),
      ...jsonOfKnown(value, type),
      from,
      ...(detail !== undefined && { detail }),
      ...(location && { location: jsonOfPlace(location, sources) }),
    })),
    probes: probes.map(({ duration, ...probe }) => ({ ...probe, durationMs: Math.round(duration) })),
    steps,
    ...(rollout && { rollout }),
    ...(report.group && { group: report.group.map(jsonOfRollout) }),
    ...(report.notifications && { notifications: report.notifications }),
    diagnostics: report.diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
    ...(store && { store: jsonOfStore(store) }),
    ...(saved && {
      saved: { file: saved.file, planId: saved.planId, expires: formatInstant(saved.expires) },
    }),
  };
}

function jsonOfStore({ createdAt, ...store }: NonNullable<RunReport['store']>): object {
  return { ...store, ...(createdAt !== undefined && { createdAt: formatInstant(createdAt) }) };
}

function jsonOfRule(rule: RuleResult, sources: SourceIndex): object {
  const { kind, name, verdict, severity, mode, reasons, warnings, message, runbook, location } = rule;
  const { until, left, override } = rule;
  const texts = reasons.map(({ text }) => text);
  return {
    kind,
    name,
    verdict,
    severity,
    mode,
    reasons: texts,
    ...(verdict === 'unknown' && { unknown: texts.join('; ') }),
    warnings: warnings.map(({ text }) => text),
    ...(message !== undefined && { message }),
    ...(runbook !== undefined && { runbook }),
    ...(until !== undefined && { until: formatInstant(until) }),
    ...(left && { left: left.map(jsonOfLeft) }),
    ...(override && { override }),
    location: jsonOfPlace(location, sources),
  };
}

function jsonOfPlace(location: PlanLocation, sources: SourceIndex): object {
  const { file, line, column } = sources.placeOf(locationOf(location));
  return { file, line, column };
}

function locationOf({ file, span: [start, end] }: PlanLocation): Location {
  return { file, span: { start, end } };
}

function findingsOf(report: RunReport, sources: SourceIndex): Findings {
  const { decision, diagnostics, policy } = report;
  return {
    suite: policy.name,
    summary: closingSentence(report),
    findings: [...decision.rules.flatMap(findingsOfRule), ...diagnostics.map(findingOf)],
    cases: [...decision.rules.map(caseOfRule), ...report.steps.map((step) => caseOfStep(step, policy.file))],
    sources,
  };
}

/** One finding for each reason of a rule that did not pass, one for each warning, and one for each use of an exemption. */
function findingsOfRule(rule: RuleResult): Finding[] {
  const { kind, name, verdict, reasons, warnings, override } = rule;
  const head = { id: `${kind}/${name}`, title: `${kind} ${name}`, location: locationOf(rule.location) };
  const help = [rule.message, rule.runbook].filter((text) => text !== undefined).join('\n');
  const failing = verdict === 'fail' || verdict === 'unknown';
  return [
    ...(failing ? reasons : []).map(({ text }) => ({
      ...head,
      severity: counts(rule) ? ('error' as const) : ('warning' as const),
      message: text,
      ...(help !== '' && { help }),
    })),
    ...(override ? [overrideText(override)] : []).map((message) => ({
      ...head,
      severity: 'warning' as const,
      message,
    })),
    ...warnings.map(({ text }) => ({ ...head, severity: 'warning' as const, message: text })),
  ];
}

/** Whether it counts towards the decision where it does not pass. */
function counts({ severity, mode, override }: RuleResult): boolean {
  return severity !== 'advisory' && mode === 'enforce' && !override;
}

function overrideText({ by, text }: NonNullable<RuleResult['override']>): string {
  return by === 'except' ? `exempt by \`${text}\`` : `the glass was broken: ${text}`;
}

const outcomes = { pass: 'passed', fail: 'failed', unknown: 'error', skipped: 'skipped' } as const;

/** A rule that is not enforced is no failure of the suite, and no success either. */
function caseOfRule(rule: RuleResult): Case {
  const { name, verdict, reasons, warnings, message, override, location } = rule;
  const texts = [...reasons, ...warnings].map(({ text }) => text);
  const isCounted = verdict === 'pass' || counts(rule);
  return {
    name,
    file: location.file,
    outcome: isCounted ? outcomes[verdict] : 'skipped',
    texts: [
      ...(isCounted || verdict === 'skipped' ? [] : [`${verdict}, not enforced`]),
      ...(override ? [overrideText(override)] : []),
      ...texts,
      ...(message === undefined ? [] : [message]),
    ],
  };
}

const stepOutcomes = {
  done: 'passed',
  already: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  'not-run': 'skipped',
  'would-run': 'skipped',
} as const;

function caseOfStep({ name, result, text }: RunReport['steps'][number], file: string): Case {
  return { name: `step ${name}`, file, outcome: stepOutcomes[result], texts: text === '' ? [] : [text] };
}
