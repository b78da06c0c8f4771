/**
 * Fields of data as facts of their own: `api.json.status` can be observed apart from `api.json.queue`. That holds as long
 * as nobody asks of a field and of something within it.
 */
import { subterms, type Term } from '../../../plan/term.ts';
import { isUnknown, type Known, type Value } from '../../../plan/value.ts';
import type { Atom, FactValues } from './components.ts';

/** Stands in no name of the language. */
const BETWEEN = '\u0000';

/** The atoms, with every such field as a fact whose name holds the way to it. */
export function withFieldsApart(atoms: readonly Atom[]): readonly Atom[] {
  const paths = new Map<string, Set<string>>();
  for (const { term } of atoms)
    for (const [fact, ...keys] of pathsIn(term))
      if (fact !== undefined) paths.set(fact, (paths.get(fact) ?? new Set()).add(keys.join(BETWEEN)));
  const apart = new Set(
    [...paths].flatMap(([fact, own]) => (own.has('') || overlap([...own]) ? [] : [fact])),
  );
  return apart.size === 0 ? atoms : atoms.map(({ key, term }) => ({ key, term: renamed(term, apart) }));
}

function overlap(paths: readonly string[]): boolean {
  return paths.some((one) => paths.some((other) => other.startsWith(`${one}${BETWEEN}`)));
}

/** Every fact that is read, with the way into it: `['api.json', 'status']`. */
function pathsIn(term: Term): readonly (readonly string[])[] {
  const path = pathOf(term);
  return path ? [path] : subterms(term).flatMap(pathsIn);
}

function pathOf(term: Term): readonly string[] | undefined {
  if (term.op === 'fact') return [term.fact];
  if (term.op !== 'member' || term.key.op !== 'const' || typeof term.key.value !== 'string') return undefined;
  const inner = pathOf(term.of);
  return inner && [...inner, term.key.value];
}

function renamed(term: Term, apart: ReadonlySet<string>): Term {
  const path = pathOf(term);
  if (path && path.length > 1 && apart.has(path[0] ?? ''))
    return { op: 'fact', type: term.type, span: term.span, fact: path.join(BETWEEN) };
  return changed(term, (inner) => renamed(inner, apart));
}

/** The term with each term directly inside of it changed. */
export function changed(term: Term, change: (inner: Term) => Term): Term {
  const inside = new Set(subterms(term));
  const through = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(through);
    return inside.has(value as Term) ? change(value as Term) : value;
  };
  return Object.fromEntries(
    Object.entries(term).map(([key, part]) => [key, key === 'type' ? part : through(part)]),
  ) as unknown as Term;
}

/** The facts themselves, of fields that were observed apart. A field that is unknown is left out. */
export function withFieldsTogether(values: FactValues): FactValues {
  const facts = new Map<string, Known<Value>>();
  for (const [name, value] of values) {
    const [fact = '', ...keys] = name.split(BETWEEN);
    const last = keys.pop();
    if (last === undefined) {
      facts.set(fact, value);
      continue;
    }
    let record = (facts.get(fact) ?? new Map()) as Map<string, Known<Value>>;
    facts.set(fact, record);
    for (const key of keys) {
      const inner = (record.get(key) ?? new Map()) as Map<string, Known<Value>>;
      record.set(key, inner);
      record = inner;
    }
    if (!isUnknown(value)) record.set(last, value);
  }
  return facts;
}
