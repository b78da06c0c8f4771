/** What lies in the store of a project. */
import { join } from 'node:path';
import type { AuditEntry } from '../../src/plan/audit.ts';
import type { StateStore } from '../../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';

/** The whole log, as far as `work` does not add to it. */
export async function inStore<T>(root: string, work: (store: StateStore) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(join(root, '.sentinel/state.db'));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export async function auditOf(root: string): Promise<readonly AuditEntry[]> {
  const entries = await inStore(root, (store) => store.entriesAfter(0, 10_000));
  return entries.map(({ text }) => JSON.parse(text) as AuditEntry);
}
