/** What the last run of `apply` beside a policy rested upon, for editors. Only the store that lies there is read. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AuditEntry, Json } from '../plan/audit.ts';
import { type Known, knownOfJson, type Value } from '../plan/value.ts';
import { StoreFailure } from '../runtime/failure.ts';
import type { Host } from './host.ts';
import { stateFile } from './store/state-directory.ts';

export interface LastFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly facts: ReadonlyMap<string, Known<Value>>;
}

/** So far back is looked for it. */
const MOST_ENTRIES = 1000;

/** `path` is the policy's file, `policy` its name. Undefined where there is none, or none that can be read. */
export async function lastFacts(path: string, policy: string, host: Host): Promise<LastFacts | undefined> {
  const file = stateFile(dirname(path));
  if (!existsSync(file)) return undefined;
  const { openSqliteStore } = await import('../runtime/stores/sqlite/store.ts');
  try {
    const store = await openSqliteStore(file, { clock: host.clock });
    try {
      const { seq } = await store.head();
      const entries = await store.entriesAfter(Math.max(0, seq - MOST_ENTRIES), MOST_ENTRIES);
      const last = entries
        .map(({ text }) => JSON.parse(text) as Omit<AuditEntry, 'hash'>)
        .findLast((entry) => entry.type === 'decision' && entry.policy === policy);
      return last && { at: last.at, facts: factsOfJson(last.data?.['facts']) };
    } finally {
      await store.close();
    }
  } catch (error) {
    // Nobody asked for it; those who use the store are told what is wrong with it.
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

/** As an entry of the audit keeps them. */
export function factsOfJson(facts: Json | undefined): LastFacts['facts'] {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return new Map();
  return new Map(Object.entries(facts).map(([id, value]) => [id, knownOfJson(value)]));
}
