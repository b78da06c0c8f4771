/**
 * The use cases. Each loads its own work when it is called, so that a command pays for nothing that it does not use.
 *
 * All of them throw `Refusal` where the work cannot be done, and the signal's reason where they are cancelled.
 */
import type { Host } from './host.ts';
import type {
  AskedReport,
  AuditAnchorReport,
  AuditPruneReport,
  AuditReport,
  BacktestReport,
  BackupReport,
  CalendarReport,
  ChangedReport,
  CompiledPolicy,
  DecideReport,
  DoctorReport,
  ExplainReport,
  FormatReport,
  EvidenceList,
  EvidenceReport,
  HistoryReport,
  ImportReport,
  IncidentReport,
  InitReport,
  KeptStoreReport,
  KindsReport,
  LintReport,
  NotifyReport,
  ProbeReport,
  RestoreReport,
  ReviewReport,
  RunReport,
  SimulationReport,
  StatusReport,
  StoreInitReport,
  StoreMigrateReport,
  TestReport,
  TickReport,
  VersionsReport,
} from './report.ts';
import type {
  AdoptRequest,
  ApplyRequest,
  AskRequest,
  AuditExportRequest,
  AuditPruneRequest,
  AuditVerifyRequest,
  BacktestRequest,
  BackupRequest,
  CalendarRequest,
  ChangeRequest,
  DecideRequest,
  DoctorRequest,
  ExplainRequest,
  FormatRequest,
  FreezeRequest,
  EvidenceRequest,
  HistoryRequest,
  ImportRequest,
  InitRequest,
  KeeperRequest,
  LintRequest,
  NotifyRequest,
  PlanRequest,
  PolicyRequest,
  ProbeRequest,
  ReleaseVersionRequest,
  ReviewRequest,
  RestoreRequest,
  RunRequest,
  SimulateRequest,
  StatusRequest,
  StopRequest,
  TestRequest,
  TickRequest,
  UnfreezeRequest,
  VersionsRequest,
} from './requests.ts';

export type { Host } from './host.ts';
export { createRedactor, type RedactingFilter } from './redact.ts';
export { Refusal, type Sources } from './refusal.ts';
export { systemClock } from './clock.ts';
export { phases } from '../runtime/core/rollout/record.ts';
export { diagnosticPage, programVersion, schemaText } from './package.ts';
export type * from './report.ts';
export type * from './requests.ts';
export type * from '../runtime/engine/events.ts';

/** Reads and checks policies. Findings are in the report; only a file that cannot be read refuses. */
export async function lint(request: LintRequest, host: Host): Promise<LintReport> {
  return (await import('./policy/lint.ts')).lint(request, host);
}

/** Runs the cases of test files. What is wrong with them, or does not come as expected, is in the report. */
export async function test(request: TestRequest, host: Host): Promise<TestReport> {
  return (await import('./test.ts')).test(request, host);
}

/** Policies in their canonical form. A text with errors is in the report with its diagnostics, and left as it is. */
export async function format(request: FormatRequest, host: Host): Promise<FormatReport> {
  return (await import('./policy/format.ts')).format(request, host);
}

/** Reads and compiles the policy, whatever its diagnostics are. */
export async function compile(request: PolicyRequest, host: Host): Promise<CompiledPolicy> {
  return (await import('./policy/loader.ts')).compilePolicy(request, host);
}

/** Judges everything now and changes nothing, but for the file of `save`. */
export async function plan(request: PlanRequest, host: Host): Promise<RunReport> {
  return (await import('./run/run.ts')).plan(request, host);
}

/** Judges the gates now and changes nothing. */
export async function check(request: RunRequest, host: Host): Promise<RunReport> {
  return (await import('./run/run.ts')).check(request, host);
}

/** Plans, asks, judges again and performs the steps. */
export async function apply(request: ApplyRequest, host: Host): Promise<RunReport> {
  return (await import('./run/apply.ts')).apply(request, host);
}

/** Looks once at every rollout of the policy that is due. */
export async function tick(request: TickRequest, host: Host): Promise<TickReport> {
  return (await import('./rollout/tick.ts')).tick(request, host);
}

/** The same again and again, until the signal; `told` when another thing needs a look. */
export async function controller(
  request: TickRequest,
  host: Host,
  told: (report: TickReport) => Promise<void>,
): Promise<never> {
  return (await import('./rollout/tick.ts')).controller(request, host, told);
}

/** Which versions take the traffic, and which are in quarantine. */
export async function versions(request: VersionsRequest, host: Host): Promise<VersionsReport> {
  return (await import('./rollout/versions.ts')).versions(request, host);
}

/** Lets a version out of quarantine. */
export async function releaseVersion(request: ReleaseVersionRequest, host: Host): Promise<VersionsReport> {
  return (await import('./rollout/versions.ts')).releaseVersion(request, host);
}

/** Whether one user is in, as the readers of the flag say too. */
export async function decide(request: DecideRequest, host: Host): Promise<DecideReport> {
  return (await import('./rollout/decide.ts')).decide(request, host);
}

/** Writes traffic down that the store knows nothing of. */
export async function adopt(request: AdoptRequest, host: Host): Promise<ChangedReport> {
  return (await import('./rollout/adopt.ts')).adopt(request, host);
}

