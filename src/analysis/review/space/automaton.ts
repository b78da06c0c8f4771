/**
 * Languages of texts as automata without determinism, and the ways in which several of them can be met at once: for every
 * such way the shortest texts that show it.
 */

/** `[from, until]` code points, both included. */
export type Range = readonly [from: number, until: number];

type Edge =
  | { readonly to: number; readonly on: readonly Range[] }
  /** Without reading: always, or only at the beginning or the end of the text. */
  | { readonly to: number; readonly at?: 'start' | 'end' };

export const LAST_CODE_POINT = 0x10_ffff;
export const ANY: readonly Range[] = [[0, LAST_CODE_POINT]];

/** Begins at state 0 and accepts at one state. */
export class Automaton {
  readonly #edges: Edge[][] = [[]];
  accepting = 0;

  get size(): number {
    return this.#edges.length;
  }

  state(): number {
    return this.#edges.push([]) - 1;
  }

  edge(from: number, edge: Edge): void {
    this.#edges[from]?.push(edge);
  }

  get ranges(): readonly Range[] {
    return this.#edges.flat().flatMap((edge) => ('on' in edge ? edge.on : []));
  }

  /** All states that are reached without reading. */
  closure(states: Iterable<number>, at: { readonly start?: boolean; readonly end?: boolean }): Set<number> {
    const reached = new Set(states);
    for (const state of reached)
      for (const edge of this.#edges[state] ?? [])
        if (!('on' in edge) && (edge.at === undefined || at[edge.at] === true)) reached.add(edge.to);
    return reached;
  }

  step(states: Iterable<number>, codePoint: number): Set<number> {
    const next = new Set<number>();
    for (const state of states)
      for (const edge of this.#edges[state] ?? [])
        if ('on' in edge && edge.on.some(([from, until]) => from <= codePoint && codePoint <= until))
          next.add(edge.to);
    return this.closure(next, {});
  }
}

/** Steps of automata beyond which nobody looks, so that it takes no second. */
const mostSteps = 300_000;

/**
 * Up to `each` texts for each way in which the languages can be met, shortest first, and none of those that are known
 * already; undefined where there are too many.
 */
export function meetingTexts(
  automata: readonly Automaton[],
  each: number,
  known: ReadonlySet<string> = new Set(),
): readonly string[] | undefined {
  // So many texts lead to the same states that enough of them are not known.
  const mostVisits = each + known.size;
  const letters = lettersOf(automata.flatMap(({ ranges }) => ranges));
  const walks = automata.map((one) => new Walk(one, letters));
  const found = new Map<string, string[]>();
  const visits = new Map<string, number>();
  const queue: { readonly at: readonly number[]; readonly text: string }[] = [
    { at: walks.map(({ begin }) => begin), text: '' },
  ];
  let steps = 0;
  for (const { at, text } of queue) {
    const met = walks.map((walk, i) => (walk.accepts(at[i] as number, text === '') ? '1' : '0')).join('');
    const texts = found.get(met) ?? [];
    found.set(met, texts);
    if (texts.length < each && !known.has(text)) texts.push(text);
    for (const [letter, codePoint] of letters.entries()) {
      steps += 1 + automata.length;
      if (steps > mostSteps) return undefined;
      const next = walks.map((walk, i) => walk.step(at[i] as number, letter));
      const key = next.join(';');
      const visited = visits.get(key) ?? 0;
      if (visited >= mostVisits) continue;
      visits.set(key, visited + 1);
      queue.push({ at: next, text: text + String.fromCodePoint(codePoint) });
    }
  }
  return [...found.values()].flat();
}

/** An automaton on a few letters, whose sets of states are numbered as they are met: each step is made once. */
class Walk {
  readonly begin: number;
  readonly #automaton: Automaton;
  readonly #letters: readonly number[];
  readonly #numbers = new Map<string, number>();
  readonly #sets: ReadonlySet<number>[] = [];
  readonly #next: number[][] = [];

  constructor(automaton: Automaton, letters: readonly number[]) {
    this.#automaton = automaton;
    this.#letters = letters;
    this.begin = this.#numberOf(automaton.closure([0], { start: true }));
  }

  step(from: number, letter: number): number {
    const steps = this.#next[from] as number[];
    return (steps[letter] ??= this.#numberOf(
      this.#automaton.step(this.#sets[from] as ReadonlySet<number>, this.#letters[letter] as number),
    ));
  }

  /** Whether a text that leads there is of the language; the empty one has its beginning and its end at once. */
  accepts(at: number, isEmpty: boolean): boolean {
    const states = this.#sets[at] as ReadonlySet<number>;
    return this.#automaton.closure(states, { end: true, start: isEmpty }).has(this.#automaton.accepting);
  }

  #numberOf(states: ReadonlySet<number>): number {
    const key = [...states].toSorted((a, b) => a - b).join(',');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = this.#sets.push(states) - 1;
    this.#next.push([]);
    this.#numbers.set(key, made);
    return made;
  }
}

/** Letters that people would rather read stand for the others of their kind. */
const preferred = Array.from('xa1bA0-_. ').map((letter) => letter.codePointAt(0) ?? 0);

/** One of each kind: those that no range tells apart are one kind. */
function lettersOf(ranges: readonly Range[]): readonly number[] {
  const surrogates: Range = [0xd800, 0xdfff];
  const borders = [...new Set([0, ...[...ranges, surrogates].flatMap(([from, until]) => [from, until + 1])])]
    .filter((border) => border <= LAST_CODE_POINT)
    .toSorted((a, b) => a - b);
  const kinds = new Map<string, number[]>();
  for (const [i, border] of borders.entries()) {
    const end = (borders[i + 1] ?? LAST_CODE_POINT + 1) - 1;
    if (border === surrogates[0]) continue;
    const kind = ranges.map(([from, until]) => (from <= border && border <= until ? 1 : 0)).join('');
    const letter = preferred.find((one) => border <= one && one <= end) ?? readable(border, end);
    kinds.set(kind, [...(kinds.get(kind) ?? []), letter]);
  }
  return Array.from(kinds.values(), (letters) => letters.toSorted((a, b) => rank(a) - rank(b))[0] ?? 0);
}

function readable(from: number, until: number): number {
  return from < 0x21 && until >= 0x21 ? 0x21 : from;
}

function rank(letter: number): number {
  const place = preferred.indexOf(letter);
  if (place >= 0) return place;
  return letter < 0x21 || letter > 0x7e ? 1000 + letter : 100 + letter;
}
