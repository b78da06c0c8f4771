import type { PlanFact } from '../../plan/plan.ts';

/** Everything that some term of the plan reads, once each; a fact's place in the list is its slot. */
export class FactTable {
  readonly #slots = new Map<string, number>();
  readonly #facts: PlanFact[] = [];

  /** The slot of a fact, which is new at its first use. */
  intern(fact: PlanFact): number {
    const known = this.#slots.get(fact.id);
    if (known !== undefined) return known;
    const slot = this.#facts.push(fact) - 1;
    this.#slots.set(fact.id, slot);
    return slot;
  }

  /** The slot of a fact that a checked term reads. */
  slotOf(id: string): number {
    const slot = this.#slots.get(id);
    if (slot === undefined) throw new RangeError(`no fact \`${id}\``);
    return slot;
  }

  list(): readonly PlanFact[] {
    return this.#facts;
  }
}
