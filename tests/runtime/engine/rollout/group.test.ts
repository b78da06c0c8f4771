/**
 * Two rollouts of a group, looked after by two processes at once that die at any moment, over a store and drivers that fail.
 * Whatever happens, they are never more than one stage apart, nothing rises once one goes back, the last goes back first, and
 * in the end both are through or both are back.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import type { Rollout } from '../../../../src/plan/rollout.ts';
import { type CheckSighting, isOver } from '../../../../src/runtime/core/rollout/turn.ts';
import { groupSeen, isForward } from '../../../../src/runtime/engine/rollout/group.ts';
import { reconcile } from '../../../../src/runtime/engine/rollout/reconcile.ts';
import {
  jsonOfStored,
  rolloutKey,
  startStored,
  storedOf,
  type StoredRollout,
} from '../../../../src/runtime/engine/rollout/stored.ts';
import type { RolloutStore, RolloutWorld } from '../../../../src/runtime/engine/rollout/world.ts';
import { DriverFailure, StoreFailure } from '../../../../src/runtime/failure.ts';
import type {
  Commit,
  CommitOutcome,
  LeaseHolder,
  StoredRecord,
} from '../../../../src/runtime/ports/stores.ts';
import type { TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { Random } from '../../../support/random.ts';
import { rolloutWith, stageWith } from '../../../support/rollout-walk.ts';
import { runs } from '../../../support/tier.ts';

const second = 1_000;
const minute = 60 * second;
const names = ['backend', 'frontend'] as const;
type Name = (typeof names)[number];

const { checks } = stageWith();

const rollouts = new Map<Name, Rollout>(
  names.map((name) => [
    name,
    rolloutWith({
      name,
      stages: [30, 60, 100].map((weight) =>
        stageWith({ weight, hold: 5 * second, ...(checks && { checks: { ...checks, every: 2 * second } }) }),
      ),
    }),
  ]),
);

const identityOf = (rollout: Name) => ({ policy: 'shop', rollout, env: 'prod' });

interface Waiting {
  readonly process: Process;
  readonly due: number;
  readonly go: () => void;
}

interface Process {
  readonly holder: string;
  isDead: boolean;
}

/** Everything outside: what is asked for happens when it is its turn, or never where the asker has died. */
class Outside {
  readonly random: Random;
  now = 0;
  /** Faults and deaths end, so that it can be seen what it comes to. */
  isCalm = false;
  readonly records = new Map<string, StoredRecord>();
  readonly leases = new Map<string, LeaseHolder>();
  readonly weights = new Map<Name, number>(names.map((name) => [name, 0]));
  readonly broken: string[] = [];
  #waiting: Waiting[] = [];
  #processes = 0;
  #goesBack = false;

  constructor(seed: number) {
    this.random = new Random(seed);
    for (const name of names) this.#keep(rolloutKey(identityOf(name)), jsonOfStored(begun(name)));
  }

  stored(name: Name): StoredRollout {
    return storedOf(this.records.get(rolloutKey(identityOf(name)))?.value ?? null);
  }

  strikes(probability: number): boolean {
    return !this.isCalm && this.random.next() < probability;
  }

  begin(): void {
    this.#processes++;
    const process = { holder: `process ${this.#processes}`, isDead: false };
    void this.#work(process);
  }

  /** Until both are over and everything is calm, or the time is. */
  async run(): Promise<void> {
    const calmFrom = this.now + this.random.below(3) * minute;
    const end = calmFrom + 10 * minute;
    while (this.now < end) {
      await quiet();
      this.isCalm = this.now >= calmFrom;
      const ended = names.every((name) => isOver(this.stored(name).record));
      if (this.isCalm && ended && this.#isSettled()) return;
      const ready = this.#waiting.filter(({ due }) => due <= this.now);
      if (ready.length === 0) {
        this.now = Math.min(...this.#waiting.map(({ due }) => due));
        continue;
      }
      const next = this.random.pick(ready);
      this.#waiting = this.#waiting.filter((one) => one !== next);
      if (this.strikes(0.004)) {
        next.process.isDead = true;
        this.#waiting = this.#waiting.filter(({ process }) => process !== next.process);
        this.begin();
      } else next.go();
    }
  }

  #isSettled(): boolean {
    const phases = names.map((name) => this.stored(name).record.phase);
    return phases.every((phase) => phase === 'completed') || phases.every((phase) => phase === 'rolled_back');
  }

  async #work(process: Process): Promise<void> {
    while (!process.isDead) {
      for (const name of this.random.next() < 0.5 ? names : names.toReversed()) {
        const rollout = rollouts.get(name);
        if (!rollout) continue;
        try {
          await reconcile(
            this.#world(process, name),
            rollout,
            identityOf(name),
            new AbortController().signal,
          );
        } catch (error) {
          if (!(error instanceof StoreFailure)) this.broken.push(String(error));
        }
      }
      await this.#pass(process, this.random.below(2 * second));
    }
  }

