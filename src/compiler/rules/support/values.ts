/** Sets of values, as far as conditions speak of them: a range of numbers, some values, all but some. */

type Single = boolean | number | string;

export type Values =
  | { readonly kind: 'range'; readonly low: Edge; readonly high: Edge }
  | { readonly kind: 'only'; readonly values: ReadonlySet<Single> }
  | { readonly kind: 'but'; readonly values: ReadonlySet<Single> };

interface Edge {
  readonly at: number;
  readonly included: boolean;
}

const everywhere = {
  low: { at: Number.NEGATIVE_INFINITY, included: false },
  high: { at: Number.POSITIVE_INFINITY, included: false },
};

export function above(at: number, included: boolean): Values {
  return { kind: 'range', ...everywhere, low: { at, included } };
}

export function below(at: number, included: boolean): Values {
  return { kind: 'range', ...everywhere, high: { at, included } };
}

export function only(...values: readonly Single[]): Values {
  return { kind: 'only', values: new Set(values) };
}

export function allBut(...values: readonly Single[]): Values {
  return { kind: 'but', values: new Set(values) };
}

/** All other values. Every range that a condition claims is open to one side, and so is what lies outside. */
export function outside(values: Values): Values {
  if (values.kind === 'only') return { ...values, kind: 'but' };
  if (values.kind === 'but') return { ...values, kind: 'only' };
  const { low, high } = values;
  return low.at === Number.NEGATIVE_INFINITY ? above(high.at, !high.included) : below(low.at, !low.included);
}

function holds(values: Values, single: Single): boolean {
  switch (values.kind) {
    case 'only':
      return values.values.has(single);
    case 'but':
      return !values.values.has(single);
    case 'range':
      return typeof single === 'number' && isPast(values.low, single) && isPast(values.high, single, -1);
  }
}

/** Beyond an edge in one direction, or on it where it belongs to the range. */
function isPast({ at, included }: Edge, single: number, direction: 1 | -1 = 1): boolean {
  return direction * (single - at) > 0 || (included && single === at);
}

/** Whether every value of `inner` is one of `outer`. */
export function isWithin(inner: Values, outer: Values): boolean {
  if (inner.kind === 'only') return [...inner.values].every((single) => holds(outer, single));
  if (outer.kind === 'but') {
    const missing = outer.values;
    return inner.kind === 'but'
      ? [...missing].every((single) => inner.values.has(single))
      : [...missing].every((single) => !holds(inner, single));
  }
  if (inner.kind === 'but' || outer.kind === 'only') return false;
  return isInside(outer.low, inner.low, 1) && isInside(outer.high, inner.high, -1);
}

/** Whether a range with the edge `inner` ends no later in this direction than one with `outer`. */
function isInside(outer: Edge, inner: Edge, direction: 1 | -1): boolean {
  return inner.at === outer.at ? outer.included || !inner.included : direction * (inner.at - outer.at) > 0;
}

/** Whether the two have no value in common. */
export function areApart(a: Values, b: Values): boolean {
  if (a.kind === 'only') return [...a.values].every((single) => !holds(b, single));
  if (b.kind === 'only') return areApart(b, a);
  if (a.kind === 'but' || b.kind === 'but') return false;
  const gap = (low: Edge, high: Edge): boolean =>
    low.at > high.at || (low.at === high.at && !(low.included && high.included));
  return gap(a.low, b.high) || gap(b.low, a.high);
}
