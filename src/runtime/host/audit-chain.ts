/** The hash chain of the audit: how an entry gets its place, and how the chain is checked. */
import { hash } from 'node:crypto';
import type { AuditDraft, AuditEntry, AuditHead } from '../../plan/audit.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { StoredEntry } from '../ports/stores.ts';

/** The next entry of a chain that ends in `head`. */
export function chained(draft: AuditDraft, head: AuditHead, at: number): AuditEntry {
  const entry = { ...draft, seq: head.seq + 1, at, prev: head.hash };
  return { ...entry, hash: hash('sha256', canonicalJson(entry)) };
}

/** As it lies in the store. */
export function storedEntry({ hash, ...entry }: AuditEntry): StoredEntry {
  return { seq: entry.seq, text: canonicalJson(entry), hash };
}