/** Takes a rollout that is on its way onto the present policy. */
export async function repin(request: ChangeRequest, host: Host): Promise<ChangedReport> {
  return (await import('./rollout/repin.ts')).repin(request, host);
}

/** Takes the lease of a rollout's traffic from whoever holds it. */
export async function unlock(request: ChangeRequest, host: Host): Promise<ChangedReport> {
  return (await import('./rollout/unlock.ts')).unlock(request, host);
}

/** Stops releases by hand, at once. */
export async function freeze(request: FreezeRequest, host: Host): Promise<IncidentReport> {
  return (await import('./incident.ts')).freeze(request, host);
}

/** Lifts such a stop. */
export async function unfreeze(request: UnfreezeRequest, host: Host): Promise<IncidentReport> {
  return (await import('./incident.ts')).unfreeze(request, host);
}

/** Where rollouts stand; with `watch` it tells of one until it is over, or where it was asked to be. */
export async function status(request: StatusRequest, host: Host): Promise<StatusReport> {
  return (await import('./by-hand/status.ts')).status(request, host);
}

/** What a decision or a change of a rollout rested upon, by its id. */
export async function evidence(request: EvidenceRequest, host: Host): Promise<EvidenceReport> {
  return (await import('./by-hand/evidence.ts')).evidence(request, host);
}

/** Of what there is evidence. */
export async function evidenceList(request: Omit<EvidenceRequest, 'id'>, host: Host): Promise<EvidenceList> {
  return (await import('./by-hand/evidence.ts')).evidenceList(request, host);
}

/** Past changes of rollouts. */
export async function history(request: HistoryRequest, host: Host): Promise<HistoryReport> {
  return (await import('./by-hand/history.ts')).history(request, host);
}

/** Pauses, resumes, promotes, approves or takes back one rollout, by hand. What is not followed is in the report. */
export async function ask(request: AskRequest, host: Host): Promise<AskedReport> {
  return (await import('./by-hand/ask.ts')).ask(request, host);
}

/** Takes every rollout of the store back. */
export async function stop(request: StopRequest, host: Host): Promise<AskedReport> {
  return (await import('./by-hand/ask.ts')).stop(request, host);
}

/** Sends a test message to those whom the policy tells what happens. */
export async function testNotifications(request: NotifyRequest, host: Host): Promise<NotifyReport> {
  return (await import('./notify/test.ts')).testNotifications(request, host);
}

/** What a change of policy means. */
export async function review(request: ReviewRequest, host: Host): Promise<ReviewReport> {
  return (await import('./review/index.ts')).review(request, host);
}

/** When releases are frozen in the coming time, and when the next one may start. */
export async function calendar(request: CalendarRequest, host: Host): Promise<CalendarReport> {
  return (await import('./calendar.ts')).calendar(request, host);
}

/** Plays a rollout, or a period of releases, in virtual time. */
export async function simulate(request: SimulateRequest, host: Host): Promise<SimulationReport> {
  return (await import('./simulate/simulate.ts')).simulate(request, host);
}

/** Judges past decisions again, by this policy. */
export async function backtest(request: BacktestRequest, host: Host): Promise<BacktestReport> {
  return (await import('./backtest.ts')).backtest(request, host);
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
  return (await import('./init/init.ts')).init(request, host);
}

export async function doctor(request: DoctorRequest, host: Host): Promise<DoctorReport> {
  return (await import('./doctor.ts')).doctor(request, host);
}

/** Whether the audit holds together. */
export async function verifyAudit(request: AuditVerifyRequest, host: Host): Promise<AuditReport> {
  return (await import('./store/audit.ts')).verifyAudit(request, host);
}

/** The end of the audit, to be kept where nobody can change both. */
export async function auditAnchor(request: KeeperRequest, host: Host): Promise<AuditAnchorReport> {
  return (await import('./store/audit.ts')).auditAnchor(request, host);
}

/** Gives the entries to the listener, and whether they hold together. */
export async function exportAudit(request: AuditExportRequest, host: Host): Promise<AuditReport> {
  return (await import('./store/audit.ts')).exportAudit(request, host);
}

/** Drops the oldest entries of the audit. */
export async function pruneAudit(request: AuditPruneRequest, host: Host): Promise<AuditPruneReport> {
  return (await import('./store/audit.ts')).pruneAudit(request, host);
}

/** Makes the store, where there is none. */
export async function initStore(request: KeeperRequest, host: Host): Promise<StoreInitReport> {
  return (await import('./store/store.ts')).initStore(request, host);
}

export async function storeInfo(request: KeeperRequest, host: Host): Promise<KeptStoreReport> {
  return (await import('./store/store.ts')).storeInfo(request, host);
}

/** Writes one state of the store to a new file. */
export async function backupStore(request: BackupRequest, host: Host): Promise<BackupReport> {
  return (await import('./store/store.ts')).backupStore(request, host);
}

/** Puts a backup in the place of a store that holds nothing beyond it. */
export async function restoreStore(request: RestoreRequest, host: Host): Promise<RestoreReport> {
  return (await import('./store/store.ts')).restoreStore(request, host);
}

/** Brings a store of an older program up to this one. */
export async function migrateStore(request: KeeperRequest, host: Host): Promise<StoreMigrateReport> {
  return (await import('./store/store.ts')).migrateStore(request, host);
}
