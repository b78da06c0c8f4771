/** What lies in the store of a project. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { AuditEntry } from '../../src/plan/audit.ts';
import type { StateStore } from '../../src/runtime/ports/stores.ts';
import { openStore } from './state-stores.ts';

/** `place` is the directory of a policy, or what `openStore` takes. */
export async function inStore<T>(place: string, work: (store: StateStore) => Promise<T>): Promise<T> {
  const isAddress = place.startsWith('postgres:') || place.endsWith('.db');
  const store = await openStore(isAddress ? place : join(place, '.sentinel/state.db'));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The whole log. Throws where its chain is broken. */
export async function auditOf(place: string): Promise<readonly AuditEntry[]> {
  const stored = await inStore(place, (store) => store.entriesAfter(0, 1_000_000));
  let prev = '0'.repeat(64);
  return stored.map(({ seq, text, hash: own }, index) => {
    const entry = JSON.parse(text) as AuditEntry;
    const holds =
      seq === index + 1 && entry.seq === seq && entry.prev === prev && hash('sha256', text) === own;
    if (!holds) throw new Error(`the chain is broken at entry ${seq}`);
    prev = own;
    return entry;
  });
}
