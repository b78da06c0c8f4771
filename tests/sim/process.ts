/** One life of a controller: whatever it asks of the outside goes through here, where it may stand still or die. */
import type { Moment } from '../../src/runtime/core/rollout/credit.ts';
import type { Request } from '../../src/runtime/core/rollout/turn.ts';
import type { StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { Freezes, Observed } from '../../src/runtime/engine/rollout/world.ts';
import type { StoredRecord } from '../../src/runtime/ports/stores.ts';
import type { Random } from '../support/random.ts';
import type { Machine } from './clocks.ts';
import type { Faults } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** What one look was told, whether or not it is true. */
export interface LookInputs {
  moment?: Moment;
  traffic?: number | 'unknown';
  evicted?: boolean;
  observed?: Observed;
  freezes?: Freezes;
  requests?: readonly Request[];
  /** The records that hold them. */
  listed?: readonly StoredRecord[];
}

/** Of the present reconcile. */
export interface Doing {
  /** Of the lease that it was given, and until when, by the machine's clock, it may believe to hold it. */
  epoch?: number;
  heldUntil: number;
  /** Whether it was told that the lease is another's. */
  hasLost: boolean;
  /** Something came between it and its lease that is not its fault. */
  isShaken: boolean;
  hasRead: boolean;
  /** What its last commit made durable; absent where it was refused or is not known. */
  committed?: StoredRollout;
  /** Something went wrong, or took long. */
  isDisturbed: boolean;
  /** Changes of the traffic that it made, and how many there were when it began. */
  changes: number;
  readonly changesBefore: number;
}

const minute = 60_000;
const ofLeases: ReadonlySet<string> = new Set(['acquire', 'renew', 'release']);
const latencies = [0, 1, 2, 5, 20];

export class Process {
  readonly name: string;
  readonly machine: Machine;
  isAlive = true;
  /** Answers that it still waits for, of those that take long. */
  heldUp = 0;
  look: LookInputs = {};
  doing: Doing = beginning(0, false);
  /** Of the boot in which it lives. */
  readonly boot: string;
  /** When it last asked for the store's clock, in real time, and how far that was ahead of its machine's. */
  clockRead = { at: 0, ahead: 0 };
  /** Until then it stands still, all of it. */
  #stillUntil = 0;
  readonly #parts: ProcessParts;

  constructor(name: string, machine: Machine, parts: ProcessParts) {
    this.name = name;
    this.machine = machine;
    this.boot = machine.boot;
    this.#parts = parts;
  }

  /** By its machine's clock; it rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const { scheduler } = this.#parts;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const off = scheduler.at(ms / this.machine.rate, () => this.#deliver(resolve));
      signal?.addEventListener('abort', () => {
        off();
        reject(signal.reason as Error);
      });
    });
  }

  /** It takes `least` milliseconds at least. Never answered when the process dies meanwhile; `effect` happens all the same where it died after it. */
  ask<T>(what: string, effect: () => T, least = 0): Promise<T> {
    const { scheduler, random, faults, trace, crashed, asked } = this.#parts;
    asked(what);
    return new Promise((resolve, reject) => {
      scheduler.at(least + random.pick(latencies), () => {
        if (!this.isAlive) return;
        if (faults.strikes('crash before')) return crashed(this);
        let answer: () => void;
        try {
          const result = effect();
          answer = () => resolve(result);
        } catch (error) {
          this.doing.isDisturbed = true;
          answer = () => reject(error);
        }
        trace.tell(`${this.name} ${what}`);
        if (faults.strikes('crash after')) return crashed(this);
        if (faults.strikes('paused'))
          this.#standStill(random.pick([1, 1_000, 30_000, 2 * minute, 60 * minute]));
        if (!faults.strikes('answer late')) return this.#deliver(answer);
        this.doing.isDisturbed = true;
        this.doing.isShaken ||= ofLeases.has(what);
        this.heldUp++;
        scheduler.at(random.pick([1_000, 8_000, 30_000]), () => {
          this.heldUp--;
          this.#deliver(answer);
        });
      });
    });
  }

  get isStill(): boolean {
    return this.#stillUntil > this.#parts.scheduler.now;
  }

  #standStill(ms: number): void {
    this.doing.isDisturbed = true;
    this.doing.isShaken = true;
    this.#stillUntil = this.#parts.scheduler.now + ms;
  }

  #deliver(answer: () => void): void {
    const { scheduler } = this.#parts;
    const left = this.#stillUntil - scheduler.now;
    if (left <= 0) return void (this.isAlive && answer());
    this.heldUp++;
    scheduler.at(left, () => {
      this.heldUp--;
      this.#deliver(answer);
    });
  }
}

/** `isShaken`: it stands still since before. */
export function beginning(changesBefore: number, isShaken: boolean): Doing {
  return {
    heldUntil: -Infinity,
    hasLost: false,
    isShaken,
    hasRead: false,
    isDisturbed: false,
    changes: 0,
    changesBefore,
  };
}

export interface ProcessParts {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly crashed: (process: Process) => void;
  /** Counts what could go wrong. */
  readonly asked: (what: string) => void;
}