  /** Asks for something, which takes a moment. */
  #ask<T>(process: Process, work: () => T, takes = this.#latency()): Promise<T> {
    return new Promise((resolve, reject) => {
      const go = () => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      };
      this.#waiting.push({ process, due: this.now + takes, go });
    });
  }

  #latency(): number {
    return this.strikes(0.2) ? this.random.below(600) : this.random.below(50);
  }

  #pass(process: Process, ms: number): Promise<void> {
    return this.#ask(process, () => undefined, ms);
  }

  #world(process: Process, name: Name): RolloutWorld {
    return {
      state: this.#store(process),
      driver: this.#driver(process, name),
      actor: { name: 'ann', verified: false },
      holder: process.holder,
      isGone: () => false,
      clock: {
        monotonic: () => this.now,
        sleep: (ms, signal) =>
          new Promise((resolve, reject) => {
            signal?.throwIfAborted();
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
            this.#waiting.push({ process, due: this.now + ms, go: resolve });
          }),
      },
      identify: () => Promise.resolve(undefined),
      moment: () => Promise.resolve({ wall: this.now, monotonic: this.now, boot: 'b', took: 0 }),
      observe: (_, __, needs) => Promise.resolve(needs.checks ? { checks: this.#observed() } : {}),
      perform: () => Promise.resolve({ reports: [] }),
      freezes: () => Promise.resolve({}),
    };
  }

  #observed(): CheckSighting {
    const passed = this.strikes(0.03) ? FALSE : this.strikes(0.05) ? UNKNOWN : TRUE;
    return { passed, trigger: FALSE, why: 'errors' };
  }

  #driver(process: Process, name: Name): TrafficDriver {
    const fail = () => {
      throw new DriverFailure('no answer');
    };
    return {
      target: name,
      granularity: 1,
      read: () =>
        this.#ask(process, () => {
          if (this.strikes(0.05)) fail();
          return { canary: this.weights.get(name) ?? 0 };
        }),
      shift: ({ weight }) =>
        this.#ask(process, () => {
          if (this.strikes(0.05)) fail();
          this.weights.set(name, weight);
          if (this.strikes(0.05)) fail();
        }),
      close: () => Promise.resolve(),
    };
  }

  #store(process: Process): RolloutStore {
    return {
      now: () => this.#ask(process, () => this.now),
      read: (key) =>
        this.#ask(process, () => {
          if (this.strikes(0.02)) throw new StoreFailure('no answer');
          return this.records.get(key);
        }),
      list: () => this.#ask(process, () => []),
      acquire: (lease, holder, ttl) =>
        this.#ask(process, () => {
          const before = this.leases.get(lease);
          if (before && before.until > this.now && before.holder !== holder)
            return { acquired: false as const, heldBy: before };
          const taken = { holder, epoch: (before?.epoch ?? 0) + 1, since: this.now, until: this.now + ttl };
          this.leases.set(lease, taken);
          return { acquired: true as const, lease: taken };
        }),
      renew: ({ lease, epoch }, ttl) =>
        this.#ask(process, () => {
          const held = this.leases.get(lease);
          if (held?.epoch !== epoch || held.until <= this.now) return false;
          this.leases.set(lease, { ...held, until: this.now + ttl });
          return true;
        }),
      release: ({ lease, epoch }) =>
        this.#ask(process, () => {
          if (this.leases.get(lease)?.epoch === epoch) this.leases.delete(lease);
        }),
      commit: (commit) =>
        this.#ask(process, () => {
          if (this.strikes(0.02)) throw new StoreFailure('refused');
          const outcome = this.#commit(commit);
          if (this.strikes(0.02)) throw new StoreFailure('no answer');
          return outcome;
        }),
    };
  }

  #commit({ writes = [], audit = [], fence }: Commit): CommitOutcome {
    const held = fence && this.leases.get(fence.lease);
    if (fence && (held?.epoch !== fence.epoch || held.until <= this.now))
      return { committed: false, refusal: { kind: 'fence', lease: fence.lease } };
    for (const { key, version } of writes) {
      const stands = this.records.get(key)?.version ?? 0;
      if (stands !== version) return { committed: false, refusal: { kind: 'version', key, version: stands } };
    }
    for (const { type, from, to, subject } of audit) {
      const isForward =
        type === 'rollout.completed' || (type === 'rollout.shift.intended' && Number(to) > Number(from));
      if (isForward && this.#goesBack)
        this.broken.push(`${subject?.['rollout'] ?? ''} goes on although one goes back`);
      if (type === 'rollout.latched') this.#goesBack = true;
    }
    for (const { key, value } of writes) if (value !== undefined) this.#keep(key, value);
    this.#judge();
    return { committed: true, at: this.now, entries: [] };
  }

  #keep(key: string, value: StoredRecord['value']): void {
    const version = (this.records.get(key)?.version ?? 0) + 1;
    this.records.set(key, { key, version, value, changedAt: this.now });
  }

  /** What holds after every commit. */
  #judge(): void {
    const [backend, frontend] = names.map((name) => this.stored(name).record);
    if (!backend || !frontend) return;
    const apart = backend.stage - frontend.stage;
    if (apart < 0 || apart > 1) this.broken.push(`stages ${backend.stage} and ${frontend.stage}`);
    if (frontend.phase === 'completed' && backend.phase !== 'completed' && !backend.latch)
      this.broken.push('the last has completed before the first');
    const { latch, intent, clock } = backend;
    const isInTurn =
      frontend.intents === 0 || frontend.phase === 'rolled_back' || frontend.latch?.arrived === true;
    if (latch && intent?.to === 0 && !isInTurn && clock - latch.since < 30 * second)
      this.broken.push('the first goes back before the last');
  }
}

