/** A state store as its definition says, in memory: what stores are compared with. */
import type { AuditDraft, AuditHead, Json } from '../../src/plan/audit.ts';
import { chained, storedEntry } from '../../src/runtime/host/audit-chain.ts';
import type {
  Commit,
  CommitOutcome,
  CommitRefusal,
  Fence,
  LeaseHolder,
  LeaseOutcome,
  StoredEntry,
  StoredRecord,
} from '../../src/runtime/ports/stores.ts';
import { LimitModel } from './limit-model.ts';

interface ModelRecord {
  readonly version: number;
  readonly value: Json | undefined;
  readonly changedAt: number;
}

/** Each method takes the instant at which the store says that it did it. */
export class StateModel {
  readonly #records = new Map<string, ModelRecord>();
  readonly #leases = new Map<string, LeaseHolder>();
  readonly #limits = new LimitModel();
  #entries: StoredEntry[] = [];
  #checkpoint: AuditHead;

  /** Of a store whose log ends in `head`. */
  constructor(head: AuditHead) {
    this.#checkpoint = head;
  }

  read(key: string): StoredRecord | undefined {
    const record = this.#records.get(key);
    if (record?.value === undefined) return undefined;
    return { key, version: record.version, value: record.value, changedAt: record.changedAt };
  }

  list(prefix: string): readonly StoredRecord[] {
    return [...this.#records.keys()]
      .filter((key) => key.startsWith(prefix))
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .flatMap((key) => this.read(key) ?? []);
  }

  commit(commit: Commit, at: number): CommitOutcome {
    const refusal = this.#refusal(commit, at);
    if (refusal) return { committed: false, refusal };
    for (const { key, value } of commit.writes ?? [])
      this.#records.set(key, {
        version: (this.#records.get(key)?.version ?? 0) + 1,
        value,
        changedAt: at,
      });
    return { committed: true, at, entries: (commit.audit ?? []).map((draft) => this.#append(draft, at)) };
  }

  acquire(lease: string, holder: string, ttl: number, at: number): LeaseOutcome {
    const current = this.leaseOf(lease, at);
    if (current && current.holder !== holder) return { acquired: false, heldBy: current };
    const epoch = (this.#leases.get(lease)?.epoch ?? 0) + 1;
    const taken = { holder, epoch, since: at, until: at + ttl };
    this.#leases.set(lease, taken);
    return { acquired: true, lease: taken };
  }

  renew(fence: Fence, ttl: number, at: number): boolean {
    return this.#endAt(fence, at, at + ttl);
  }

  release(fence: Fence, at: number): void {
    this.#endAt(fence, at, at);
  }

  leaseOf(lease: string, at: number): LeaseHolder | undefined {
    const current = this.#leases.get(lease);
    return current && current.until > at ? current : undefined;
  }

  head(): AuditHead {
    const last = this.#entries.at(-1);
    return last ? { seq: last.seq, hash: last.hash } : this.#checkpoint;
  }

  checkpoint(): AuditHead {
    return this.#checkpoint;
  }

  entriesAfter(seq: number, most: number): readonly StoredEntry[] {
    return this.#entries.filter((entry) => entry.seq > seq).slice(0, most);
  }

  /** False where there is no such entry. */
  truncate(seq: number, draft: AuditDraft, at: number): boolean {
    const cut = this.#entries.find((entry) => entry.seq === seq);
    if (!cut) return false;
    this.#append(draft, at);
    this.#checkpoint = { seq, hash: cut.hash };
    this.#entries = this.#entries.filter((entry) => entry.seq > seq);
    return true;
  }

  #append(draft: AuditDraft, at: number) {
    const entry = chained(draft, this.head(), at);
    this.#entries.push(storedEntry(entry));
    return entry;
  }

  #endAt({ lease, epoch }: Fence, at: number, until: number): boolean {
    const current = this.leaseOf(lease, at);
    if (current?.epoch !== epoch) return false;
    this.#leases.set(lease, { ...current, until });
    return true;
  }

  #refusal({ writes = [], admission, fence, notAfter }: Commit, at: number): CommitRefusal | undefined {
    if (notAfter !== undefined && at >= notAfter) return { kind: 'late', now: at };
    const holder = fence && this.leaseOf(fence.lease, at);
    if (fence && holder?.epoch !== fence.epoch)
      return { kind: 'fence', lease: fence.lease, ...(holder && { holder }) };
    for (const { key, version: expected } of writes) {
      const version = this.read(key)?.version ?? 0;
      if (version !== expected) return { kind: 'version', key, version };
    }
    if (!admission || this.#limits.admit(admission.id, admission.limits, at)) return undefined;
    return { kind: 'limit', states: this.#limits.states(admission.limits, at) };
  }
}
