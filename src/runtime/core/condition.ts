/** Conditions: Boolean skeletons over leaves. */
import { and, FALSE, not, or, TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { Gate, Skeleton } from '../../plan/plan.ts';

/**
 * A skeleton in which only leaves are negated, and no `all` stands directly in an `all`, no `any` in an `any`. In
 * Kleene's logic, too, it has the truth of the skeleton that it was made from (De Morgan).
 */
export type Form =
  | { readonly leaf: number; readonly positive: boolean }
  | { readonly all: readonly Form[] }
  | { readonly any: readonly Form[] };

/** The normal form of a skeleton, or with `positive: false` of its negation. */
export function formOf(skeleton: Skeleton, positive = true): Form {
  if ('leaf' in skeleton) return { leaf: skeleton.leaf, positive };
  if ('not' in skeleton) return formOf(skeleton.not, !positive);
  if ('all' in skeleton === positive) return { all: partsOf(skeleton, positive).flatMap(inAll) };
  return { any: partsOf(skeleton, positive).flatMap(inAny) };
}

function partsOf(
  skeleton: Exclude<Skeleton, { leaf: number } | { not: Skeleton }>,
  positive: boolean,
): Form[] {
  return ('all' in skeleton ? skeleton.all : skeleton.any).map((part) => formOf(part, positive));
}

/** An empty part stays as it is: it is unknown, and nothing that could be left out. */
function inAll(part: Form): readonly Form[] {
  return 'all' in part && part.all.length > 0 ? part.all : [part];
}

function inAny(part: Form): readonly Form[] {
  return 'any' in part && part.any.length > 0 ? part.any : [part];
}

/** What a gate requires, as one form. */
export function requirementOf(gate: Gate): Form {
  return formOf({ all: gate.require.map(({ skeleton }) => skeleton) });
}

/** The truth of a form. Without parts it is unknown: where nothing is asked, nothing is known. */
export function truthOfForm(form: Form, leaf: (index: number) => Truth): Truth {
  if ('leaf' in form) return form.positive ? leaf(form.leaf) : not(leaf(form.leaf));
  if ('all' in form) {
    if (form.all.length === 0) return UNKNOWN;
    return form.all.reduce((truth: Truth, part) => and(truth, truthOfForm(part, leaf)), TRUE);
  }
  if (form.any.length === 0) return UNKNOWN;
  return form.any.reduce((truth: Truth, part) => or(truth, truthOfForm(part, leaf)), FALSE);
}

export function truthOfSkeleton(skeleton: Skeleton, leaf: (index: number) => Truth): Truth {
  return truthOfForm(formOf(skeleton), leaf);
}

/** Indices of the leaves of a form, each once, in order. */
export function leavesOf(form: Form, into: Set<number> = new Set()): Set<number> {
  if ('leaf' in form) into.add(form.leaf);
  else for (const part of 'all' in form ? form.all : form.any) leavesOf(part, into);
  return into;
}
