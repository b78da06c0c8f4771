/** A driver of the simulated traffic that fails as drivers do, and tells the oracles what it is asked. */
import { DriverFailure } from '../../src/runtime/failure.ts';
import type { Roles, Shift, TrafficDriver, TrafficReading } from '../../src/runtime/ports/traffic.ts';
import type { Random } from '../support/random.ts';
import type { Backend } from './backend.ts';
import type { Faults } from './faults.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

export interface DriverParts {
  readonly backend: Backend;
  readonly faults: Faults;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly isFenced: boolean;
  /** Before anything is done. */
  readonly called: (process: Process, change: Shift) => void;
  /** Before it does what it was asked for, in time. */
  readonly landing: (process: Process, change: Shift) => void;
}

/** What all processes reach. */
export class SimDriver {
  readonly #parts: DriverParts;
  #lastEpoch = 0;
  /** Changes that are still on their way. */
  pending = 0;

  constructor(parts: DriverParts) {
    this.#parts = parts;
  }

  for(process: Process): TrafficDriver {
    return {
      target: 'simulated',
      granularity: 1,
      read: (roles) => process.ask('driver.read', () => this.#read(process, roles)),
      shift: (change, signal) => {
        const { called, faults, random } = this.#parts;
        called(process, change);
        const takes = faults.strikes('slow driver') ? random.pick([500, 3_000]) : 0;
        const effect = () => {
          signal.throwIfAborted();
          this.#shift(process, change);
        };
        const what = `driver.shift ${change.weight} ${change.fence.intent}`;
        return endedBy(signal, process.ask(what, effect, takes));
      },
      close: () => Promise.resolve(),
    };
  }

  #read(process: Process, roles: Roles): TrafficReading {
    const { faults, backend } = this.#parts;
    process.doing.hasRead = true;
    process.look.traffic = 'unknown';
    if (faults.strikes('unreadable')) throw new DriverFailure('the socket cannot be read');
    const isStale = faults.strikes('stale read-back');
    if (isStale) process.doing.isDisturbed = true;
    const canary = isStale ? backend.canaryBefore(roles) : backend.canary(roles);
    const evicted = canary === 0 && (isStale ? backend.isEvictedBefore(roles) : backend.isEvicted(roles));
    process.look.traffic = canary;
    process.look.evicted = evicted;
    return { canary, evicted };
  }

  #shift(process: Process, change: Shift): void {
    const { faults, random } = this.#parts;
    const fault = shiftFaults.find((one) => faults.strikes(one));
    if (fault) process.doing.isDisturbed = true;
    const late = random.pick([1_000, 60_000, 600_000]);
    switch (fault) {
      case undefined:
        return this.#landFor(process, change);
      case 'applied but error':
        this.#landFor(process, change);
        throw new DriverFailure('the answer was lost');
      case 'error, not applied':
        throw new DriverFailure('the connection was refused');
      case 'OK, not applied':
        return;
      case 'partial':
        return this.#landFor(process, { ...change, weight: this.#halfWay(change) });
      case 'clamped':
        return this.#landFor(process, { ...change, weight: Math.floor(change.weight / 7) * 7 });
      case 'applied twice':
        this.#landFor(process, change);
        return this.#later(late, change);
      case 'applied late':
        this.#later(late, change);
        throw new DriverFailure('no answer in time');
    }
  }

  #later(delay: number, change: Shift): void {
    this.pending++;
    this.#parts.scheduler.at(delay, () => {
      this.pending--;
      try {
        this.#land(change);
      } catch (error) {
        if (!(error instanceof DriverFailure)) throw error; // Nobody waits for an answer.
      }
    });
  }

  #halfWay({ roles, weight }: Shift): number {
    return Math.floor((this.#parts.backend.canary(roles) + weight) / 2);
  }

  #landFor(process: Process, change: Shift): void {
    const { backend } = this.#parts;
    const before = backend.changes;
    this.#parts.landing(process, change);
    this.#land(change);
    process.doing.changes += backend.changes - before;
  }

  #land({ roles, weight, verb, fence }: Shift): void {
    const { backend, isFenced, trace } = this.#parts;
    if (isFenced && fence.epoch < this.#lastEpoch)
      throw new DriverFailure(`epoch ${fence.epoch} is over, it is ${this.#lastEpoch}`);
    this.#lastEpoch = Math.max(this.#lastEpoch, fence.epoch);
    backend.set(roles, weight, verb);
    trace.tell(`landed ${weight} ${fence.intent}`);
  }
}

const shiftFaults = [
  'applied but error',
  'error, not applied',
  'OK, not applied',
  'applied late',
  'applied twice',
  'partial',
  'clamped',
] as const;

/** Whoever calls it off does not wait for the answer. */
function endedBy<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    work.then(resolve, reject);
  });
}
