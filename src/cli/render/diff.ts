/** What differs between two texts, line by line, in the unified form that `patch` reads. */
import { type Line, piece } from '../text/text.ts';

/** Equal lines around a change. */
const context = 3;

/** Beyond so many differing lines nobody looks for the smallest change. */
const mostEdits = 2000;

/** One line of both texts put side by side. */
interface Row {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** Empty when the texts are equal. Both end with a line break, or it is told that they do not. */
export function unifiedDiff(name: string, before: string, after: string): Line[] {
  if (before === after) return [];
  const rows = compare(linesOf(before), linesOf(after));
  return [[piece('strong', `--- ${name}`)], [piece('strong', `+++ ${name}`)], ...hunks(rows)];
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  // A line without a break at its end is another line than the same with one.
  return last === '' || last === undefined ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function* hunks(rows: readonly Row[]): Generator<Line> {
  let old = 1;
  let fresh = 1;
  let at = 0;
  const skip = (to: number): void => {
    for (; at < to; at++) {
      if (rows[at]?.sign !== '+') old++;
      if (rows[at]?.sign !== '-') fresh++;
    }
  };
  for (;;) {
    const first = rows.findIndex(({ sign }, i) => i >= at && sign !== ' ');
    if (first === -1) return;
    const end = endOfHunk(rows, first);
    skip(Math.max(at, first - context));
    const part = rows.slice(at, end);
    const count = (other: Row['sign']): number => part.filter(({ sign }) => sign !== other).length;
    yield [piece('faint', `@@ -${rangeOf(old, count('+'))} +${rangeOf(fresh, count('-'))} @@`)];
    yield* part.flatMap(shown);
    skip(end);
  }
}

/** Changes with less than twice the context between them are told together. */
function endOfHunk(rows: readonly Row[], first: number): number {
  let last = first;
  for (let i = first; i < rows.length && i <= last + 2 * context; i++) if (rows[i]?.sign !== ' ') last = i;
  return Math.min(rows.length, last + 1 + context);
}

/** An empty range stands behind the line before it. */
function rangeOf(start: number, count: number): string {
  return count === 0 ? `${start - 1},0` : count === 1 ? `${start}` : `${start},${count}`;
}

function shown({ sign, text }: Row): Line[] {
  const role = sign === '+' ? 'pass' : 'fail';
  return text
    .split('\n')
    .map((line, i) => (i > 0 ? [line] : [sign === ' ' ? ` ${line}` : piece(role, `${sign}${line}`)]));
}

function compare(before: readonly string[], after: readonly string[]): readonly Row[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let behind = 0;
  const most = Math.min(before.length, after.length) - start;
  while (behind < most && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  const equal = (lines: readonly string[]): Row[] => lines.map((text) => ({ sign: ' ', text }));
  return [
    ...equal(before.slice(0, start)),
    ...changed(before.slice(start, before.length - behind), after.slice(start, after.length - behind)),
    ...equal(before.slice(before.length - behind)),
  ];
}

/**
 * The fewest lines taken out and put in, found as E. Myers describes in "An O(ND) Difference Algorithm" (1986):
 * `furthest[k]` is how far in `before` a path of so many edits gets, where `k` is how much further it is there than in
 * `after`.
 */
function changed(before: readonly string[], after: readonly string[]): readonly Row[] {
  const rounds: Map<number, number>[] = [];
  const furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, mostEdits); edits++) {
    rounds.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      let x = cameDown(furthest, k, edits) ? reach(furthest, k + 1) : reach(furthest, k - 1) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      furthest.set(k, x);
      if (x >= before.length && x - k >= after.length) return retrace(rounds, before, after);
    }
  }
  return [
    ...before.map((text): Row => ({ sign: '-', text })),
    ...after.map((text): Row => ({ sign: '+', text })),
  ];
}

function reach(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? -1;
}

/** The last edit on the way to diagonal `k` put a line in. */
function cameDown(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && reach(furthest, k - 1) < reach(furthest, k + 1));
}

/** From the ends of both texts back through the rounds. */
function retrace(
  rounds: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Row[] {
  const rows: Row[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const furthest = rounds[edits] ?? new Map<number, number>();
    const k = x - y;
    const down = cameDown(furthest, k, edits);
    const fromX = down ? reach(furthest, k + 1) : reach(furthest, k - 1);
    const fromY = fromX - (down ? k + 1 : k - 1);
    for (; x > fromX && y > fromY; x--, y--) rows.push({ sign: ' ', text: before[x - 1] ?? '' });
    if (edits > 0)
      rows.push(down ? { sign: '+', text: after[y - 1] ?? '' } : { sign: '-', text: before[x - 1] ?? '' });
    [x, y] = [fromX, fromY];
  }
  return rows.toReversed();
}
