/** The audit: the table `entries`, and in `store` the checkpoint from which it goes on after a truncation. */
import { type AuditDraft, type AuditEntry, type AuditHead } from '../../plan/audit.ts';
import { StoreFailure } from '../failure.ts';
import { chained, storedEntry } from '../host/audit-chain.ts';
import type { StoredEntry } from '../ports/stores.ts';
import { numberIn, only, textIn } from './cells.ts';
import type { Row, Session } from './database.ts';

export async function checkpointOf(session: Session): Promise<AuditHead> {
  const rows = await session.all('SELECT checkpoint_seq AS seq, checkpoint_hash AS hash FROM store');
  return headIn(only(rows, 'checkpoint'));
}

export async function headOf(session: Session): Promise<AuditHead> {
  const [last] = await session.all('SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1');
  return last ? headIn(last) : await checkpointOf(session);
}

export async function entriesAfter(
  session: Session,
  seq: number,
  most: number,
): Promise<readonly StoredEntry[]> {
  const rows = await session.all(
    'SELECT seq, text, hash FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
    seq,
    most,
  );
  return rows.map((row) => ({ ...headIn(row), text: textIn(row, 'text') }));
}

export async function append(
  session: Session,
  drafts: readonly AuditDraft[],
  at = session.now,
): Promise<readonly AuditEntry[]> {
  if (drafts.length === 0) return [];
  const entries: AuditEntry[] = [];
  let head = await headOf(session);
  for (const draft of drafts) {
    const entry = chained(draft, head, at);
    const { seq, text, hash } = storedEntry(entry);
    await session.run('INSERT INTO entries (seq, text, hash) VALUES (?, ?, ?)', seq, text, hash);
    entries.push(entry);
    head = entry;
  }
  return entries;
}

/** See `StateStore.truncate`; gives the head after it. */
export async function truncateLog(session: Session, seq: number, draft: AuditDraft): Promise<AuditHead> {
  const [last] = await session.all('SELECT seq, hash FROM entries WHERE seq = ?', seq);
  if (!last) throw new StoreFailure(`the audit has no entry ${seq} up to which it could be cut`);
  await append(session, [draft]);
  const { hash } = headIn(last);
  await session.run('UPDATE store SET checkpoint_seq = ?, checkpoint_hash = ?', seq, hash);
  await session.run('DELETE FROM entries WHERE seq <= ?', seq);
  return await headOf(session);
}

function headIn(row: Row): AuditHead {
  return { seq: numberIn(row, 'seq'), hash: textIn(row, 'hash') };
}
