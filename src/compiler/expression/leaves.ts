import type { Leaf } from '../../plan/plan.ts';

/** The atoms of all conditions of a plan; skeletons refer to them by their place. */
export class LeafTable {
  readonly #leaves: Leaf[] = [];

  add(leaf: Leaf): number {
    return this.#leaves.push(leaf) - 1;
  }

  list(): readonly Leaf[] {
    return this.#leaves;
  }
}
