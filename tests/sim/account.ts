/** Real time against the time that a rollout was credited: what may have passed at most between two looks. */
import type { Moment } from '../../src/runtime/core/rollout/credit.ts';
import type { WallClock } from './clocks.ts';
import type { Scenario } from './scenario.ts';

/** When the clocks of a moment were read, in real time. */
export interface Reading {
  readonly from: number;
  readonly until: number;
}

export interface Mark {
  readonly real: number;
  readonly allowed: number;
}

export class Account {
  readonly #readings = new WeakMap<Moment, Reading>();
  readonly #clock: WallClock;
  /** Of the machines' clocks; real time is never counted slower. */
  readonly #fastest: number;
  /** Milliseconds that no program can know not to have passed: the store's clock jumped, and with it that of the machine that asks. */
  allowed = 0;

  readonly #isStoreHere: boolean;
  /** When people made the clocks of the machines agree with the store's. */
  #setAt = -Infinity;

  constructor(clock: WallClock, { rates, isStoreHere }: Pick<Scenario, 'rates' | 'isStoreHere'>) {
    this.#clock = clock;
    this.#isStoreHere = isStoreHere;
    this.#fastest = Math.max(1, ...rates);
  }

  keep(moment: Moment, reading: Reading): void {
    this.#readings.set(moment, reading);
  }

  clocksWereSet(at: number): void {
    this.#setAt = at;
  }

  /** Before a look counts: what lies between it and the one before. */
  pass(before: Moment, now: Moment): void {
    if (before.boot === now.boot) return;
    this.allowed += ROUNDING;
    const from = this.#reading(before).from;
    const { until } = this.#reading(now);
    for (const jump of this.#clock.forward)
      if (jump.at >= from && jump.at <= until && (this.#isStoreHere || this.#setAt >= jump.at))
        this.allowed += Math.min(jump.by, mostAllowed(before, now));
  }

  mark(moment: Moment): Mark {
    return { real: this.#reading(moment).from, allowed: this.allowed };
  }

  /** The most that may have been credited since. */
  since({ real, allowed }: Mark, moment: Moment): number {
    return (this.#reading(moment).until - real) * this.#fastest + this.allowed - allowed + ROUNDING;
  }

  #reading(moment: Moment): Reading {
    return this.#readings.get(moment) as Reading;
  }
}

/** Clocks are read in whole milliseconds. */
const ROUNDING = 2;

function mostAllowed(before: Moment, now: Moment): number {
  return Math.max(0, now.wall - before.wall);
}
