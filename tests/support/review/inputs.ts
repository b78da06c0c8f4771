/** Inputs for two policies by columns: what each can be, and which of it each input has. */
import { neighbour } from '../../../src/analysis/review/space/cells.ts';
import type { Gate } from '../../../src/plan/plan.ts';
import { factsOf, subterms, type Term } from '../../../src/plan/term.ts';
import type { Type } from '../../../src/plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../src/plan/value.ts';
import type { Limit } from '../../../src/plan/window.ts';
import { ownCalendars } from '../../../src/runtime/core/own-calendars.ts';
import { timetableOf } from '../../../src/runtime/core/time/index.ts';
import { branches, type TypedFacts, versions } from '../arbitrary/facts.ts';
import { FIRST } from '../arbitrary/policies.ts';
import type { Random } from '../random.ts';
import type { PlanPair } from './pairs.ts';

/** A start before the instant of an input. */
export interface Start {
  /** Milliseconds. */
  readonly ago: number;
  readonly release: Release;
}

export type Release = Readonly<Record<string, string>>;

/** The options, and by input the place of the one that it has. */
export interface Column<T> {
  readonly options: readonly T[];
  readonly picks: Uint16Array;
}

export interface Inputs {
  readonly count: number;
  /** Of both policies and `now`, by id. */
  readonly facts: ReadonlyMap<string, Column<Known<Value>>>;
  readonly release: Column<Release>;
  readonly starts: Column<readonly Start[]>;
  /** Of sustained gates, by name: when their looks do not find what they require, milliseconds from the decision. */
  readonly failing: ReadonlyMap<string, Column<ReadonlySet<number>>>;
}

/**
 * `count` random inputs, and around a random one all those that differ from it in one thing only, which is where one
 * condition alone decides.
 */
export function inputsFor(facts: TypedFacts, pair: PlanPair, count: number, random: Random): Inputs {
  const columns: Column<unknown>[] = [];
  const column = <T>(options: readonly T[]): Column<T> => {
    const made = { options, picks: new Uint16Array(total) };
    columns.push(made);
    return made;
  };
  const pools = valuePools(facts, pair);
  const read = new Set(['now', ...[pair.base, pair.head].flatMap((plan) => plan.facts.map(({ id }) => id))]);
  const own = [...read].map((id) => [id, pools.get(id) ?? []] as const);
  const releases = releasesOf(pair);
  const starts = historiesOf(pair);
  const failing = failuresOf(pair);
  const sizes = [...own.map(([, values]) => values), releases, starts, ...failing.values()];
  const total = count + sizes.reduce((sum, { length }) => sum + length, 0);
  const inputs: Inputs = {
    count: total,
    facts: new Map(own.map(([id, values]) => [id, column(values)])),
    release: column(releases),
    starts: column(starts),
    failing: new Map(Array.from(failing, ([gate, sets]) => [gate, column(sets)])),
  };
  let from = count;
  for (const { options, picks } of columns) {
    for (let i = 0; i < count; i++) picks[i] = random.below(options.length);
    picks.fill(random.below(options.length), count);
    for (const place of options.keys()) picks[from++] = place;
  }
  return inputs;
}

/** One of the inputs, as a judge takes it, and when looks at sustained gates fail. */
export function situationAt({ facts, release, starts, failing }: Inputs, row: number) {
  const at = <T>({ options, picks }: Column<T>): T => options[picks[row] as number] as T;
  const known = new Map(Array.from(facts, ([id, column]) => [id, at(column)]));
  const now = known.get('now') as number;
  const own = at(release);
  return {
    at: now,
    release: own,
    facts: known,
    starts: ({ by }: Limit): readonly number[] =>
      at(starts)
        .filter((start) => by.every((field) => start.release[field] === own[field]))
        .map(({ ago }) => now - ago),
    failing: new Map(Array.from(failing, ([gate, column]) => [gate, at(column)])),
  };
}

/** One of the inputs, to be read. */
export function inputAt(inputs: Inputs, row: number): unknown {
  const { facts, release, failing } = situationAt(inputs, row);
  const { options, picks } = inputs.starts;
  return {
    facts: Object.fromEntries(facts),
    release,
    starts: options[picks[row] as number],
    failing: Object.fromEntries(failing),
  };
}

/**
 * Values by fact, which may be unknown but for the time: what the conditions about it compare with, what lies next to
 * that, and others.
 */
export function valuePools(
  facts: TypedFacts,
  pair: Pick<PlanPair, 'base' | 'head'>,
): ReadonlyMap<string, readonly Known<Value>[]> {
  const constants = new Map<string, Set<Value>>();
  for (const { term } of [...pair.base.leaves, ...pair.head.leaves]) {
    const own = new Set<Value>();
    collect(term, own);
    for (const fact of factsOf(term)) constants.set(fact, (constants.get(fact) ?? new Set()).union(own));
  }
  const edges = [pair.base, pair.head].flatMap(({ freezes }) => freezes.flatMap(edgesOf));
  return new Map(
    Object.entries(facts).map(([fact, type]) => {
      const own = [...(constants.get(fact) ?? [])];
      const near = own
        .filter((value) => typeof value === 'number')
        .flatMap((n) => [n, neighbour(n, 1), neighbour(n, -1), n * 2, n / 2, -n])
        .filter(Number.isFinite);
      const texts = own.filter((value) => typeof value === 'string');
      const values = new Set(valuesOf(type, near, texts));
      if (fact !== 'now') return [fact, [unknown('not asked'), ...values]];
      // Freezes are compared from the first instant on.
      const isTimed = edges.length > 0;
      return [fact, [...values, ...edges].filter((at) => !isTimed || (at as number) >= FIRST)];
    }),
  );
}

