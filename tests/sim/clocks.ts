/** Clocks of the simulation: the store's, which may jump, and those of machines, which go as fast as they go. */
import type { Random } from '../support/random.ts';
import type { Scheduler } from './scheduler.ts';

const second = 1_000;
const jumps = [1, 60, 3_600, 86_400, 365 * 86_400, 3_650 * 86_400].map((seconds) => seconds * second);

const BEGIN = Date.UTC(2026, 0, 1);

/** Never goes back: set back, it stands still until it has caught up. */
export class WallClock {
  readonly #scheduler: Scheduler;
  #ahead = BEGIN;
  #last = 0;
  /** Real times and lengths of the jumps forward. */
  readonly forward: { readonly at: number; readonly by: number }[] = [];

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  now(): number {
    this.#last = Math.max(this.#last, Math.floor(this.#scheduler.now + this.#ahead));
    return this.#last;
  }

  jump(random: Random, direction: 1 | -1): void {
    const before = this.now();
    this.#ahead += direction * random.pick(jumps);
    const by = this.now() - before;
    if (by > 0) this.forward.push({ at: this.#scheduler.now, by });
  }

  /** Somebody sets it right. */
  correct(): void {
    this.#ahead = Math.max(this.#ahead, this.#last - this.#scheduler.now);
  }
}

/** A machine, with the clock of its boot and a wall clock. */
export class Machine {
  readonly #scheduler: Scheduler;
  readonly #store: WallClock;
  /** The store is on this machine, and so its clock is this one's; else it tells real time until people set it. */
  readonly #isStoreHere: boolean;
  #ahead = BEGIN;
  readonly name: string;
  readonly rate: number;
  #boots = 1;
  #bootedAt = 0;

  constructor(
    scheduler: Scheduler,
    { name, rate, store, isStoreHere }: Pick<Machine, 'name' | 'rate'> & MachineParts,
  ) {
    this.#scheduler = scheduler;
    this.#store = store;
    this.#isStoreHere = isStoreHere;
    this.name = name;
    this.rate = rate;
  }

  get boot(): string {
    return `${this.name} ${this.#boots}`;
  }

  monotonic(): number {
    return (this.#scheduler.now - this.#bootedAt) * this.rate;
  }

  now(): number {
    return this.#isStoreHere ? this.#store.now() : Math.floor(this.#scheduler.now + this.#ahead);
  }

  /** Somebody makes it agree with the store's. */
  setRight(): void {
    this.#ahead = this.#store.now() - this.#scheduler.now;
  }

  reboot(): void {
    this.#boots++;
    this.#bootedAt = this.#scheduler.now;
  }
}

export interface MachineParts {
  readonly store: WallClock;
  readonly isStoreHere: boolean;
}
