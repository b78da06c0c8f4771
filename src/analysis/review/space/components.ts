/**
 * Leaves of conditions, sorted into parts that have nothing to do with each other: those that read the same facts are one
 * part. All that can be observed of a part falls into classes, in each of which every leaf has one truth.
 */
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../../plan/kleene.ts';
import { factsOf, subterms, type Term } from '../../../plan/term.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../plan/value.ts';
import { truthOfTerm } from '../../../runtime/core/evaluate.ts';
import { cellsOf } from './cells.ts';
import { bordersOf, type Linear } from './linear.ts';
import { type DataTest, dataFor, dataTestOf } from './data.ts';
import { leavesIn, listsFor, type ListTest, listTestOf } from './lists.ts';
import { withFieldsApart } from './paths.ts';
import { textsFor, type TextTest, textTestOf } from './texts.ts';

export type FactValues = ReadonlyMap<string, Known<Value>>;

export interface Atom {
  /** Equal for leaves that mean the same. */
  readonly key: string;
  readonly term: Term;
}

export interface Class {
  /** In the order of the component's atoms. */
  readonly truths: readonly Truth[];
  /** Facts for which the atoms have these truths; absent where they are taken to be possible without knowing any. */
  readonly facts?: FactValues;
}

export interface Component {
  readonly atoms: readonly Atom[];
  readonly classes: readonly Class[];
}

const notObserved = unknown('it is not observed');

/** How the values of the facts of an atom are found. */
type Reading =
  | { readonly kind: 'numbers'; readonly facts: readonly string[]; readonly borders: readonly Linear[] }
  | { readonly kind: 'texts'; readonly facts: readonly string[]; readonly test: TextTest }
  | { readonly kind: 'booleans'; readonly facts: readonly string[] }
  | { readonly kind: 'data'; readonly facts: readonly string[]; readonly test: DataTest }
  | { readonly kind: 'lists'; readonly facts: readonly string[]; readonly test: ListTest };

interface ReadAtom extends Atom {
  readonly reading: Reading;
}

/** Facts that hang together may be so many; with more of them, what ties them is taken to be free. */
const mostFacts = 4;
const mostSamples = 20_000;

/** Leaves judged on samples: a few seconds at worst. */
const mostJudgements = 10_000_000;

/** Atoms that share facts are decided together. */
export function componentsOf(atoms: readonly Atom[]): readonly Component[] {
  const read: ReadAtom[] = [];
  const opaque: Atom[] = [];
  for (const atom of withFieldsApart(atoms)) {
    const reading = readingOf(atom.term);
    if (reading) read.push({ ...atom, reading });
    else opaque.push(atom);
  }
  return [...groupsOf(read).flatMap(componentsOfGroup), ...opaque.map(freeComponent)];
}

function readingOf(term: Term): Reading | undefined {
  const facts = [...factsOf(term)];
  const borders = bordersOf(term);
  if (borders) return { kind: 'numbers', facts, borders };
  const test = textTestOf(term);
  if (test) return { kind: 'texts', facts, test };
  const data = dataTestOf(term);
  if (data) return { kind: 'data', facts, test: data };
  const list = listTestOf(term);
  if (list) return { kind: 'lists', facts, test: list };
  return isAboutBooleans(term) ? { kind: 'booleans', facts } : undefined;
}

function isAboutBooleans(term: Term): boolean {
  if (term.op === 'fact' || term.op === 'const') return term.type === 'boolean';
  if (term.op === 'is') return term.test === 'known' && term.of.op === 'fact' && term.of.type === 'boolean';
  return (
    term.op === 'compare' &&
    [term.left, term.right].every((side) => isAboutBooleans(side) && side.op !== 'compare')
  );
}