function begun(name: Name): StoredRollout {
  return startStored(undefined, {
    identity: identityOf(name),
    attempt: name,
    digest: 'd',
    release: { version: 'v1' },
    actor: 'ann',
    mode: 'enforce',
    set: [],
    moment: { wall: 0, monotonic: 0, boot: 'b', took: 0 },
    live: { roles: { stable: 'blue', canary: 'green' } },
    membership: { name: 'both', start: '1', rollouts: names },
  });
}

function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

test('whatever happens, both are through or both are back', { timeout: 120_000 }, async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
      const outside = new Outside(seed);
      outside.begin();
      outside.begin();
      await outside.run();
      expect(outside.broken).toEqual([]);
      const end = names.map((name) => outside.stored(name).record.phase).join(' ');
      expect(['completed completed', 'rolled_back rolled_back']).toContain(end);
      expect([...outside.weights.values()]).toEqual(end.startsWith('completed') ? [100, 100] : [0, 0]);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns: runs(15, 400), seed: 20_261_121 },
  );
  // Neither happens to be left out.
  expect(ends.size).toBe(2);
});

test('what goes forward is committed against the others as they were seen', async () => {
  const { records } = new Outside(1);
  const read = (key: string) => Promise.resolve(records.get(key));
  const key = rolloutKey(identityOf('frontend'));
  const { group, guards } = await groupSeen({ read }, begun('backend'));
  expect(guards).toEqual([{ key, version: 1, value: records.get(key)?.value }]);
  expect(group).toMatchObject({ before: [], after: [{ name: 'frontend', record: { stage: -1 } }] });
  const other = { ...begun('backend'), membership: { name: 'both', start: '2', rollouts: names } };
  expect((await groupSeen({ read }, other)).group?.after).toEqual([{ name: 'frontend' }]);
  const shift = { type: 'shift.intended', why: '' } as const;
  expect(isForward({ ...shift, from: 10, to: 50 })).toBe(true);
  expect(isForward({ ...shift, from: 50, to: 0 })).toBe(false);
  expect(isForward({ type: 'completed', to: 100, why: '' })).toBe(true);
});
