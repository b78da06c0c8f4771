/**
 * A point of every cell that linear forms cut space into, of every dimension: by projection, one fact after the other.
 * Over each point of the space without the last fact, the forms are numbers of that fact, and their order is all there is.
 */
import { type Linear, scale, sum } from './linear.ts';

export type Point = ReadonlyMap<string, number>;

/** Where more points than these would be needed, there are none: undefined. */
const mostPoints = 20_000;

export function cellsOf(facts: readonly string[], forms: readonly Linear[]): readonly Point[] | undefined {
  const [last, ...others] = facts.toReversed();
  if (last === undefined) return [new Map()];
  const own = forms.filter(({ weights }) => weights.has(last));
  const rest = forms.filter(({ weights }) => !weights.has(last));
  const bases = cellsOf(others.toReversed(), distinct([...rest, ...meetings(own, last)]));
  if (!bases) return undefined;
  const points: Point[] = [];
  for (const base of bases) {
    for (const value of samplesOf(own.flatMap((form) => rootsOf(form, last, base))))
      points.push(new Map(base).set(last, value));
    if (points.length > mostPoints) return undefined;
  }
  return points;
}

/** Where two of the forms have the same root. */
function meetings(forms: readonly Linear[], fact: string): readonly Linear[] {
  const solved = forms.map((form) => scale(form, 1 / (form.weights.get(fact) ?? 1)));
  return solved.flatMap((a, i) =>
    solved
      .slice(i + 1)
      .map((b) => sum(a, scale(b, -1)))
      .map(({ weights, constant }): Linear => ({
        weights: new Map([...weights].filter(([name]) => name !== fact)),
        constant,
      }))
      .filter(({ weights }) => weights.size > 0),
  );
}

function distinct(forms: readonly Linear[]): readonly Linear[] {
  const keyed = new Map(
    forms.map((form) => {
      const [first = 1] = form.weights.values();
      const { weights, constant } = scale(form, 1 / first);
      return [
        JSON.stringify([[...weights].toSorted(([a], [b]) => (a < b ? -1 : 1)), constant]),
        form,
      ] as const;
    }),
  );
  return [...keyed.values()];
}

/** Of a number, what rounding takes at most from it. */
const ROUNDED = 2 ** -53;

/**
 * Where the form is zero; its other facts have their values in `base`. Where these nearly cancel each other out, a value
 * as small as what rounding takes from them is lost beside them: how far that goes are borders too.
 */
function rootsOf({ weights, constant }: Linear, fact: string, base: Point): readonly number[] {
  let rest = constant;
  let largest = Math.abs(constant);
  let own = 1;
  for (const [name, weight] of weights) {
    if (name === fact) {
      own = weight;
      continue;
    }
    const part = weight * (base.get(name) ?? 0);
    rest += part;
    largest = Math.max(largest, Math.abs(part));
  }
  const root = -rest / own + 0;
  const lost = Math.abs((largest * ROUNDED) / own);
  return lost > 4 * ROUNDED * Math.abs(root) ? [root - lost, root, root + lost] : [root];
}

/** More than the steps of a double, of which there are 2⁵³ from one power of two to zero. */
const FAR = 2 ** 60;

/**
 * The borders and what lies next to them, a number between each two of them, and one beyond them on either side. What lies
 * next to a border is asked too, because a border that was reckoned may be off by the last bit. Zero is always a border: it
 * is the one below which most things are never observed. Far beyond the borders, what is added to a number is lost in its
 * rounding, so that is asked as well. Numbers so large that reckoning with them ends beyond what can be counted are taken
 * never to be observed.
 */
export function samplesOf(borders: readonly number[]): readonly number[] {
  const finite = [0, ...borders.filter(Number.isFinite)];
  const sorted = [...new Set(finite.flatMap((one) => [neighbour(one, -1), one, neighbour(one, 1)]))].toSorted(
    (a, b) => a - b,
  );
  const first = sorted[0] as number;
  const last = sorted.at(-1) as number;
  const samples: number[] = [FAR * (first - 1 - Math.abs(first)), first - 1 - Math.abs(first)];
  for (const [i, border] of sorted.entries()) {
    samples.push(border);
    const between = roundBetween(border, sorted[i + 1] ?? border);
    if (between !== undefined) samples.push(between);
  }
  samples.push(last + 1 + Math.abs(last), FAR * (last + 1 + Math.abs(last)));
  return samples;
}

/** A number strictly between the two with as few digits as possible; undefined where there is none. */
function roundBetween(low: number, high: number): number | undefined {
  const middle = low / 2 + high / 2;
  if (!(low < middle && middle < high)) return undefined;
  for (let digits = 1; digits < 17; digits++) {
    const rounded = Number(middle.toPrecision(digits));
    if (low < rounded && rounded < high) return rounded;
  }
  return middle;
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The next number up or down that a double can hold. */
export function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  float[0] = value;
  bits[0] = (bits[0] as bigint) + BigInt(value > 0 ? direction : -direction);
  return float[0];
}