/** Atoms that share a fact, directly or by others; in the order of the last of each. */
function groupsOf(atoms: readonly ReadAtom[]): readonly (readonly ReadAtom[])[] {
  const next = new Map<string, string>();
  const lead = (fact: string): string => {
    let last = fact;
    for (let on = next.get(last); on !== undefined; on = next.get(last)) last = on;
    if (last !== fact) next.set(fact, last);
    return last;
  };
  for (const { reading } of atoms) {
    const [first, ...others] = new Set(reading.facts.map(lead));
    if (first !== undefined) for (const other of others) next.set(other, first);
  }
  const groups = new Map<string, ReadAtom[]>();
  for (const atom of atoms) {
    const [first] = atom.reading.facts;
    const key = first === undefined ? atom.key : lead(first);
    const group = groups.get(key) ?? [];
    group.push(atom);
    groups.delete(key);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Where the whole is too much, its atoms about several facts are left free, and the rest falls apart. */
function componentsOfGroup(group: readonly ReadAtom[]): readonly Component[] {
  const samples = samplesOfGroup(group);
  if (samples && samples.length * group.length <= mostJudgements) return [sampled(group, samples)];
  const single = group.filter(({ reading }) => reading.facts.length < 2);
  if (single.length < group.length) {
    const tying = group.filter(({ reading }) => reading.facts.length >= 2);
    return [...groupsOf(single).flatMap(componentsOfGroup), ...tying.map(freeComponent)];
  }
  const plain = group.filter(({ reading }) => reading.kind !== 'texts' || reading.test.versions.length === 0);
  if (plain.length < group.length && plain.length > 0) {
    const versioned = group.filter((atom) => !plain.includes(atom));
    return [...componentsOfGroup(plain), ...versioned.map(freeComponent)];
  }
  return group.map((atom) => {
    const own = group.length > 1 ? samplesOfGroup([atom]) : undefined;
    return own ? sampled([atom], own) : freeComponent(atom);
  });
}

/** Every value that matters of the group's facts together; undefined where they are too many, or not known. */
function samplesOfGroup(group: readonly ReadAtom[]): readonly FactValues[] | undefined {
  const facts = [...new Set(group.flatMap(({ reading }) => reading.facts))];
  if (facts.length > mostFacts) return undefined;
  const [first] = group;
  switch (first?.reading.kind) {
    case 'numbers':
      return numbersOf(facts, group);
    case 'texts':
      return textsOf(facts, group);
    case 'data':
      return valuesOf(
        facts,
        dataFor(group.flatMap(({ reading }) => (reading.kind === 'data' ? [reading.test] : []))),
      );
    case 'lists':
      return valuesOf(facts, listsOf(group));
    default:
      return combinations(facts.map((fact) => [fact, [true, false]]));
  }
}

function listsOf(group: readonly ReadAtom[]): readonly Value[] | undefined {
  const tests = group.flatMap(({ reading }) => (reading.kind === 'lists' ? [reading.test] : []));
  const leaves = tests.flatMap(({ bodies }) => bodies.flatMap(leavesIn));
  return listsFor(tests, componentsOf(leaves.map((term, i) => ({ key: String(i), term }))));
}

/** Of one fact; others do not hang together with it. */
function valuesOf(
  facts: readonly string[],
  values: readonly Value[] | undefined,
): readonly FactValues[] | undefined {
  return values && facts.length === 1 ? combinations(facts.map((fact) => [fact, values])) : undefined;
}

/** With each choice of facts that are unknown, for the others a point of each cell. */
function numbersOf(facts: readonly string[], group: readonly ReadAtom[]): readonly FactValues[] | undefined {
  const borders = group.flatMap(({ reading }) => (reading.kind === 'numbers' ? reading.borders : []));
  const instants = facts.filter((fact) => group.some(({ term }) => isOfInstants(term, fact)));
  // Cells of the great come first: what is lost beside them is known only when they are.
  const ordered = [...instants, ...facts.filter((fact) => !instants.includes(fact))];
  const samples: FactValues[] = [];
  for (let hidden = 0; hidden < 1 << ordered.length; hidden++) {
    const seen = ordered.filter((_, i) => (hidden & (1 << i)) === 0);
    const points = cellsOf(
      seen,
      borders.filter(({ weights }) => [...weights.keys()].every((fact) => seen.includes(fact))),
    );
    if (!points || samples.length + points.length > mostSamples) return undefined;
    const possible = points.filter((point) => instants.every((fact) => isInstant(point.get(fact) ?? 0)));
    const unseen = facts.filter((fact) => !seen.includes(fact)).map((fact) => [fact, notObserved] as const);
    samples.push(...possible.map((point) => new Map<string, Known<Value>>([...point, ...unseen])));
  }
  return samples;
}

function isOfInstants(term: Term, fact: string): boolean {
  return term.op === 'fact'
    ? term.fact === fact && term.type === 'instant'
    : subterms(term).some((inner) => isOfInstants(inner, fact));
}

/** Of the calendar. */
function isInstant(value: number): boolean {
  return Math.abs(value) <= 8.64e15;
}

function textsOf(facts: readonly string[], group: readonly ReadAtom[]): readonly FactValues[] | undefined {
  const tests = group.flatMap(({ reading }) => (reading.kind === 'texts' ? [reading.test] : []));
  // How versions are ordered and which form they have is known together only for the forms of versions themselves.
  const isMixed =
    tests.some(({ versions }) => versions.length > 0) && tests.some(({ hasPattern }) => hasPattern);
  const texts = isMixed ? undefined : textsFor(tests, facts.length + 2);
  return texts && combinations(facts.map((fact) => [fact, texts]));
}

function combinations(
  pools: readonly (readonly [fact: string, values: readonly Value[]])[],
): readonly FactValues[] | undefined {
  if (pools.reduce((count, [, values]) => count * (values.length + 1), 1) > mostSamples) return undefined;
  return pools.reduce<readonly FactValues[]>(
    (samples, [fact, values]) =>
      samples.flatMap((sample) =>
        [...values, notObserved].map((value) => new Map<string, Known<Value>>(sample).set(fact, value)),
      ),
    [new Map()],
  );
}

/** One class for each way in which the atoms turn out together, with the sample that reads best. */
function sampled(atoms: readonly Atom[], samples: readonly FactValues[]): Component {
  const classes = new Map<string, Class & { readonly oddity: number }>();
  for (const facts of samples) {
    const truths = atoms.map(({ term }) => truthOfTerm(term, facts));
    const key = truths.join('');
    const oddity = oddityOf(facts);
    const known = classes.get(key);
    // Of those that read as well the last: what lies between two borders, not on one.
    if (!known || oddity <= known.oddity) classes.set(key, { truths, facts, oddity });
  }
  return { atoms, classes: [...classes.values()].toSorted((a, b) => a.oddity - b.oddity) };
}

/** How far the facts are from what is observed in practice: unknown ones, numbers below zero, many digits, long texts. */
function oddityOf(facts: FactValues): number {
  let oddity = 0;
  for (const value of facts.values()) oddity += isUnknown(value) ? 1000 : oddityOfValue(value);
  return oddity;
}

function oddityOfValue(value: Value): number {
  if (typeof value === 'number')
    return (
      (value < 0 ? 300 : value === 0 ? 15 : 0) +
      String(value).replaceAll(/0+$|\.|^0\.0*/gu, '').length +
      (Math.abs(value) > 1e15 || (value !== 0 && Math.abs(value) < 1e-9) ? 400 : 0)
    );
  if (Array.isArray(value))
    return (value as readonly Value[]).reduce<number>(
      (sum, item) => sum + 5 + oddityOfValue(item),
      value.length === 0 ? 100 : 0,
    );
  if (value instanceof Map)
    return [...(value as ReadonlyMap<string, Known<Value>>).values()].reduce<number>(
      (sum, item) => sum + (isUnknown(item) ? 100 : oddityOfValue(item)),
      5,
    );
  if (value === null) return 200;
  return typeof value === 'string' ? value.length + (/^\w[\w.-]*(?:\/[\w.-]+)*$/u.test(value) ? 0 : 50) : 0;
}

/** An atom of which nothing is known but that it has some truth. */
function freeComponent(atom: Atom): Component {
  return { atoms: [atom], classes: [{ truths: [TRUE] }, { truths: [FALSE] }, { truths: [UNKNOWN] }] };
}
