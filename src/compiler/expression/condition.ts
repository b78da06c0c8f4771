/** Splits a checked condition into its Boolean structure and its atoms. */
import type { Condition, Skeleton } from '../../plan/plan.ts';
import { factsOf, type Term } from '../../plan/term.ts';
import type { FactTable } from './facts.ts';
import type { LeafTable } from './leaves.ts';

/** A constant is a leaf too: a condition that never changes is a finding of lint, not nothing. */
export function conditionOf(term: Term, facts: FactTable, leaves: LeafTable): Condition {
  return { skeleton: skeletonOf(term, facts, leaves), span: term.span };
}

function skeletonOf(term: Term, facts: FactTable, leaves: LeafTable): Skeleton {
  const inner = (part: Term) => skeletonOf(part, facts, leaves);
  switch (term.op) {
    case 'not': {
      const negated = inner(term.of);
      // Kleene's negation is its own inverse.
      return 'not' in negated ? negated.not : { not: negated };
    }
    case 'and':
      return { all: term.items.map(inner).flatMap((part) => ('all' in part ? part.all : [part])) };
    case 'or':
      return { any: term.items.map(inner).flatMap((part) => ('any' in part ? part.any : [part])) };
    default:
      return {
        leaf: leaves.add({ term, facts: [...factsOf(term)].map((id) => facts.slotOf(id)) }),
      };
  }
}
