/** What goes wrong, by its name. Each seed has its own choice of faults, each fault numbers of its own. */
import { Random } from '../support/random.ts';

/** How likely each is where it can happen. */
const likelihood = {
  'commit fails before': 0.02,
  'commit fails after': 0.02,
  'read fails': 0.01,
  'stale read': 0.01,
  'disk full': 0.003,
  'lease taken away': 0.01,
  paused: 0.01,
  'answer late': 0.01,
  'renewal fails': 0.1,
  'crash before': 0.004,
  'crash after': 0.004,
  reboot: 0.5,
  'everybody gone': 0.002,
  'applied but error': 0.15,
  'error, not applied': 0.15,
  'OK, not applied': 0.1,
  'applied late': 0.15,
  'applied twice': 0.1,
  partial: 0.1,
  clamped: 0.1,
  'slow driver': 0.1,
  unreadable: 0.04,
  'stale read-back': 0.02,
  'reverted by a reload': 0.01,
  'lowered outside': 0.008,
  'raised outside': 0.01,
  'somebody keeps raising': 0.004,
  'checks unknown': 0.1,
  'checks fail': 0.03,
  'checks fail from now on': 0.01,
  'trigger holds': 0.02,
  'trigger unknown': 0.03,
  'exit unknown': 0.2,
  'exit fails': 0.05,
  'condition unknown': 0.2,
  'condition false': 0.3,
  'identity unknown': 0.2,
  'wrong identity': 0.1,
  'steps fail': 0.05,
  'wall clock forward': 0.01,
  'wall clock back': 0.01,
  'a person sets the clocks': 0.05,
  'freeze opens': 0.06,
  'freeze opens at once': 0.05,
  'a person pauses': 0.012,
  'a person resumes': 0.04,
  'a person aborts': 0.006,
  'a person rolls back': 0.006,
  'a person promotes': 0.03,
  'a person approves': 0.03,
} as const;

export type Fault = keyof typeof likelihood;

export const faults = Object.keys(likelihood) as readonly Fault[];

/** People who agree and carry on are no faults, and are never left out. */
const always: ReadonlySet<Fault> = new Set([
  'a person resumes',
  'a person approves',
  'a person sets the clocks',
]);

export class Faults {
  readonly struck = new Map<Fault, number>();
  readonly #chances = new Map<Fault, { readonly random: Random; readonly below: number }>();
  #isOver = false;

  constructor(seed: number, without: ReadonlySet<Fault>) {
    const swarm = new Random(seed);
    for (const [index, fault] of faults.entries()) {
      const isIn = swarm.next() < 0.4;
      const strength = swarm.pick([0.5, 1, 3]);
      if (without.has(fault) || !(isIn || always.has(fault))) continue;
      const random = new Random(Math.imul(seed + 1, 0x9e37_79b1) + Math.imul(index + 1, 0x85eb_ca6b));
      this.#chances.set(fault, { random, below: likelihood[fault] * strength });
    }
  }

  /** Whether it happens here. */
  strikes(fault: Fault): boolean {
    const chance = this.#chances.get(fault);
    if (!chance || this.#isOver || chance.random.next() >= chance.below) return false;
    this.struck.set(fault, (this.struck.get(fault) ?? 0) + 1);
    return true;
  }

  /** From here on nothing goes wrong any more. */
  stop(): void {
    this.#isOver = true;
  }
}
