/** One life of a controller: whatever it asks of the outside goes through here, where it may be paused or die. */
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
  observed?: Observed;
  freezes?: Freezes;
  requests?: readonly Request[];
  /** The records that hold them. */
  listed?: readonly StoredRecord[];
}

/** Of the present reconcile. */
export interface Doing {
  /** Of the lease that it was given. */
  epoch?: number;
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
const latencies = [0, 1, 2, 5, 20];

export class Process {
  readonly name: string;
  readonly machine: Machine;
  isAlive = true;
  /** Answers that it still waits for, of those that take long. */
  heldUp = 0;
  look: LookInputs = {};
  doing: Doing = { hasRead: false, isDisturbed: false, changes: 0, changesBefore: 0 };
  readonly #parts: ProcessParts;

  constructor(name: string, machine: Machine, parts: ProcessParts) {
    this.name = name;
    this.machine = machine;
    this.#parts = parts;
  }

  /** Never answered when the process dies meanwhile; `effect` happens all the same where it died after it. */
  ask<T>(what: string, effect: () => T): Promise<T> {
    const { scheduler, random, faults, trace, crashed, asked } = this.#parts;
    asked();
    return new Promise((resolve, reject) => {
      scheduler.at(random.pick(latencies), () => {
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
        if (!faults.strikes('paused')) return answer();
        this.doing.isDisturbed = true;
        this.heldUp++;
        scheduler.at(random.pick([1, 1_000, 30_000, 2 * minute, 60 * minute]), () => {
          this.heldUp--;
          if (this.isAlive) answer();
        });
      });
    });
  }
}

export interface ProcessParts {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly crashed: (process: Process) => void;
  /** Counts what could go wrong. */
  readonly asked: () => void;
}
