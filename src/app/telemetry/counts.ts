/**
 * What has happened to the rollouts of a policy, counted from the audit. How far it was counted lies in the store with the
 * numbers: they are the same for every process, and survive the entries that they were counted from.
 */
import type { Json } from '../../plan/audit.ts';
import { nameOfSubject, type ToldEntry } from '../../runtime/engine/notify/messages.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';

export type CountingStore = Pick<StateStore, 'read' | 'commit' | 'entriesAfter'>;

/** Of one series: its labels' values, and how often. */
export type Count = readonly [...labels: string[], count: number];

export interface Counts {
  /** The last entry that was counted. */
  readonly seq: number;
  /** By feature and result. */
  readonly changes: readonly Count[];
  /** By feature and reason. */
  readonly rollbacks: readonly Count[];
  /** By decision. */
  readonly decisions: readonly Count[];
}

const PAGE = 1_000;
/** Whatever policies and workloads are called, there are no more series than this; the rest is one feature, `other`. */
const MOST_FEATURES = 200;
const nothing: Counts = { seq: 0, changes: [], rollbacks: [], decisions: [] };

/** The changes that count, and what they are called. */
const results: ReadonlyMap<string, string> = new Map([
  ['rollout.started', 'started'],
  ['rollout.stage.entered', 'promoted'],
  ['rollout.paused', 'paused'],
  ['rollout.resumed', 'resumed'],
  ['rollout.rolled_back', 'rolled_back'],
  ['rollout.retrying', 'retrying'],
  ['rollout.completed', 'completed'],
  ['rollout.failed', 'failed'],
  ['rollout.drift.repaired', 'drift_repaired'],
  ['rollout.drift.left', 'drift_left'],
  ['rollout.operator.stopped', 'operator_stopped'],
]);

/** Counted up to now. It rejects with `StoreFailure`. */
export async function countedNow(state: CountingStore, policy: string): Promise<Counts> {
  const key = `telemetry/${encodeURIComponent(policy)}/counts`;
  for (;;) {
    const record = await state.read(key);
    const before = record ? (record.value as unknown as Counts) : nothing;
    const after = await countedFrom(before, state, policy);
    if (after.seq === before.seq) return before;
    const write = { key, version: record?.version ?? 0, value: after as unknown as Json };
    // Where another has counted meanwhile, what it has counted is not counted again.
    if ((await state.commit({ writes: [write] })).committed) return after;
  }
}

async function countedFrom(before: Counts, state: CountingStore, policy: string): Promise<Counts> {
  const changes = new Tally(before.changes);
  const rollbacks = new Tally(before.rollbacks);
  const decisions = new Tally(before.decisions);
  let { seq } = before;
  for (let page = await state.entriesAfter(seq, PAGE); page.length > 0;) {
    for (const { text } of page) {
      const entry = JSON.parse(text) as Omit<ToldEntry, 'hash'>;
      if (entry.policy !== policy) continue;
      const { type, to, reasonCode, subject } = entry;
      if (type === 'decision' && typeof to === 'string') decisions.add(to);
      const result = results.get(type);
      if (result === undefined) continue;
      const feature = featureOf(nameOfSubject(policy, subject), changes);
      changes.add(feature, result);
      if (type === 'rollout.rolled_back') rollbacks.add(feature, reasonCode ?? 'unknown');
    }
    seq = page.at(-1)?.seq ?? seq;
    page = await state.entriesAfter(seq, PAGE);
  }
  return { seq, changes: changes.list(), rollbacks: rollbacks.list(), decisions: decisions.list() };
}

/** Those with series of their own: the counted ones, and others of these while there is room. */
export function featuresOf({ changes }: Counts, names: readonly string[]): ReadonlySet<string> {
  const counted = new Set(changes.map(([feature]) => feature as string));
  const more = names.filter((name) => !counted.has(name));
  return new Set([...counted, ...more.slice(0, Math.max(0, MOST_FEATURES - counted.size))]);
}

function featureOf(name: string, changes: Tally): string {
  const known = changes.first();
  return known.has(name) || known.size < MOST_FEATURES ? name : 'other';
}

class Tally {
  readonly #counts: Map<string, number>;

  constructor(counts: readonly Count[]) {
    this.#counts = new Map(
      counts.map((row) => [JSON.stringify(row.slice(0, -1)), row.at(-1) as number] as const),
    );
  }

  add(...labels: readonly string[]): void {
    const key = JSON.stringify(labels);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** The values of the first label. */
  first(): ReadonlySet<string> {
    return new Set(this.list().map(([label]) => label as string));
  }

  list(): readonly Count[] {
    return Array.from(this.#counts, ([key, count]) => [...(JSON.parse(key) as string[]), count] as const);
  }
}
