/**
 * Stores: what outlives a run. Types only.
 *
 * Every method rejects with `StoreFailure` where the store cannot be reached or is not what it should be; then nothing is
 * known, and nothing is done. Times are the store's own clock, milliseconds since the epoch.
 */
import type { AuditDraft, AuditEntry, AuditHead, Json } from '../../plan/audit.ts';
import type { Rate } from '../../plan/window.ts';

/** A value with a version that grows by one with every write. */
export interface StoredRecord {
  /** `KIND/NAME…`: `freeze/01J…`, `rollout/checkout-api/main/prod`. */
  readonly key: string;
  /** From 1; 0 stands for a record that is not there. */
  readonly version: number;
  readonly value: Json;
  readonly changedAt: number;
}

export interface RecordWrite {
  readonly key: string;
  /** Undefined deletes it; a record that comes back later goes on counting its versions. */
  readonly value: Json | undefined;
  /** Compare and set: the version that it replaces, 0 for one that must not be there. */
  readonly version: number;
}

/** Admissions that a start asks of one limit, under one scope. */
export interface LimitRequest {
  /** Policy, limit and scope, as `limitKey` of the core makes it. */
  readonly key: string;
  /** All of them must admit. */
  readonly rates: readonly Rate[];
}

export interface LimitState {
  readonly key: string;
  /** In the order of the request. `left` is 0 or more; `next`: when the next is admitted, absent while some are left. */
  readonly rates: readonly (Rate & { readonly left: number; readonly next?: number })[];
}

/** Writes that belong together: all of them, or none. */
export interface Commit {
  readonly writes?: readonly RecordWrite[];
  readonly audit?: readonly AuditDraft[];
  /** Consumed all together or not at all. `id` names the start: the same one asks twice and is counted once. */
  readonly admission?: { readonly id: string; readonly limits: readonly LimitRequest[] };
  /** The lease under which this is done; refused when another holds it by now, or it has run out. */
  readonly fence?: Fence;
  /** Refused when the store's clock is at or past this instant. */
  readonly notAfter?: number;
  /** A roll-back or a stop: where the disk is full, the space that was set aside for these is used. */
  readonly urgent?: true;
}

export interface Fence {
  readonly lease: string;
  readonly epoch: number;
}

export type CommitOutcome =
  | { readonly committed: true; readonly at: number; readonly entries: readonly AuditEntry[] }
  | { readonly committed: false; readonly refusal: CommitRefusal };

export type CommitRefusal =
  /** A record is not at the version that was expected. */
  | { readonly kind: 'version'; readonly key: string; readonly version: number }
  | { readonly kind: 'fence'; readonly lease: string; readonly holder?: LeaseHolder }
  | { readonly kind: 'limit'; readonly states: readonly LimitState[] }
  | { readonly kind: 'late'; readonly now: number };

export interface LeaseHolder {
  /** Who: `host web-1, process 4711`. */
  readonly holder: string;
  /** Grows with every new holder of this lease, for ever. */
  readonly epoch: number;
  readonly since: number;
  readonly until: number;
}

export type LeaseOutcome =
  | { readonly acquired: true; readonly lease: LeaseHolder }
  | { readonly acquired: false; readonly heldBy: LeaseHolder };

export interface LimitStoreInfo {
  /** `sqlite`, `postgresql`, `redis`. */
  readonly kind: string;
  /** For people, without a password. */
  readonly place: string;
  /** What it cannot promise, a sentence each. */
  readonly caveats: readonly string[];
}

export interface StoreInfo extends LimitStoreInfo {
  readonly createdAt: number;
  /** Of the schema that the store's tables have. */
  readonly schemaVersion: number;
}

/** Records, leases and the audit. It is also a limit store, whose admissions can ride in a commit. */
export interface StateStore extends LimitStore {
  info(): Promise<StoreInfo>;
  read(key: string): Promise<StoredRecord | undefined>;
  /** All records whose key begins so, in order of their keys. */
  list(prefix: string): Promise<readonly StoredRecord[]>;
  commit(commit: Commit): Promise<CommitOutcome>;

  /** For `ttl` milliseconds. The same holder gets a new epoch too: a restarted process is another one. */
  acquire(lease: string, holder: string, ttl: number): Promise<LeaseOutcome>;
  /** False when it is not held under this epoch any more. */
  renew(fence: Fence, ttl: number): Promise<boolean>;
  release(fence: Fence): Promise<void>;
  leaseOf(lease: string): Promise<LeaseHolder | undefined>;

  /** Entries after `seq`, in order, at most `most`. Whoever publishes them keeps how far it came: that is the outbox. */
  entriesAfter(seq: number, most: number): Promise<readonly StoredEntry[]>;
  head(): Promise<AuditHead>;
  /**
   * Drops entries up to `seq` and keeps where the chain goes on from. Its own entry is appended first, so that what was
   * dropped, by whom and why stays in the log; its `to` names the head at which the log was cut.
   */
  truncate(seq: number, draft: AuditDraft): Promise<AuditHead>;
  /** Where the log begins: its empty head, or what the last `truncate` left. */
  checkpoint(): Promise<AuditHead>;
}

/** With what its keeper does to it. */
export interface ManagedStore extends StateStore {
  /** Writes one state of it to a new file, which every kind of store can take over. */
  backup(to: string, progress?: Progress): Promise<void>;
  /** Replaces all that it holds by a backup. Refused while a lease is held; epochs go on growing. */
  restoreFrom(file: string, terms?: RestoreTerms): Promise<void>;
}

/** Told now and then how many rows were gone through. */
export type Progress = (rows: number) => void;

export interface RestoreTerms {
  /** Refused when the store's head is another by then. */
  readonly onto: AuditHead;
  /** Goes behind what is restored. */
  readonly entry: AuditDraft;
  readonly progress?: Progress;
}

/** An entry as it lies in the store: `text` is the canonical JSON that `hash` is over. */
export interface StoredEntry {
  readonly seq: number;
  readonly text: string;
  readonly hash: string;
}

/** Exact sliding windows: the admissions in (t − per, t] never exceed a rate's count, whatever runs in parallel. */
export interface LimitStore {
  info(): Promise<LimitStoreInfo>;
  now(): Promise<number>;
  /** What would be admitted now; consumes nothing. */
  peek(limits: readonly LimitRequest[]): Promise<readonly LimitState[]>;
  /** Consumes one of each, or nothing. The same `id` is counted once. `at` is the store's clock, and the states are those then. */
  admit(
    id: string,
    limits: readonly LimitRequest[],
  ): Promise<{ readonly admitted: boolean; readonly at: number; readonly states: readonly LimitState[] }>;
  close(): Promise<void>;
}
