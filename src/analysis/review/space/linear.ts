/**
 * Numeric terms as pieces of linear forms: `max(2 * stable, 0.5%)` is one of `2 · stable` and `0.005`. A comparison of two
 * such terms can change its truth only where one of its forms is zero.
 */
import type { Term, TermOf } from '../../../plan/term.ts';
import { isNumeric } from '../../../plan/type.ts';

/** `Σ weight · fact + constant`; no weight is zero. */
export interface Linear {
  readonly weights: ReadonlyMap<string, number>;
  readonly constant: number;
}

/** What a term may be equal to, and where it goes over from one to another. */
interface Pieces {
  readonly forms: readonly Linear[];
  readonly borders: readonly Linear[];
}

/** A numeric term beyond this many pieces is not taken apart. */
const mostPieces = 16;

/**
 * Forms such that the truth of the leaf is the same wherever their signs are the same; undefined where it is not about
 * numbers, or multiplies facts with one another.
 */
export function bordersOf(term: Term): readonly Linear[] | undefined {
  switch (term.op) {
    case 'compare':
      return isNumeric(term.left.type) && isNumeric(term.right.type)
        ? comparison(term.left, term.right)
        : undefined;
    case 'in':
      return isNumeric(term.item.type) ? membership(term.item, term.list) : undefined;
    case 'is':
      return term.test === 'known' && isNumeric(term.of.type) ? piecesOf(term.of)?.borders : undefined;
    case 'call':
      return term.function === 'within' ? within(term.args) : undefined;
    default:
      return undefined;
  }
}

/** `item == a or item == b …` */
function membership(item: Term, list: Term): readonly Linear[] | undefined {
  const limits = listed(list);
  const pieces = piecesOf(item);
  return limits && pieces && [...pieces.borders, ...differences(pieces.forms, limits)];
}

function listed(list: Term): readonly Linear[] | undefined {
  if (list.op !== 'const' || !Array.isArray(list.value)) return undefined;
  const numbers = list.value.filter((value) => typeof value === 'number');
  return numbers.length === list.value.length
    ? numbers.map((constant) => ({ weights: new Map(), constant }))
    : undefined;
}

/** `now − duration ≤ instant ≤ now` */
function within([instant, duration, now]: readonly Term[]): readonly Linear[] | undefined {
  const [t, d, n] = [instant, duration, now].map((term) => term && piecesOf(term));
  if (!t || !d || !n || t.forms.length * d.forms.length * n.forms.length > mostPieces) return undefined;
  const earliest = n.forms.flatMap((one) => d.forms.map((other) => sum(one, scale(other, -1))));
  return [
    ...[t, d, n].flatMap(({ borders }) => borders),
    ...differences(t.forms, earliest),
    ...differences(t.forms, n.forms),
  ];
}

function comparison(left: Term, right: Term): readonly Linear[] | undefined {
  const quotient = quotientAgainst(left, right) ?? quotientAgainst(right, left);
  if (quotient) return quotient;
  const [a, b] = [piecesOf(left), piecesOf(right)];
  if (!a || !b || a.forms.length * b.forms.length > mostPieces) return undefined;
  return [...a.borders, ...b.borders, ...differences(a.forms, b.forms)];
}

/** `errors / total < 1%`: the sign of the divisor, and the dividend against the limit times the divisor. */
function quotientAgainst(quotient: Term, limit: Term): readonly Linear[] | undefined {
  if (quotient.op !== 'arithmetic' || quotient.operator !== '/' || constantOf(limit) === undefined)
    return undefined;
  const [above, below, bound] = [piecesOf(quotient.left), piecesOf(quotient.right), constantOf(limit) ?? 0];
  if (!above || !below || below.forms.every(({ weights }) => weights.size === 0)) return undefined;
  if (above.forms.length * below.forms.length > mostPieces) return undefined;
  const scaled = below.forms.map((form) => scale(form, bound));
  return [...above.borders, ...below.borders, ...below.forms, ...differences(above.forms, scaled)];
}

function constantOf(term: Term): number | undefined {
  return term.op === 'const' && typeof term.value === 'number' ? term.value : undefined;
}

function piecesOf(term: Term): Pieces | undefined {
  const constant = constantOf(term);
  if (constant !== undefined) return single({ weights: new Map(), constant });
  switch (term.op) {
    case 'fact':
      return isNumeric(term.type) ? single({ weights: new Map([[term.fact, 1]]), constant: 0 }) : undefined;
    case 'negate':
      return mapped(piecesOf(term.of), (form) => scale(form, -1));
    case 'arithmetic':
      return arithmetic(term);
    case 'call':
      return called(term);
    default:
      return undefined;
  }
}

function single(form: Linear): Pieces {
  return { forms: [form], borders: [] };
}

function mapped(pieces: Pieces | undefined, change: (form: Linear) => Linear): Pieces | undefined {
  return pieces && { forms: pieces.forms.map(change), borders: pieces.borders };
}

function arithmetic({ operator, left, right }: TermOf<'arithmetic'>): Pieces | undefined {
  const [a, b] = [piecesOf(left), piecesOf(right)];
  if (!a || !b) return undefined;
  if (operator === '+' || operator === '-') {
    if (a.forms.length * b.forms.length > mostPieces) return undefined;
    const sign = operator === '+' ? 1 : -1;
    return {
      forms: a.forms.flatMap((one) => b.forms.map((other) => sum(one, scale(other, sign)))),
      borders: [...a.borders, ...b.borders],
    };
  }
  const factor = fixed(b);
  if (operator === '/') return factor ? mapped(a, (form) => scale(form, 1 / factor)) : undefined;
  if (factor !== undefined) return mapped(a, (form) => scale(form, factor));
  const other = fixed(a);
  return other === undefined ? undefined : mapped(b, (form) => scale(form, other));
}

/** The value of pieces that read no fact. */
function fixed({ forms }: Pieces): number | undefined {
  const [form, ...others] = forms;
  return form && others.length === 0 && form.weights.size === 0 ? form.constant : undefined;
}

function called(term: TermOf<'call'>): Pieces | undefined {
  const args = term.args.map(piecesOf);
  if (!args.every((one) => one !== undefined)) return undefined;
  if (term.function === 'abs') {
    const [of] = args;
    return (
      of && {
        forms: of.forms.flatMap((form) => [form, scale(form, -1)]),
        borders: [...of.borders, ...of.forms],
      }
    );
  }
  if (term.function !== 'min' && term.function !== 'max') return undefined;
  const forms = args.flatMap((one) => one.forms);
  if (forms.length > mostPieces) return undefined;
  return { forms, borders: [...args.flatMap((one) => one.borders), ...differences(forms, forms)] };
}

/** Of each with each, without those that are the same everywhere. */
function differences(left: readonly Linear[], right: readonly Linear[]): readonly Linear[] {
  return left
    .flatMap((a) => right.map((b) => sum(a, scale(b, -1))))
    .filter(({ weights }) => weights.size > 0);
}

export function scale({ weights, constant }: Linear, factor: number): Linear {
  return {
    weights: withoutZeros(Array.from(weights, ([fact, weight]) => [fact, weight * factor])),
    constant: constant * factor,
  };
}

export function sum(a: Linear, b: Linear): Linear {
  const weights = new Map(a.weights);
  for (const [fact, weight] of b.weights) weights.set(fact, (weights.get(fact) ?? 0) + weight);
  return { weights: withoutZeros([...weights]), constant: a.constant + b.constant };
}

function withoutZeros(weights: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  return new Map(weights.filter(([, weight]) => weight !== 0));
}
