/** A store in memory as its definition says, that fails as stores do. */
import type { Json } from '../../src/plan/audit.ts';
import { StoreFailure } from '../../src/runtime/failure.ts';
import type { RolloutStore } from '../../src/runtime/engine/rollout/world.ts';
import type {
  Commit,
  CommitOutcome,
  CommitRefusal,
  LeaseHolder,
  LeaseOutcome,
  StoredRecord,
} from '../../src/runtime/ports/stores.ts';
import type { WallClock } from './clocks.ts';
import type { Faults } from './faults.ts';
import type { Process } from './process.ts';

interface Kept {
  readonly record: StoredRecord | undefined;
  readonly version: number;
  /** What a replica that lags would answer. */
  readonly before: StoredRecord | undefined;
}

export class SimStore {
  readonly #records = new Map<string, Kept>();
  readonly #leases = new Map<string, LeaseHolder>();
  readonly #clock: WallClock;
  isFull = false;
  /** How often leases were taken away. */
  unlocks = 0;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  read(key: string): StoredRecord | undefined {
    return this.#records.get(key)?.record;
  }

  readStale(key: string): StoredRecord | undefined {
    return this.#records.get(key)?.before;
  }

  list(prefix: string): readonly StoredRecord[] {
    return [...this.#records.entries()].flatMap(([key, { record }]) =>
      record && key.startsWith(prefix) ? record : [],
    );
  }

  /** Without conditions: what people and starts write. */
  put(key: string, value: Json): void {
    this.#write(key, value);
  }

  commit(commit: Commit, durable: (at: number) => void): CommitOutcome {
    const at = this.#clock.now();
    const refusal = this.#refusal(commit, at);
    if (refusal) return { committed: false, refusal };
    durable(at);
    for (const { key, value } of commit.writes ?? []) this.#write(key, value);
    return { committed: true, at, entries: [] };
  }

  acquire(lease: string, holder: string, ttl: number): LeaseOutcome {
    const now = this.#clock.now();
    const current = this.#leases.get(lease);
    if (current && current.until > now && current.holder !== holder)
      return { acquired: false, heldBy: current };
    const taken = { holder, epoch: (current?.epoch ?? 0) + 1, since: now, until: now + ttl };
    this.#leases.set(lease, taken);
    return { acquired: true, lease: taken };
  }

  renew(lease: string, epoch: number, ttl: number): boolean {
    const now = this.#clock.now();
    const current = this.#leases.get(lease);
    if (current?.epoch !== epoch || current.until <= now) return false;
    this.#leases.set(lease, { ...current, until: now + ttl });
    return true;
  }

  /** Whose lease it is under this epoch; undefined where it has ended. */
  holderOf(lease: string, epoch: number): string | undefined {
    const current = this.#leases.get(lease);
    return current?.epoch === epoch && current.until > this.#clock.now() ? current.holder : undefined;
  }

  release(lease: string, epoch: number): void {
    const current = this.#leases.get(lease);
    if (current?.epoch === epoch) this.#leases.set(lease, { ...current, until: 0 });
  }

  /** By a person who knows that nobody is there. */
  unlock(): void {
    this.unlocks++;
    for (const [name, lease] of this.#leases) this.#leases.set(name, { ...lease, until: 0 });
  }

  #write(key: string, value: Json | undefined): void {
    const kept = this.#records.get(key);
    const version = (kept?.version ?? 0) + 1;
    const record = value === undefined ? undefined : { key, version, value, changedAt: this.#clock.now() };
    this.#records.set(key, { record, version, before: kept?.record });
  }

  #refusal({ writes = [], fence, notAfter }: Commit, at: number): CommitRefusal | undefined {
    if (notAfter !== undefined && at >= notAfter) return { kind: 'late', now: at };
    const holder = fence && this.#leases.get(fence.lease);
    if (fence && (holder?.epoch !== fence.epoch || holder.until <= at))
      return { kind: 'fence', lease: fence.lease, ...(holder && { holder }) };
    for (const { key, version: expected } of writes) {
      const version = this.read(key)?.version ?? 0;
      if (version !== expected) return { kind: 'version', key, version };
    }
    return undefined;
  }
}

export interface StoreParts {
  readonly store: SimStore;
  readonly clock: WallClock;
  /** Real time. */
  readonly now: () => number;
  readonly faults: Faults;
  readonly durable: (process: Process, commit: Commit, at: number) => void;
  /** Before a lease ends by the word of this process. */
  readonly released: (process: Process, epoch: number, holder: string | undefined) => void;
  /** The store says that it holds the lease no more. */
  readonly outrun: (process: Process) => void;
}

/** The store as one process reaches it. */
export function storeFor(
  process: Process,
  { store, clock, now, faults, durable, released, outrun }: StoreParts,
): RolloutStore {
  const failing = (what: string): void => {
    process.doing.isDisturbed = true;
    throw new StoreFailure(what);
  };
  return {
    now: () =>
      process.ask('now', () => {
        const wall = clock.now();
        process.clockRead = { at: now(), ahead: wall - process.machine.now() };
        return wall;
      }),
    read: (key) =>
      process.ask(`read ${key}`, () => {
        if (faults.strikes('read fails')) failing('the connection was lost');
        if (!faults.strikes('stale read')) return store.read(key);
        process.doing.isDisturbed = true;
        return store.readStale(key) ?? store.read(key);
      }),
    list: (prefix) => process.ask('list', () => store.list(prefix)),
    acquire: (lease, holder, ttl) => {
      const asked = process.machine.monotonic();
      return process.ask('acquire', () => {
        const outcome = store.acquire(lease, holder, ttl);
        if (!outcome.acquired) return outcome;
        process.doing.epoch = outcome.lease.epoch;
        process.doing.heldUntil = asked + ttl;
        return outcome;
      });
    },
    async renew({ lease, epoch }, ttl) {
      const { doing } = process;
      const asked = process.machine.monotonic();
      const isHeld = await process.ask('renew', () => {
        if (faults.strikes('renewal fails')) {
          doing.isShaken = true;
          failing('the connection was lost');
        }
        const renewed = store.renew(lease, epoch, ttl);
        if (renewed) doing.heldUntil = asked + ttl;
        return renewed;
      });
      doing.hasLost ||= !isHeld;
      return isHeld;
    },
    release: ({ lease, epoch }) =>
      process.ask('release', () => {
        released(process, epoch, store.holderOf(lease, epoch));
        store.release(lease, epoch);
      }),
    commit: (commit) => {
      delete process.doing.committed;
      return process.ask('commit', () => {
        if (faults.strikes('lease taken away')) store.unlock();
        if (faults.strikes('commit fails before')) failing('the connection was refused');
        if (store.isFull && !commit.urgent) failing('the disk is full');
        const outcome = store.commit(commit, (at) => durable(process, commit, at));
        if (!outcome.committed) {
          process.doing.isDisturbed = true;
          if (outcome.refusal.kind === 'fence') outrun(process);
        }
        if (faults.strikes('commit fails after')) failing('the connection was lost');
        return outcome;
      });
    },
  };
}
