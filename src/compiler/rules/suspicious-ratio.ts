import { spanOf } from '../../plan/span.ts';
import { subterms, type CompareOperator, type Term, type TermOf } from '../../plan/term.ts';
import { isDimensionless } from '../../plan/type.ts';
import { formatRatio } from '../../plan/units.ts';
import type { Rule } from './context.ts';

/** A measured ratio lies between 0 % and 100 % and hardly ever hits a number exactly. */
export const suspiciousRatio: Rule = {
  code: 'SEN1203',
  speed: 'fast',
  need: 'plan',
  check({ report }, plan) {
    for (const { term } of plan.leaves)
      for (const comparison of comparisonsIn(term)) {
        const found = suspicion(comparison);
        if (found) report(found.message, spanOf(...found.span), { help: found.help });
      }
  },
};

function comparisonsIn(term: Term): readonly TermOf<'compare'>[] {
  const inner = subterms(term).flatMap(comparisonsIn);
  return term.op === 'compare' ? [term, ...inner] : inner;
}

interface Suspicion {
  readonly message: string;
  readonly help: string;
  readonly span: Term['span'];
}

function suspicion({ left, right, operator, span }: TermOf<'compare'>): Suspicion | undefined {
  const [measured, limit] = isMeasured(left) ? [left, right] : [right, left];
  if (!isMeasured(measured) || limit.op !== 'const' || !isDimensionless(limit.type)) return undefined;
  const value = limit.value as number;
  if (value < 0 || value > 1)
    return {
      message: `a ratio lies between 0 % and 100 %, and is compared with ${formatRatio(value)}`,
      help: 'write the share that is meant, such as `5%`',
      span: limit.span,
    };
  if (isEquality(operator) && value !== 0 && value !== 1)
    return {
      message: `a measured ratio is hardly ever exactly ${formatRatio(value)}`,
      help: 'compare with `<` or `>`',
      span,
    };
  return undefined;
}

function isMeasured(term: Term): boolean {
  return (term.op === 'fact' || term.op === 'member') && term.type === 'ratio';
}

function isEquality(operator: CompareOperator): boolean {
  return operator === '==' || operator === '!=';
}
