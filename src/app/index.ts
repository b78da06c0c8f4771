/**
 * The use cases. Each loads its own work when it is called, so that a command pays for nothing that it does not use.
 *
 * All of them throw `Refusal` where the work cannot be done, and the signal's reason where they are cancelled.
 */
import type { Host } from './host.ts';
import type {
  CalendarReport,
  CompiledPolicy,
  DoctorReport,
  ExplainReport,
  FormatReport,
  ImportReport,
  IncidentReport,
  InitReport,
  KindsReport,
  LintReport,
  ProbeReport,
  RunReport,
} from './report.ts';
import type {
  ApplyRequest,
  CalendarRequest,
  DoctorRequest,
  ExplainRequest,
  FormatRequest,
  FreezeRequest,
  ImportRequest,
  InitRequest,
  LintRequest,
  PlanRequest,
  PolicyRequest,
  ProbeRequest,
  RunRequest,
  UnfreezeRequest,
} from './requests.ts';

export type { Host } from './host.ts';
export { createRedactor, type RedactingFilter } from './redact.ts';
export { Refusal, type Sources } from './refusal.ts';
export { systemClock } from './clock.ts';
export { diagnosticPage, programVersion, schemaText } from './package.ts';
export type * from './report.ts';
export type * from './requests.ts';
export type * from '../runtime/engine/events.ts';

/** Reads and checks policies. Findings are in the report; only a file that cannot be read refuses. */
export async function lint(request: LintRequest, host: Host): Promise<LintReport> {
  return (await import('./lint.ts')).lint(request, host);
}

/** Policies in their canonical form. A text with errors is in the report with its diagnostics, and left as it is. */
export async function format(request: FormatRequest, host: Host): Promise<FormatReport> {
  return (await import('./format.ts')).format(request, host);
}

/** Reads and compiles the policy, whatever its diagnostics are. */
export async function compile(request: PolicyRequest, host: Host): Promise<CompiledPolicy> {
  return (await import('./loader.ts')).compilePolicy(request, host);
}

/** Judges everything now and changes nothing, but for the file of `save`. */
export async function plan(request: PlanRequest, host: Host): Promise<RunReport> {
  return (await import('./run.ts')).plan(request, host);
}

/** Judges the gates now and changes nothing. */
export async function check(request: RunRequest, host: Host): Promise<RunReport> {
  return (await import('./run.ts')).check(request, host);
}

/** Plans, asks, judges again and performs the steps. */
export async function apply(request: ApplyRequest, host: Host): Promise<RunReport> {
  return (await import('./apply.ts')).apply(request, host);
}

/** Stops releases by hand, at once. */
export async function freeze(request: FreezeRequest, host: Host): Promise<IncidentReport> {
  return (await import('./incident.ts')).freeze(request, host);
}

/** Lifts such a stop. */
export async function unfreeze(request: UnfreezeRequest, host: Host): Promise<IncidentReport> {
  return (await import('./incident.ts')).unfreeze(request, host);
}

/** When releases are frozen in the coming time, and when the next one may start. */
export async function calendar(request: CalendarRequest, host: Host): Promise<CalendarReport> {
  return (await import('./calendar.ts')).calendar(request, host);
}

/** Freezes of other tools, as a part of a policy. */
export async function importFreezes(request: ImportRequest, host: Host): Promise<ImportReport> {
  return (await import('./import/index.ts')).importFreezes(request, host);
}

/** One rule, judged now: its tree with every value; with `whyNot` what would turn its verdict. */
export async function explain(request: ExplainRequest, host: Host): Promise<ExplainReport> {
  return (await import('./explain.ts')).explain(request, host);
}

/** Runs one probe of the policy. */
export async function probe(request: ProbeRequest, host: Host): Promise<ProbeReport> {
  return (await import('./probe.ts')).probe(request, host);
}

/** The kinds of probes and steps. */
export async function kinds(): Promise<KindsReport> {
  return (await import('./probe.ts')).kinds();
}

/** Writes a policy that fits what lies here; refuses to overwrite one. */
export async function init(request: InitRequest, host: Host): Promise<InitReport> {
  return (await import('./init.ts')).init(request, host);
}

export async function doctor(request: DoctorRequest, host: Host): Promise<DoctorReport> {
  return (await import('./doctor.ts')).doctor(request, host);
}
