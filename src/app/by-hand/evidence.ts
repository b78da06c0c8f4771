/** What one decision or one start of a rollout rested upon, put together from the audit: enough to say why it failed. */
import type { AuditEntry, Json } from '../../plan/audit.ts';
import type { KeptSource } from '../../runtime/engine/kept.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import type { SeenCheck } from '../../runtime/engine/rollout/stored.ts';
import { REVOKED } from '../../runtime/engine/verdicts.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { EvidenceList, EvidenceReport, JudgedRule, Observed, Revocation } from '../report.ts';
import type { EvidenceRequest } from '../requests.ts';
import { entriesAfter, identityIn } from './changes.ts';
import { changeOf } from './history.ts';
import { inStore } from './open-store.ts';

/** An id is known by its beginning, where that is not shared. */
const SHORTEST_ID = 6;
const OBSERVED = 'rollout.checks.observed';
const failed: ReadonlySet<Json | undefined> = new Set(['fail', 'unknown', 'roll back']);

export async function evidence(request: EvidenceRequest, host: Host): Promise<EvidenceReport> {
  return inStore(request, host, async ({ stores, access }) => {
    const id = await wholeId(stores, request.id);
    const about: AuditEntry[] = [];
    const decisions: AuditEntry[] = [];
    for await (const entry of entriesAfter(stores, 0)) {
      if (entry.type === 'decision') decisions.push(entry);
      if (idsOf(entry).includes(id) || (entry.type === REVOKED && entry.data?.['by'] === id))
        about.push(entry);
    }
    const decision = decisions.find((entry) => entry.data?.['run'] === id);
    return {
      ...(decision ? ofDecision(id, decision, decisions) : ofRollout(id, about, decisions)),
      ...revocationsIn(id, about),
      store: access.choice.state.shown,
      diagnostics: access.takeDiagnostics(),
    };
  });
}

/** Of its decision, its start, and what it revokes. */
function idsOf({ subject, data, type }: AuditEntry): readonly string[] {
  const revokes = type === REVOKED ? (data?.['revokes'] as unknown as Revokes | undefined) : undefined;
  const run = data?.['run'];
  return [
    ...(typeof run === 'string' ? [run] : []),
    ...(subject['attempt'] === undefined ? [] : [subject['attempt']]),
    ...(revokes ? [revokes.decision, ...revokes.attempts] : []),
  ];
}

interface Revokes {
  readonly decision: string;
  readonly attempts: readonly string[];
}

async function wholeId(stores: Pick<Stores, 'state'>, given: string): Promise<string> {
  const ids = new Set<string>();
  if (given.length >= SHORTEST_ID)
    for await (const entry of entriesAfter(stores, 0))
      for (const id of idsOf(entry)) if (id.startsWith(given)) ids.add(id);
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0)
    refuse(
      'SEN2607',
      others.length > 0
        ? `${ids.size} ids begin with \`${given}\``
        : `no decision or rollout has the id \`${given}\``,
      {
        help: 'without an id, `sentinel history --evidence` lists the decisions and rollouts that there are',
      },
    );
  return id;
}

function ofDecision(
  id: string,
  entry: AuditEntry,
  decisions: readonly AuditEntry[],
): Omit<EvidenceReport, 'store' | 'diagnostics'> {
  const { at, actor, policy = '', digest, subject, to, why, reasonCode, data = {} } = entry;
  const alike = decisions.filter((one) => one.at <= at && isSameRelease(one, entry));
  const rules = rulesOf(entry).map((rule) => ({ ...rule, since: sinceOf(rule, alike) ?? at }));
  return {
    id,
    kind: 'decision',
    name: subject['env'] === undefined ? policy : `${policy}@${subject['env']}`,
    ...(subject['version'] !== undefined && { version: subject['version'] }),
    at,
    by: actor.name,
    ...(digest !== undefined && { digest }),
    outcome: wordOf(to),
    why,
    ...(reasonCode !== undefined && { reasonCode }),
    rules,
    started: (data['attempts'] ?? []) as readonly string[],
    observations: [observedIn(entry, 1)],
    changes: [],
  };
}

function isSameRelease(one: AuditEntry, other: AuditEntry): boolean {
  return (
    one.policy === other.policy &&
    ['version', 'env', 'workload'].every((field) => one.subject[field] === other.subject[field])
  );
}

function rulesOf({ data }: AuditEntry): readonly Omit<JudgedRule, 'since'>[] {
  return (data?.['rules'] ?? []) as unknown as readonly JudgedRule[];
}

/** Since when it was found so, in each decision about the release from then on. */
function sinceOf(
  { kind, name, verdict }: Omit<JudgedRule, 'since'>,
  decisions: readonly AuditEntry[],
): number | undefined {
  const isSo = (entry: AuditEntry) =>
    rulesOf(entry).some((rule) => rule.kind === kind && rule.name === name && rule.verdict === verdict);
  return decisions[decisions.findLastIndex((entry) => !isSo(entry)) + 1]?.at;
}

