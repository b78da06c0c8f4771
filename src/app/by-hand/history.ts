/** Past changes of rollouts, from the audit. */
import type { AuditEntry, Json } from '../../plan/audit.ts';
import type { RolloutEvent } from '../../runtime/core/rollout/turn.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import type { RolloutIdentity } from '../../runtime/engine/rollout/stored.ts';
import { REVOKED } from '../../runtime/engine/verdicts.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import type { Host } from '../host.ts';
import type { HistoryReport, RecordedChange } from '../report.ts';
import type { HistoryRequest } from '../requests.ts';
import { chosenBy, refuseUnknownName } from './choose.ts';
import { inStore } from './open-store.ts';

const PREFIX = 'rollout.';
const PAGE = 1_000;

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

/** What happened after an entry, as the events that whoever did it saw; and the last entry that was read. */
export async function changesAfter(
  stores: Pick<Stores, 'state'>,
  after: number,
  isMeant: (entry: AuditEntry) => boolean,
): Promise<{ readonly seq: number; readonly events: readonly EventBody[] }> {
  const events: EventBody[] = [];
  let seq = after;
  for await (const entry of entriesAfter(stores, after)) {
    seq = entry.seq;
    const identity = identityIn(entry);
    if (identity && isMeant(entry) && isEvent(entry))
      events.push({ type: 'rollout.changed', name: nameOf(identity), change: eventOf(entry) });
  }
  return { seq, events };
}

export async function* entriesAfter(
  { state }: Pick<Stores, 'state'>,
  after: number,
): AsyncGenerator<AuditEntry> {
  for (let seq = after; ;) {
    const page = await state.entriesAfter(seq, PAGE);
    for (const { text } of page) yield JSON.parse(text) as AuditEntry;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    ({ seq } = last);
  }
}

/** Which rollout an entry is about; undefined for one that is about something else. */
export function identityIn({ type, policy, subject }: AuditEntry): RolloutIdentity | undefined {
  const { rollout, attempt: _, version: __, group: ___, ...place } = subject;
  return type.startsWith(PREFIX) && policy !== undefined && rollout !== undefined
    ? { policy, rollout, ...place }
    : undefined;
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

/** Entries that no look at a rollout made. */
const others: ReadonlySet<string> = new Set(['rollout.started', 'rollout.request.refused']);

function isEvent({ type }: AuditEntry): boolean {
  return !others.has(type);
}

/** Where the weights of an entry are positions among audiences, it names them. */
function audiencesIn({ data }: AuditEntry): readonly string[] | undefined {
  return data?.['audiences'] as readonly string[] | undefined;
}

function eventOf(entry: AuditEntry): RolloutEvent {
  const { type, from, to, why, reasonCode } = entry;
  const audiences = audiencesIn(entry);
  const place = (name: string, value: Json | undefined) => (value === undefined ? {} : { [name]: value });
  return {
    type: type.slice(PREFIX.length),
    ...place('from', from),
    ...place('to', to),
    why,
    ...(reasonCode !== undefined && { reason: reasonCode }),
    ...(audiences && { audiences }),
  } as RolloutEvent;
}
