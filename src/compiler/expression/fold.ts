/** Constants are worked out when the policy is compiled, with the operations that the run uses. */
import { applyTerm, type StrictTerm } from '../../plan/operations/apply.ts';
import { type Constant, subterms, type Term, type TermOf } from '../../plan/term.ts';
import { isUnknown } from '../../plan/value.ts';

/** The constant that a term stands for, or why it is unknown whatever the facts are, or the term as it is. */
export type Folding = { readonly term: Term } | { readonly alwaysUnknown: string };

export function fold(term: StrictTerm): Folding {
  const operands = subterms(term);
  const constants = operands.filter((operand) => operand.op === 'const');
  if (constants.length < operands.length) return alwaysUnknown(term) ?? { term };
  const value = applyTerm(
    term,
    constants.map((constant) => constant.value),
  );
  if (isUnknown(value)) return { alwaysUnknown: value.reason };
  // Constants hold no maps, and no operation makes one or null from what holds none.
  return { term: { op: 'const', type: term.type, span: term.span, value: value as Constant } };
}

/** A zero divides nothing, whatever is divided. */
function alwaysUnknown(term: StrictTerm): Folding | undefined {
  const divisor = term.op === 'arithmetic' && term.operator === '/' ? term.right : undefined;
  return divisor?.op === 'const' && divisor.value === 0 ? { alwaysUnknown: 'division by zero' } : undefined;
}

/** Kleene's short cuts: a constant that decides is the result, one that does not is left out. */
export function foldJunction(term: TermOf<'and' | 'or'>): Term {
  const decisive = term.op === 'or';
  const open = term.items.filter((item) => item.op !== 'const');
  const { type, span } = term;
  if (term.items.some((item) => item.op === 'const' && item.value === decisive))
    return { op: 'const', type, span, value: decisive };
  const [only] = open;
  if (only === undefined) return { op: 'const', type, span, value: !decisive };
  return open.length === 1 ? only : { ...term, items: open };
}

export function foldNot(term: TermOf<'not'>): Term {
  const { of, type, span } = term;
  return of.op === 'const' ? { op: 'const', type, span, value: of.value !== true } : term;
}