function ofRollout(
  id: string,
  entries: readonly AuditEntry[],
  decisions: readonly AuditEntry[],
): Omit<EvidenceReport, 'store' | 'diagnostics'> {
  const first = entries[0];
  const own = entries.filter(({ subject, type }) => subject['attempt'] === id && type.startsWith('rollout.'));
  const begun = own[0] ?? first;
  const identity = begun && identityIn(begun);
  if (!begun || !identity) refuse('SEN2607', `the entries about \`${id}\` are no longer in the log`);
  const last = own.findLast(({ type }) => type !== OBSERVED) ?? begun;
  const observations = observationsOf(own);
  const decision = decisions.find(({ data }) => (data?.['attempts'] as Json[] | undefined)?.includes(id));
  const run = decision?.data?.['run'];
  const failing = failingOf(own, observations);
  const version = begun.subject['version'];
  return {
    id,
    kind: 'rollout',
    name: nameOf(identity),
    ...(version !== undefined && { version }),
    at: begun.at,
    by: begun.actor.name,
    ...(begun.digest !== undefined && { digest: begun.digest }),
    outcome: last.type.slice('rollout.'.length).replaceAll(/[._]/gu, ' '),
    why: last.why,
    ...(last.reasonCode !== undefined && { reasonCode: last.reasonCode }),
    ...(typeof run === 'string' && { decision: run }),
    ...(failing && { failing }),
    started: [],
    observations,
    changes: own.flatMap((entry) => {
      const place = identityIn(entry);
      return place && entry.type !== OBSERVED ? [changeOf(entry, place)] : [];
    }),
  };
}

/** Each time that it goes up again it is observed anew: nothing of the time before counts. */
function observationsOf(entries: readonly AuditEntry[]): readonly Observed[] {
  const observations: Observed[] = [];
  let attempt = 1;
  for (const entry of entries) {
    if (entry.type === OBSERVED || entry.data?.['sources'] !== undefined)
      observations.push(observedIn(entry, attempt));
    if (entry.type === 'rollout.retrying') attempt += 1;
  }
  return observations;
}

function observedIn({ at, type, to, why, data = {} }: AuditEntry, attempt: number): Observed {
  const ago = data['ago'];
  const left = data['left'];
  return {
    at: typeof ago === 'number' ? at - ago : at,
    try: attempt,
    verdict: type === OBSERVED || type === 'decision' ? wordOf(to) : 'not judged',
    why,
    checks: (data['checks'] ?? []) as unknown as readonly SeenCheck[],
    warnings: (data['warnings'] ?? []) as readonly string[],
    facts: (data['facts'] ?? {}) as Observed['facts'],
    sources: (data['sources'] ?? []) as unknown as readonly KeptSource[],
    ...(typeof left === 'string' && { left }),
  };
}

/** The observation after which it went back or stopped, and since when it had been like that. */
function failingOf(
  entries: readonly AuditEntry[],
  observations: readonly Observed[],
): EvidenceReport['failing'] {
  const turning = entries.find(
    ({ type, to }) => type === 'rollout.latched' || (type === 'rollout.paused' && to === 'check'),
  );
  if (!turning) return undefined;
  const before = observations.filter(({ at, verdict }) => at <= turning.at && verdict !== 'not judged');
  const last = before.at(-1);
  if (!last || !failed.has(last.verdict)) return undefined;
  const isBetter = ({ verdict, try: attempt }: Observed) => !failed.has(verdict) || attempt !== last.try;
  const run = before.slice(before.findLastIndex(isBetter) + 1);
  return {
    at: last.at,
    since: run[0]?.at ?? last.at,
    times: run.length,
    why: last.why,
    checks: last.checks.filter(({ verdict, shown }) => verdict !== 'pass' && !shown),
  };
}

/** What is a text in every entry of its type. */
function wordOf(json: Json | undefined): string {
  return typeof json === 'string' ? json : '';
}

/** What took it back, and what it took back. */
function revocationsIn(
  id: string,
  entries: readonly AuditEntry[],
): Pick<EvidenceReport, 'revokedBy' | 'revokes'> {
  const all = entries.filter(({ type }) => type === REVOKED);
  const by = all.find((entry) => entry.data?.['by'] !== id);
  const own = all.find((entry) => entry.data?.['by'] === id);
  const told = ({ at, why, reasonCode = '' }: AuditEntry): Omit<Revocation, 'id'> => ({
    at,
    why,
    reasonCode,
  });
  const revokes = own?.data?.['revokes'] as unknown as Revokes | undefined;
  return {
    ...(by && { revokedBy: { id: wordOf(by.data?.['by']), ...told(by) } }),
    ...(own && revokes && { revokes: { id: revokes.decision, ...told(own) } }),
  };
}

/** What there is evidence of, the last first. */
export async function evidenceList(request: Omit<EvidenceRequest, 'id'>, host: Host): Promise<EvidenceList> {
  return inStore(request, host, async ({ stores, access }) => {
    const list: EvidenceList['list'][number][] = [];
    for await (const { type, at, policy = '', subject, data, to, why } of entriesAfter(stores, 0)) {
      const { env, version, attempt } = subject;
      const run = data?.['run'];
      const about = { at, ...(version !== undefined && { version }), why };
      const name = env === undefined ? policy : `${policy}@${env}`;
      if (type === 'decision' && typeof run === 'string')
        list.push({ ...about, id: run, kind: 'decision', name, outcome: wordOf(to) });
      if (type === 'rollout.started' && attempt !== undefined)
        list.push({ ...about, id: attempt, kind: 'rollout', name, outcome: 'begun' });
    }
    return {
      list: list.toReversed(),
      store: access.choice.state.shown,
      diagnostics: access.takeDiagnostics(),
    };
  });
}
