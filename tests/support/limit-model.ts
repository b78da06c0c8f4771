/** Limits as their definition says, over a list of all admissions: what stores are compared with. */
import type { LimitRequest, LimitState } from '../../src/runtime/ports/stores.ts';
import type { Rate } from '../../src/plan/window.ts';

interface Admission {
  readonly id: string;
  readonly at: number;
}

export class LimitModel {
  readonly #admissions = new Map<string, Admission[]>();

  /** At an instant that is not before any earlier one. */
  admit(id: string, limits: readonly LimitRequest[], at: number): boolean {
    const open = limits.filter(({ key }) => !this.#of(key).some((admission) => admission.id === id));
    const admitted = open.every((limit) => this.#room(limit, at));
    if (admitted) for (const { key } of open) this.#of(key).push({ id, at });
    return admitted;
  }

  states(limits: readonly LimitRequest[], at: number): readonly LimitState[] {
    return limits.map(({ key, rates }) => ({
      key,
      rates: rates.map((rate) => {
        const inside = this.#inside(key, rate, at);
        const left = Math.max(0, rate.count - inside.length);
        const leaving = inside[inside.length - rate.count];
        return { ...rate, left, ...(leaving !== undefined && { next: leaving + rate.per }) };
      }),
    }));
  }

  #room({ key, rates }: LimitRequest, at: number): boolean {
    return rates.every((rate) => this.#inside(key, rate, at).length < rate.count);
  }

  #inside(key: string, { per }: Rate, at: number): readonly number[] {
    return this.#of(key)
      .map((admission) => admission.at)
      .filter((instant) => instant > at - per && instant <= at);
  }

  #of(key: string): Admission[] {
    const known = this.#admissions.get(key);
    if (known) return known;
    const fresh: Admission[] = [];
    this.#admissions.set(key, fresh);
    return fresh;
  }
}

/** Windows in which more was admitted than the rate allows: each is described by the instant at which it ends. */
export function overfullWindows(instants: readonly number[], { count, per }: Rate): readonly number[] {
  const sorted = instants.toSorted((a, b) => a - b);
  return sorted.slice(count).filter((at, index) => (sorted[index] ?? at) > at - per);
}