const DAY = 86_400_000;

/** The borders of a freeze in its first weeks, and what lies next to them. */
function edgesOf(freeze: PlanPair['base']['freezes'][number]): readonly number[] {
  const table = timetableOf(freeze, ownCalendars);
  const index = isUnknown(table) ? table : table.over([FIRST, FIRST + 15 * DAY]);
  if (isUnknown(index)) throw new Error(index.reason);
  const spans = index.spansWithin([FIRST, FIRST + 15 * DAY]);
  return spans.slice(0, 4).flatMap((span) => span.flatMap((edge) => [edge - 1, edge]));
}

function valuesOf(type: Type, numbers: readonly number[], texts: readonly string[]): readonly Value[] {
  if (typeof type === 'object') {
    if ('list' in type) {
      const items = valuesOf(type.list, numbers, texts);
      return [[], ...items.slice(0, 8).map((item) => [item]), items.slice(0, 2), items.slice(1, 4)];
    }
    const fields = Object.entries(type.record).map(
      ([key, field]) => [key, valuesOf(field, numbers, texts)] as const,
    );
    return [0, 1, 2, 3].map(
      (turn) => new Map(fields.map(([key, values]) => [key, values[(turn * 7) % values.length] ?? null])),
    );
  }
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'string':
      return [...branches, ...texts, ...texts.map((text) => text.replaceAll('*', 'x')), 'OPS-7', 'x'];
    case 'version':
      return [...versions, ...texts, 'nightly'];
    case 'any':
      return [
        1,
        'main',
        true,
        null,
        [1],
        new Map<string, Value>([
          ['ok', 1],
          ['count', 2],
          ['name', 'main'],
        ]),
      ];
    case 'instant':
      return [0, FIRST, ...numbers.filter((value) => Math.abs(value) <= 8.64e15)];
    default:
      return [0, 1, -1, 0.25, 1e3, 1e18, ...numbers];
  }
}

function collect(term: Term, into: Set<Value>): void {
  if (term.op === 'const') {
    if (Array.isArray(term.value)) for (const item of term.value) into.add(item as Value);
    else into.add(term.value);
  }
  for (const inner of subterms(term)) collect(inner, into);
}

function releasesOf({ environment }: PlanPair): readonly Release[] {
  const env: Release = environment === undefined ? {} : { env: environment };
  return [{ ...env, service: 'shop' }, { ...env, service: 'shop', actor: 'kim' }, env];
}

/** As many starts as each rate takes, and one less: of this release and of others, just inside its time and just out of it. */
function historiesOf({ base, head, environment }: PlanPair): readonly (readonly Start[])[] {
  const env: Release = environment === undefined ? {} : { env: environment };
  const releases: readonly Release[] = [
    { ...env, service: 'shop', actor: 'kim' },
    { ...env, service: 'till', actor: 'kim' },
    { env: 'elsewhere', service: 'shop', actor: 'sam' },
  ];
  const rates = [base, head].flatMap(({ limits }) => limits.flatMap(({ atMost }) => atMost));
  const histories = rates.flatMap(({ count, per }) =>
    [0, per - 1, per].flatMap((ago) =>
      [count - 1, count].flatMap((starts) =>
        [...releases, undefined].map((release) =>
          Array.from({ length: starts }, (_, i) => ({
            ago,
            release: release ?? (releases[i % releases.length] as Release),
          })),
        ),
      ),
    ),
  );
  return [[], ...histories];
}

/** For sustained gates: all looks fail, as many as each of the two bears, and one more: the first, the last, every other. */
function failuresOf({ base, head }: PlanPair): ReadonlyMap<string, readonly ReadonlySet<number>[]> {
  const names = new Set([...base.gates, ...head.gates].map(({ name }) => name));
  return new Map(
    Array.from(names, (name) => {
      const gates = [base, head].flatMap((plan) => plan.gates.filter((gate) => gate.name === name));
      const all = [...new Set(gates.flatMap(looksOf))].toSorted((a, b) => a - b);
      const borne = gates.flatMap(({ sustain }) => (sustain ? [sustain.tolerate, sustain.tolerate + 1] : []));
      const some = gates.flatMap((gate) => {
        const own = looksOf(gate).toSorted((a, b) => a - b);
        const alone = own.filter((time) => gates.some((other) => !looksOf(other).includes(time)));
        return borne.flatMap((n) => [
          own.slice(0, n),
          own.slice(Math.max(0, own.length - n)),
          own.filter((_, i) => i % 2 === 0).slice(0, n),
          [...alone, ...own.filter((time) => !alone.includes(time))].slice(0, n),
        ]);
      });
      return [name, [all, ...some].map((times) => new Set(times))] as const;
    }),
  );
}

/** When a gate is looked at, milliseconds from the decision: what is asked live is asked from then on. */
export function looksOf({ sustain }: Gate): readonly number[] {
  if (!sustain) return [0];
  const { duration, every, kind } = sustain;
  const looks: number[] = [];
  for (let after = 0; after <= duration; after += every) looks.push(kind === 'for' ? after : 0 - after);
  return looks;
}
