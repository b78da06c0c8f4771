import { hash } from 'node:crypto';

import { expect } from 'vitest';

import { type AuditEntry, type AuditHead, EMPTY_HEAD } from '../../src/plan/audit.ts';
import type { StateStore } from '../../src/runtime/ports/stores.ts';

/** The whole log of a store, of which every entry must follow from the one before. */
export async function wholeChain(store: StateStore): Promise<readonly Omit<AuditEntry, 'hash'>[]> {
  const entries = await store.entriesAfter(0, 1_000_000);
  let last: AuditHead = EMPTY_HEAD;
  const parsed = entries.map(({ text, seq, hash: digest }) => {
    const entry = JSON.parse(text) as Omit<AuditEntry, 'hash'>;
    expect({ seq, inside: entry.seq, prev: entry.prev, digest }).toEqual({
      seq: last.seq + 1,
      inside: seq,
      prev: last.hash,
      digest: hash('sha256', text),
    });
    last = { seq, hash: digest };
    return entry;
  });
  expect(await store.head()).toEqual(last);
  return parsed;
}
