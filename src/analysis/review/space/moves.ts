/** The fewest facts that would have to change for a condition to hold. */
import { TRUE, type Truth } from '../../../plan/kleene.ts';
import { factsOf, type Term } from '../../../plan/term.ts';
import { isUnknown } from '../../../plan/value.ts';
import type { Constant } from '../../../plan/term.ts';
import { type Form, truthOfForm } from '../../../runtime/core/condition.ts';
import { truthOfTerm } from '../../../runtime/core/evaluate.ts';
import type { Facts } from '../../../runtime/core/facts.ts';
import { type Atom, type Component, componentsOf } from './components.ts';
import { bordersOf } from './linear.ts';
import { changed } from './paths.ts';
import { Space } from './space.ts';

/** Facts that hang together, and what becomes of what is asked of them. */
export interface Move {
  readonly atoms: readonly Atom[];
  /** All that can become of the atoms, in their order. */
  readonly classes: readonly (readonly Truth[])[];
  readonly from: readonly Truth[];
  readonly to: readonly Truth[];
}

/** A fact more weighs more than any number of leaves that turn with it. */
const FACT = 1000;

/** Empty where the condition holds; undefined where it never can. */
export function movesTo(
  form: Form,
  atomOf: (leaf: number) => Atom,
  atoms: readonly Atom[],
  facts: Facts,
): readonly Move[] | undefined {
  const space = new Space<never>(atoms, []);
  // Within the space fields of data have names of their own; here they are read as they are observed.
  const written = new Map(atoms.map((atom) => [atom.key, atom]));
  const parts = space.components.map(({ atoms: own, classes }) => ({
    atoms: own.flatMap(({ key }) => written.get(key) ?? []),
    classes,
  }));
  const present = parts.map((part) => part.atoms.map(({ term }) => truthOfTerm(term, facts)));
  const costs = parts.map((part, i) => costsOf(part, present[i] ?? [], facts));
  const way = space.diagrams.cheapest(
    space.condition(form, atomOf).holds,
    (component, place) => costs[component]?.[place] ?? 0,
  );
  if (!way) return undefined;
  return [...way].flatMap(([index, place]): Move[] => {
    const component = parts[index];
    const [from, to] = [present[index], component?.classes[place]?.truths];
    if (!component || !from || !to || from.join('') === to.join('')) return [];
    return [{ atoms: component.atoms, classes: component.classes.map(({ truths }) => truths), from, to }];
  });
}

/** What it costs to come from where the facts are into each class. */
function costsOf({ atoms, classes }: Component, present: readonly Truth[], facts: Facts): readonly number[] {
  const names = [...new Set(atoms.flatMap(({ term }) => [...factsOf(term)]))];
  const byOne =
    names.length > 1 ? new Set(names.flatMap((name) => reached(atoms, name, names, facts))) : undefined;
  return classes.map(({ truths }) => {
    const turned = truths.filter((truth, i) => truth !== present[i]).length;
    if (turned === 0) return 0;
    const count = !byOne || byOne.has(truths.join('')) ? 1 : names.length;
    return count * FACT + turned;
  });
}

/**
 * The first instant to come at which the condition holds, if nothing changes but the time; undefined where there is none
 * that can be foreseen.
 */
export function holdsLater(
  form: Form,
  atomOf: (leaf: number) => Atom,
  atoms: readonly Atom[],
  facts: Facts,
  now: number,
): number | undefined {
  const turning = atoms.flatMap(({ term }) => {
    const borders = bordersOf(withOthersFixed(term, 'now', facts)) ?? [];
    return borders.flatMap(({ weights, constant }) => {
      const weight = weights.get('now');
      return weight === undefined ? [] : [-constant / weight];
    });
  });
  const candidates = [...new Set(turning.flatMap((at) => [Math.ceil(at), Math.floor(at) + 1]))];
  return candidates
    .filter((at) => at > now && at <= LAST_INSTANT)
    .toSorted((a, b) => a - b)
    .find((at) => {
      const then: Facts = { get: (id) => (id === 'now' ? at : facts.get(id)) };
      return truthOfForm(form, (leaf) => truthOfTerm(atomOf(leaf).term, then)) === TRUE;
    });
}

/** Of the calendar. */
const LAST_INSTANT = 8.64e15;

/** What becomes of the atoms where one fact changes and the others stay. */
function reached(
  atoms: readonly Atom[],
  name: string,
  names: readonly string[],
  facts: Facts,
): readonly string[] {
  if (names.some((other) => other !== name && !isFixed(other, facts))) return [];
  const alone = atoms.map(({ key, term }) => ({ key, term: withOthersFixed(term, name, facts) }));
  const [component, ...others] = componentsOf(alone);
  if (!component || others.length > 0) return [];
  return component.classes.map(({ truths }) =>
    atoms.map(({ key }) => truths[component.atoms.findIndex((one) => one.key === key)]).join(''),
  );
}

function isFixed(name: string, facts: Facts): boolean {
  const value = facts.get(name);
  return value !== undefined && !isUnknown(value) && typeof value !== 'object';
}

function withOthersFixed(term: Term, name: string, facts: Facts): Term {
  if (term.op === 'fact')
    return term.fact === name || !isFixed(term.fact, facts)
      ? term
      : { op: 'const', type: term.type, span: term.span, value: facts.get(term.fact) as Constant };
  return changed(term, (inner) => withOthersFixed(inner, name, facts));
}
