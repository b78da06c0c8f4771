/** Past changes of rollouts, from the audit. */
import type { AuditEntry } from '../../plan/audit.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import type { RolloutIdentity } from '../../runtime/engine/rollout/stored.ts';
import { REVOKED } from '../../runtime/engine/verdicts.ts';
import type { Host } from '../host.ts';
import type { HistoryReport, RecordedChange } from '../report.ts';
import type { HistoryRequest } from '../requests.ts';
import { audiencesIn, entriesAfter, identityIn, PREFIX } from './changes.ts';
import { chosenBy, refuseUnknownName } from './choose.ts';
import { inStore } from './open-store.ts';

export async function history(request: HistoryRequest, host: Host): Promise<HistoryReport> {
  return inStore(request, host, async ({ stores, access }) => {
    const isChosen = chosenBy(request.choice);
    const changes: RecordedChange[] = [];
    const others = new Set<string>();
    for await (const entry of entriesAfter(stores, 0)) {
      const identity = entry.type === REVOKED ? revokedOf(entry) : identityIn(entry);
      if (!identity) continue;
      if (!isChosen(identity, entry.subject['group'])) others.add(nameOf(identity));
      // What was observed changed nothing; what follows from it did.
      else if (entry.type !== 'rollout.checks.observed') changes.push(changeOf(entry, identity));
    }
    if (changes.length === 0) refuseUnknownName(request.choice, [...others]);
    return {
      changes,
      store: access.choice.state.shown,
      diagnostics: access.takeDiagnostics(),
    };
  });
}

/** Of a release without a rollout it is no rollout's, and only its policy names it. */
function revokedOf({ policy = '', subject }: AuditEntry): RolloutIdentity {
  const { rollout = '', workload, env, cluster, namespace, region } = subject;
  const place = { workload, env, cluster, namespace, region };
  const known = Object.entries(place).filter(([, value]) => value !== undefined);
  return { policy, rollout, ...Object.fromEntries(known) };
}

export function changeOf(entry: AuditEntry, identity: RolloutIdentity): RecordedChange {
  const { at, type, subject, from, to, actor, why, reasonCode } = entry;
  const audiences = audiencesIn(entry);
  const { attempt, version } = subject;
  return {
    at,
    rollout: nameOf(identity).replace(/\/(?=@|$)/u, ''),
    ...(attempt !== undefined && { attempt }),
    ...(version !== undefined && { version }),
    change: type === REVOKED ? type : type.slice(PREFIX.length),
    from: from ?? null,
    to: to ?? null,
    ...(audiences && { audiences }),
    by: actor.name,
    reason: why,
    ...(reasonCode !== undefined && { reasonCode }),
  };
}
