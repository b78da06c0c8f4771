/** A state store over an SQL database: each method is one transaction. */
import type {
  Commit,
  CommitOutcome,
  CommitRefusal,
  LimitRequest,
  ManagedStore,
  StoreInfo,
} from '../ports/stores.ts';
import { backup, restore } from './backup.ts';
import { numberIn, only } from './cells.ts';
import type { Database, Session } from './database.ts';
import { acquireLease, currentHolder, fenceConflict, releaseLease, renewLease } from './leases.ts';
import { consume, limitStates } from './limits.ts';
import { append, checkpointOf, entriesAfter, headOf, truncateLog } from './log.ts';
import { listRecords, readRecord, versionConflict, writeRecord } from './records.ts';

export type Place = Pick<StoreInfo, 'kind' | 'place' | 'schemaVersion' | 'caveats'>;

export function stateStoreOn(database: Database, place: Place): ManagedStore {
  return {
    info: () => database.read(async (session) => ({ ...place, createdAt: await createdAt(session) })),
    read: (key) => database.read((session) => readRecord(session, key)),
    list: (prefix) => database.read((session) => listRecords(session, prefix)),
    commit: (commit) =>
      database.write((session) => perform(session, commit), { urgent: commit.urgent === true }),

    acquire: (lease, holder, ttl) => database.write((session) => acquireLease(session, lease, holder, ttl)),
    renew: (fence, ttl) => database.write((session) => renewLease(session, fence, ttl)),
    release: (fence) => database.write((session) => releaseLease(session, fence)),
    leaseOf: (lease) => database.read((session) => currentHolder(session, lease)),

    entriesAfter: (seq, most) => database.read((session) => entriesAfter(session, seq, most)),
    head: () => database.read(headOf),
    truncate: (seq, draft) => database.write((session) => truncateLog(session, seq, draft)),
    checkpoint: () => database.read(checkpointOf),

    now: () => database.read((session) => Promise.resolve(session.now)),
    peek: (limits) => database.read((session) => limitStates(session, limits)),
    admit: (id, limits) => database.write((session) => admit(session, id, limits)),
    close: () => database.close(),

    backup: (to, progress) => backup(database, to, progress),
    restoreFrom: (file, terms) => restore(database, file, terms),
  };
}

/** Everything that may refuse is asked before anything is written. */
async function perform(session: Session, commit: Commit): Promise<CommitOutcome> {
  const { writes = [], audit = [], admission, fence, notAfter } = commit;
  const refusal =
    (notAfter !== undefined && session.now >= notAfter && { kind: 'late' as const, now: session.now }) ||
    (fence && (await fenceConflict(session, fence))) ||
    (await versionConflict(session, writes)) ||
    (admission && (await limitConflict(session, admission)));
  if (refusal) return { committed: false, refusal };
  for (const write of writes) await writeRecord(session, write);
  return { committed: true, at: session.now, entries: await append(session, audit) };
}

/** The last question of a commit, as what it asks for is consumed at once. */
async function limitConflict(
  session: Session,
  { id, limits }: NonNullable<Commit['admission']>,
): Promise<CommitRefusal | undefined> {
  const states = await consume(session, id, limits);
  return states && { kind: 'limit', states };
}

async function admit(session: Session, id: string, limits: readonly LimitRequest[]) {
  const refused = await consume(session, id, limits);
  const states = refused ?? (await limitStates(session, limits));
  return { admitted: !refused, at: session.now, states };
}

async function createdAt(session: Session): Promise<number> {
  const rows = await session.all('SELECT created_at FROM store');
  return numberIn(only(rows, 'row of its own'), 'created_at');
}
