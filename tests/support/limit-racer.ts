/**
 * One of many processes that ask for the same limit: opens the store, says `ready`, and on the first message asks again
 * and again; then sends what it saw.
 */
import { randomUUID } from 'node:crypto';

import type { LimitRequest, LimitState, LimitStore, StateStore } from '../../src/runtime/ports/stores.ts';

export interface Race {
  readonly kind: 'redis' | 'sqlite' | 'postgresql';
  readonly place: string;
  readonly limits: readonly LimitRequest[];
  /** The same keys over so long a time that no id is forgotten during the race. */
  readonly ledger: readonly LimitRequest[];
  /** Of this process. */
  readonly attempts: number;
}

export interface Attempt {
  readonly id: string;
  readonly admitted: boolean;
  /** An instant of the store's clock that is not before the answer's. */
  readonly at: number;
  readonly states: readonly LimitState[];
  /** Milliseconds until the answer. */
  readonly waited: number;
}

type Answer = Omit<Attempt, 'id' | 'waited'>;

/** Every so manieth admission is asked for again, as after a lost answer. */
const REPEATED = 20;

async function run({ kind, place, limits, ledger, attempts }: Race): Promise<void> {
  const asker = await open(kind, place, limits);
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const seen: Attempt[] = [];
  for (let i = 0; i < attempts; i++) {
    const id = randomUUID();
    const start = performance.now();
    const answer = await asker.ask(id);
    seen.push({ id, ...answer, waited: performance.now() - start });
    if (answer.admitted && seen.length % REPEATED === 0 && !(await asker.store.admit(id, ledger)).admitted)
      throw new Error('what was admitted is refused when it is asked again');
  }
  await asker.store.close();
  process.send?.(seen);
}

interface Asker {
  readonly store: LimitStore;
  readonly ask: (id: string) => Promise<Answer>;
}

async function open(kind: Race['kind'], place: string, limits: readonly LimitRequest[]): Promise<Asker> {
  if (kind === 'redis') {
    const { openRedis } = await import('../../src/runtime/stores/redis/store.ts');
    return plain(await openRedis(place), limits);
  }
  if (kind === 'postgresql') {
    const { openPostgresqlStore } = await import('../../src/runtime/stores/postgresql/store.ts');
    return audited(await openPostgresqlStore(place), limits);
  }
  const { openSqliteStore } = await import('../../src/runtime/stores/sqlite/store.ts');
  return audited(await openSqliteStore(place), limits);
}

function plain(store: LimitStore, limits: readonly LimitRequest[]): Asker {
  return { store, ask: (id) => store.admit(id, limits) };
}

/** Each admission rides in a commit with its entry of the audit. */
function audited(store: StateStore, limits: readonly LimitRequest[]): Asker {
  const actor = { name: `process ${process.pid}`, verified: false };
  const ask = async (id: string): Promise<Answer> => {
    const entry = { type: 'admission', actor, subject: { id }, why: 'there was room' };
    const outcome = await store.commit({ admission: { id, limits }, audit: [entry] });
    if (outcome.committed) return { admitted: true, at: outcome.at, states: [] };
    if (outcome.refusal.kind !== 'limit') throw new Error(`refused: ${outcome.refusal.kind}`);
    return { admitted: false, at: await store.now(), states: outcome.refusal.states };
  };
  return { store, ask };
}

await run(JSON.parse(process.argv[2] ?? '') as Race);
