/**
 * Lists, as far as quantifiers, membership and length tell them apart: which kinds of items they hold, and how many items.
 */
import type { Term } from '../../../plan/term.ts';
import { factsOf, subterms } from '../../../plan/term.ts';
import { isList, isRecord, type Type } from '../../../plan/type.ts';
import { isUnknown, type Known, type Value } from '../../../plan/value.ts';
import { truthOfTerm } from '../../../runtime/core/evaluate.ts';
import type { Component, FactValues } from './components.ts';
import { changed, withFieldsTogether } from './paths.ts';

/** What a leaf asks of one list. */
export interface ListTest {
  readonly fact: string;
  readonly item: Type;
  /** Conditions of one item, which is the fact `item`. */
  readonly bodies: readonly Term[];
  /** Lengths at which something changes. */
  readonly sizes: readonly number[];
}

const ITEM = 'item';

export function listTestOf(term: Term): ListTest | undefined {
  switch (term.op) {
    case 'quantifier': {
      const body = bodyOf(term.body, term.parameter);
      return body && listTest(term.list, [body], []);
    }
    case 'in':
      return term.item.op === 'const' && isList(term.list.type)
        ? listTest(term.list, [equals(term.item, term.list.type.list)], [])
        : undefined;
    case 'is':
      return term.test === 'empty' || term.test === 'known' ? listTest(term.of, [], [0]) : undefined;
    case 'compare': {
      const [left, right] = term.left.op === 'const' ? [term.right, term.left] : [term.left, term.right];
      if (left.op !== 'call' || left.function !== 'len' || right.op !== 'const') return undefined;
      const [list] = left.args;
      return list && typeof right.value === 'number' ? listTest(list, [], [right.value]) : undefined;
    }
    default:
      return undefined;
  }
}

function listTest(list: Term, bodies: readonly Term[], sizes: readonly number[]): ListTest | undefined {
  if (list.op !== 'fact' || !isList(list.type)) return undefined;
  return { fact: list.fact, item: list.type.list, bodies, sizes };
}

function equals(value: Term, type: Type): Term {
  const item: Term = { op: 'fact', fact: ITEM, type, span: value.span };
  return { op: 'compare', type: 'boolean', operator: '==', left: item, right: value, span: value.span };
}

/** Undefined where it reads something else than the item. */
function bodyOf(body: Term, parameter: string): Term | undefined {
  if (factsOf(body).size > 0 || hasQuantifier(body)) return undefined;
  const item = (term: Term): Term =>
    term.op === 'local' && term.name === parameter
      ? { op: 'fact', fact: ITEM, type: term.type, span: term.span }
      : changed(term, item);
  return item(body);
}

function hasQuantifier(term: Term): boolean {
  return term.op === 'quantifier' || subterms(term).some(hasQuantifier);
}

/** The leaves of a condition. */
export function leavesIn(term: Term): readonly Term[] {
  switch (term.op) {
    case 'and':
    case 'or':
      return term.items.flatMap(leavesIn);
    case 'not':
      return leavesIn(term.of);
    default:
      return [term];
  }
}

const mostItems = 256;
const mostKinds = 8;
const longestList = 200;

/** `components` are those of the leaves of all bodies. Undefined where the kinds are too many, or not known. */
export function listsFor(
  tests: readonly ListTest[],
  components: readonly Component[],
): readonly Value[] | undefined {
  const items = itemsOf(components, tests[0]?.item ?? 'any');
  const kinds =
    items &&
    kindsOf(
      items,
      tests.flatMap(({ bodies }) => bodies),
    );
  const sizes = tests.flatMap(({ sizes: own }) => own.flatMap((size) => [size - 1, size, size + 1]));
  if (!kinds || kinds.length > mostKinds || sizes.some((size) => size > longestList)) return undefined;
  const lists: (readonly Value[])[] = [[]];
  for (let chosen = 1; chosen < 1 << kinds.length; chosen++) {
    const list = kinds.filter((_, i) => (chosen & (1 << i)) !== 0);
    lists.push(list);
    for (const size of new Set(sizes))
      if (Number.isInteger(size) && size > list.length)
        lists.push([...list, ...Array.from({ length: size - list.length }, () => list[0] ?? null)]);
  }
  return lists;
}

/** Each combination of the parts' classes. */
function itemsOf(components: readonly Component[], type: Type): readonly Known<Value>[] | undefined {
  let samples: readonly FactValues[] = [new Map()];
  for (const { classes } of components) {
    const own = classes.map(({ facts }) => facts);
    if (!own.every((facts) => facts !== undefined) || samples.length * own.length > mostItems)
      return undefined;
    samples = samples.flatMap((sample) => own.map((facts) => new Map([...sample, ...facts])));
  }
  return samples.map((sample) => withFieldsTogether(sample).get(ITEM) ?? plainItem(type));
}

function plainItem(type: Type): Value {
  if (isRecord(type)) return new Map();
  return type === 'string' || type === 'version' ? 'x' : type === 'boolean' ? true : 1;
}

/** One item for each way in which the conditions turn out. No list holds an item that is unknown as a whole. */
function kindsOf(items: readonly Known<Value>[], bodies: readonly Term[]): readonly Value[] {
  const kinds = new Map<string, Value>();
  for (const item of items) {
    if (isUnknown(item)) continue;
    const kind = bodies.map((body) => truthOfTerm(body, new Map([[ITEM, item]]))).join('');
    if (!kinds.has(kind)) kinds.set(kind, item);
  }
  return [...kinds.values()];
}
