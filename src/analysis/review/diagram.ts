/**
 * Decision diagrams over variables of several values (R. E. Bryant's diagrams, 1986, with as many branches as a variable
 * has classes): one node for each function, so that equal functions are the same number.
 */
export const NO = 0;
export const YES = 1;
export type Diagram = number;

/** More nodes than this, and the question is not decided. */
const mostNodes = 400_000;

/** A question that would take more room than there is; whoever asked answers without it. */
export class TooLarge extends Error {}

export class Diagrams {
  readonly #variables: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  readonly #branches: (readonly Diagram[])[] = [[], []];
  readonly #known = new Map<string, Diagram>();
  readonly #conjunctions = new Map<number, Diagram>();
  readonly #negations = new Map<Diagram, Diagram>([
    [NO, YES],
    [YES, NO],
  ]);

  /** The function that is `branches[i]` where the variable has its value `i`. Variables in the branches are larger. */
  node(variable: number, branches: readonly Diagram[]): Diagram {
    const [first = NO] = branches;
    if (branches.every((branch) => branch === first)) return first;
    const key = `${variable}:${branches.join(',')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#variables.length >= mostNodes) throw new TooLarge();
    const made = this.#variables.push(variable) - 1;
    this.#branches.push(branches);
    this.#known.set(key, made);
    return made;
  }

  not(a: Diagram): Diagram {
    const known = this.#negations.get(a);
    if (known !== undefined) return known;
    const made = this.node(
      this.#variables[a] as number,
      (this.#branches[a] as readonly Diagram[]).map((branch) => this.not(branch)),
    );
    this.#negations.set(a, made).set(made, a);
    return made;
  }

  and(a: Diagram, b: Diagram): Diagram {
    if (a === NO || b === NO) return NO;
    if (a === YES || a === b) return b;
    if (b === YES) return a;
    const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
    const known = this.#conjunctions.get(key);
    if (known !== undefined) return known;
    const [va, vb] = [this.#variables[a] as number, this.#variables[b] as number];
    const variable = Math.min(va, vb);
    const [as, bs] = [this.#branches[a] as readonly Diagram[], this.#branches[b] as readonly Diagram[]];
    const count = va === variable ? as.length : bs.length;
    const branches: Diagram[] = [];
    for (let i = 0; i < count; i++)
      branches.push(
        this.and(va === variable ? (as[i] as Diagram) : a, vb === variable ? (bs[i] as Diagram) : b),
      );
    const made = this.node(variable, branches);
    this.#conjunctions.set(key, made);
    return made;
  }

  or(a: Diagram, b: Diagram): Diagram {
    return this.not(this.and(this.not(a), this.not(b)));
  }

  /** The function where the variable has this value. */
  restricted(a: Diagram, variable: number, value: number): Diagram {
    const own = this.#variables[a] as number;
    if (own > variable) return a;
    const branches = this.#branches[a] as readonly Diagram[];
    if (own === variable) return branches[value] as Diagram;
    return this.node(
      own,
      branches.map((branch) => this.restricted(branch, variable, value)),
    );
  }

  /** By halves: what is put together is then small for most of the time. */
  all(parts: readonly Diagram[]): Diagram {
    const [first = YES, second] = parts;
    if (second === undefined) return first;
    const middle = parts.length >> 1;
    return this.and(this.all(parts.slice(0, middle)), this.all(parts.slice(middle)));
  }

  any(parts: readonly Diagram[]): Diagram {
    return this.not(this.all(parts.map((part) => this.not(part))));
  }

  /** Of all ways in which the function holds the cheapest; a variable that does not matter costs nothing. */
  cheapest(
    a: Diagram,
    cost: (variable: number, value: number) => number,
  ): ReadonlyMap<number, number> | undefined {
    const known = new Map<Diagram, { readonly cost: number; readonly value: number } | undefined>();
    const least = (at: Diagram): number => {
      if (at === YES) return 0;
      if (at === NO) return Number.POSITIVE_INFINITY;
      const before = known.get(at);
      if (before) return before.cost;
      let best = { cost: Number.POSITIVE_INFINITY, value: -1 };
      for (const [value, branch] of (this.#branches[at] as readonly Diagram[]).entries()) {
        const whole = cost(this.#variables[at] as number, value) + least(branch);
        if (whole < best.cost) best = { cost: whole, value };
      }
      known.set(at, best);
      return best.cost;
    };
    if (least(a) === Number.POSITIVE_INFINITY) return undefined;
    const way = new Map<number, number>();
    for (let at = a; at !== YES;) {
      const value = known.get(at)?.value ?? 0;
      way.set(this.#variables[at] as number, value);
      at = (this.#branches[at] as readonly Diagram[])[value] as Diagram;
    }
    return way;
  }

  /**
   * Values of variables for which the function holds, the first ones of each variable first; one for each variable that
   * matters. At most `most` of them.
   */
  *ways(a: Diagram, most: number): Generator<ReadonlyMap<number, number>> {
    let left = most;
    const walk = function* (
      this: Diagrams,
      at: Diagram,
      way: ReadonlyMap<number, number>,
    ): Generator<ReadonlyMap<number, number>> {
      if (left <= 0 || at === NO) return;
      if (at === YES) {
        left--;
        yield way;
        return;
      }
      for (const [value, branch] of (this.#branches[at] as readonly Diagram[]).entries())
        yield* walk.call(this, branch, new Map(way).set(this.#variables[at] as number, value));
    };
    yield* walk.call(this, a, new Map());
  }
}
