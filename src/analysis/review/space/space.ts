/** All that can be observed, as variables of classes, and conditions as functions of them. */
import { FALSE, TRUE, type Truth } from '../../../plan/kleene.ts';
import type { Known, Value } from '../../../plan/value.ts';
import { type Form } from '../../../runtime/core/condition.ts';
import { factsOf } from '../../../plan/term.ts';
import { truthOfTerm } from '../../../runtime/core/evaluate.ts';
import { type Diagram, Diagrams, NO, TooLarge, YES } from '../diagram.ts';
import { type Atom, type Component, componentsOf } from './components.ts';
import { withFieldsTogether } from './paths.ts';

/** When a condition is known to be true, and when to be false; else it is unknown. */
export interface Condition3 {
  readonly holds: Diagram;
  readonly fails: Diagram;
}

/** Something beside facts that has one of several states, such as the time or what was started before. */
export interface Circumstance<State> {
  readonly states: readonly State[];
}

export interface Observed<State> {
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Of circumstances, in their order; undefined where it does not matter. */
  readonly states: readonly (State | undefined)[];
}

/** Observations that are tried before an answer is given without one. */
const mostTrials = 40;

/** Variables come in order: circumstances first, then components. */
export class Space<State> {
  readonly diagrams = new Diagrams();
  readonly components: readonly Component[];
  readonly #circumstances: readonly Circumstance<State>[];
  readonly #atoms = new Map<string, Condition3>();

  /** Atoms that are near each other in the list are near each other in the diagrams, which makes these small. */
  constructor(atoms: readonly Atom[], circumstances: readonly Circumstance<State>[]) {
    const distinct = new Map(atoms.map((atom) => [atom.key, atom]));
    this.#circumstances = circumstances;
    this.components = componentsOf([...distinct.values()]);
    for (const [index, { atoms: own, classes }] of this.components.entries())
      for (const [i, { key }] of own.entries()) {
        const where = (wanted: Truth): Diagram =>
          this.diagrams.node(
            circumstances.length + index,
            classes.map(({ truths }) => (truths[i] === wanted ? YES : NO)),
          );
        this.#atoms.set(key, { holds: where(TRUE), fails: where(FALSE) });
      }
  }

  atom(atom: Atom): Condition3 {
    const known = this.find(atom);
    if (!known) throw new RangeError('the space was made without this atom');
    return known;
  }

  find({ key }: Atom): Condition3 | undefined {
    return this.#atoms.get(key);
  }

  /** Without parts nothing is asked, and nothing known. */
  condition(form: Form, atomOf: (leaf: number) => Atom): Condition3 {
    if ('leaf' in form) {
      const { holds, fails } = this.atom(atomOf(form.leaf));
      return form.positive ? { holds, fails } : { holds: fails, fails: holds };
    }
    const isAll = 'all' in form;
    const parts = (isAll ? form.all : form.any).map((part) => this.condition(part, atomOf));
    if (parts.length === 0) return { holds: NO, fails: NO };
    const [all, any] = [isAll ? 'holds' : 'fails', isAll ? 'fails' : 'holds'] as const;
    return {
      [all]: this.diagrams.all(parts.map((part) => part[all])),
      [any]: this.diagrams.any(parts.map((part) => part[any])),
    } as unknown as Condition3;
  }

  /** Where the circumstance is in one of the states. */
  inStates(circumstance: number, wanted: (state: State) => boolean): Diagram {
    const { states } = this.#circumstances[circumstance] as Circumstance<State>;
    return this.diagrams.node(
      circumstance,
      states.map((state) => (wanted(state) ? YES : NO)),
    );
  }

  /** The function where a fact has this value. Not decided where other facts hang together with it. */
  fixed(diagram: Diagram, fact: string, value: Known<Value>): Diagram {
    return this.components.reduce((rest, { atoms, classes }, index) => {
      if (!atoms.some(({ term }) => factsOf(term).has(fact))) return rest;
      const truths = atoms.map(({ term }) => {
        if (factsOf(term).size > 1) throw new TooLarge();
        return truthOfTerm(term, new Map([[fact, value]]));
      });
      const place = classes.findIndex((one) => one.truths.join('') === truths.join(''));
      if (place < 0) throw new TooLarge();
      return this.diagrams.restricted(rest, this.#circumstances.length + index, place);
    }, diagram);
  }

  /** Something that can be observed, for each of the first ways in which the function holds; undefined where none is known. */
  *observations(where: Diagram): Generator<Observed<State> | undefined> {
    for (const way of this.diagrams.ways(where, mostTrials)) {
      const facts = new Map<string, Known<Value>>();
      const states: (State | undefined)[] = this.#circumstances.map(() => undefined);
      let isKnown = true;
      for (const [variable, value] of way) {
        const circumstance = this.#circumstances[variable];
        if (circumstance) {
          states[variable] = circumstance.states[value];
          continue;
        }
        const found = this.components[variable - this.#circumstances.length]?.classes[value]?.facts;
        if (found) for (const [fact, observed] of found) facts.set(fact, observed);
        else isKnown = false;
      }
      yield isKnown ? { facts: withFieldsTogether(facts), states } : undefined;
    }
  }
}
