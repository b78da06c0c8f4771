/** `audit`: whether the log holds together, its end to be kept elsewhere, its export, and its retention. */
import type { AuditDraft, AuditHead, Json } from '../../plan/audit.ts';
import { formatInstant } from '../../plan/units.ts';
import { type ChainReport, PRUNED } from '../../runtime/host/audit-chain.ts';
import { lineOf } from '../../runtime/host/audit-lines.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';
import { actorOrRefusal } from '../people/actor.ts';
import { followFile, followStore } from './audit-log.ts';
import type { Host } from '../host.ts';
import { keptStore, withStore } from './keeper.ts';
import { refuse } from '../refusal.ts';
import type { AuditAnchorReport, AuditPruneReport, AuditPruning, AuditReport } from '../report.ts';
import type {
  AuditExportRequest,
  AuditPruneRequest,
  AuditVerifyRequest,
  KeeperRequest,
} from '../requests.ts';
import { pastInstant } from '../when.ts';
import { withoutSecrets } from '../without-secrets.ts';

export async function verifyAudit(request: AuditVerifyRequest, host: Host): Promise<AuditReport> {
  const { file, anchors } = request;
  if (file !== undefined) return reportOf(file, await followFile(file, host, request, anchors), anchors);
  const kept = await keptStore(request, host);
  return withStore(kept, host, async (store) =>
    reportOf(kept.state.shown, await followQuietly(store, request, anchors), anchors),
  );
}

export async function auditAnchor(request: KeeperRequest, host: Host): Promise<AuditAnchorReport> {
  const kept = await keptStore(request, host);
  return withStore(kept, host, async (store) => ({
    source: kept.state.shown,
    head: await store.head(),
    at: await store.now(),
  }));
}

/** The whole log is followed, also what is older than the entries that are exported. */
export async function exportAudit(request: AuditExportRequest, host: Host): Promise<AuditReport> {
  const kept = await keptStore(request, host);
  return withStore(kept, host, async (store) => {
    const since =
      request.since === undefined ? Number.NEGATIVE_INFINITY : pastInstant(request.since, await store.now());
    const report = await followStore(store, request, ({ text, hash }, entry) => {
      if (!entry || entry.at >= since)
        request.listener({ line: lineOf({ text, hash }), ...(entry && { entry }) });
    });
    return reportOf(kept.state.shown, report, []);
  });
}

export async function pruneAudit(request: AuditPruneRequest, host: Host): Promise<AuditPruneReport> {
  const kept = await keptStore(request, host);
  return withStore(kept, host, async (store) => {
    const actor = await actorOrRefusal(request.actor, kept.people, host);
    const before = pastInstant(request.before, await store.now());
    const { pruning, from } = await pruningOf(store, request, before, kept.state.shown);
    if (pruning.dropped === 0) return { ...pruning, head: await store.head() };
    if (!(await request.confirm(pruning))) refuse('SEN2205', 'not confirmed; nothing was done');
    const { checkpoint, dropped } = pruning;
    const draft: AuditDraft = {
      type: PRUNED,
      actor,
      subject: {},
      from: jsonOfHead(from),
      to: jsonOfHead(checkpoint),
      why: request.reason,
      reasonCode: 'manual',
      data: { dropped, before: formatInstant(before) },
    };
    return { ...pruning, head: await store.truncate(checkpoint.seq, withoutSecrets(draft, host.redactor)) };
  });
}

/** Refuses to drop entries of a log that does not hold together: nobody could find out any more. */
async function pruningOf(
  store: StateStore,
  request: AuditPruneRequest,
  before: number,
  source: string,
): Promise<{ readonly pruning: AuditPruning; readonly from: AuditHead }> {
  let checkpoint = await store.checkpoint();
  let dropped = 0;
  const { firstBad, from, head } = await followStore(store, request, ({ hash }, entry) => {
    if (!entry || entry.at >= before) return;
    checkpoint = { seq: entry.seq, hash };
    dropped++;
  });
  if (firstBad)
    refuse('SEN2410', `nothing is pruned: entry ${firstBad.seq} is bad, as ${firstBad.why}`, {
      help: 'keep the log as it is, and find out what happened to it',
    });
  if (dropped > 0 && checkpoint.seq === head.seq)
    refuse(
      'SEN2411',
      `every entry is older than ${formatInstant(before)}: nothing would be left that proves anything`,
      {
        help: 'name an earlier instant',
      },
    );
  return { pruning: { source, before, dropped, checkpoint }, from };
}

/** Somebody may prune the log while it is read, which is no fault of it. */
async function followQuietly(
  store: StateStore,
  request: AuditVerifyRequest,
  anchors: readonly AuditHead[],
): Promise<ChainReport> {
  for (;;) {
    const report = await followStore(store, request, () => undefined, anchors);
    if (!report.firstBad || (await store.checkpoint()).seq === report.from.seq) return report;
  }
}

function reportOf(source: string, report: ChainReport, anchors: readonly AuditHead[]): AuditReport {
  const { firstBad, ...rest } = report;
  return {
    source,
    ok: firstBad === undefined,
    ...rest,
    ...(firstBad && { firstBad }),
    unproved: firstBad ? [] : unproved(report, anchors),
  };
}

function unproved({ from, head }: ChainReport, anchors: readonly AuditHead[]): readonly string[] {
  const proved = Math.max(...anchors.map(({ seq }) => seq), from.seq);
  return [
    ...(from.seq > 0 ? [`what stood in the entries up to ${from.seq}, which are not in this log`] : []),
    ...(anchors.length === 0
      ? [
          'whether entries are missing at the end, whether the log was written anew, or restored from an older backup: that takes an anchor, which `sentinel audit anchor` prints, kept elsewhere',
        ]
      : proved < head.seq
        ? [`whether what follows entry ${proved} was written anew or cut off: it is later than the anchor`]
        : []),
  ];
}

export function jsonOfHead({ seq, hash }: AuditHead): Json {
  return { seq, hash };
}
