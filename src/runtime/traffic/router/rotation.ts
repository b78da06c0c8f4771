/**
 * Smooth weighted order, nginx's algorithm: in each window of requests every slot gets its share to within one request,
 * and the turns of a small share are spread out.
 */
export class Rotation {
  readonly #turns: readonly { readonly slot: string; readonly weight: number; credit: number }[];
  readonly #total: number;

  /** At least one weight is above 0. */
  constructor(weights: ReadonlyMap<string, number>) {
    const taking = [...weights].filter(([, weight]) => weight > 0);
    this.#turns = taking.map(([slot, weight]) => ({ slot, weight, credit: 0 }));
    this.#total = taking.reduce((sum, [, weight]) => sum + weight, 0);
  }

  next(): string {
    const [first, ...others] = this.#turns;
    if (!first) throw new TypeError('no slot takes traffic');
    let chosen = first;
    first.credit += first.weight;
    for (const turn of others) {
      turn.credit += turn.weight;
      if (turn.credit > chosen.credit) chosen = turn;
    }
    chosen.credit -= this.#total;
    return chosen.slot;
  }
}
