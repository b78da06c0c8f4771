import { and, FALSE, not, or, TRUE, type Truth, truth, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition, Leaf, Skeleton } from '../../plan/plan.ts';
import { spanOf } from '../../plan/span.ts';
import type { Rule } from './context.ts';

/** A condition of a gate or step whose truth is settled before anything is measured. */
export const neverChanges: Rule = {
  code: 'SEN1204',
  speed: 'fast',
  need: 'plan',
  check({ report }, plan) {
    const check = (condition: Condition, what: string): void => {
      const settled = settledTruth(condition.skeleton, plan.leaves);
      if (settled !== UNKNOWN)
        report(`${what} is ${settled === TRUE ? 'always' : 'never'} true`, spanOf(...condition.span), {
          help: 'nothing that is measured changes it; compare with a probe, an input or the release',
        });
    };
    for (const { require, prefer, when } of plan.gates) {
      for (const condition of require) check(condition, 'what the gate requires');
      for (const condition of prefer) check(condition, 'what the gate prefers');
      if (when) check(when, 'when the gate applies');
    }
    for (const { when } of [...plan.before, ...plan.after]) if (when) check(when, 'when the step is done');
  },
};

/** Facts count as unknown, so that what is left depends on constants alone. */
function settledTruth(skeleton: Skeleton, leaves: readonly Leaf[]): Truth {
  if ('leaf' in skeleton) {
    const term = leaves[skeleton.leaf]?.term;
    return term?.op === 'const' ? truth(term.value === true) : UNKNOWN;
  }
  if ('not' in skeleton) return not(settledTruth(skeleton.not, leaves));
  if ('all' in skeleton) return skeleton.all.map((item) => settledTruth(item, leaves)).reduce(and, TRUE);
  return skeleton.any.map((item) => settledTruth(item, leaves)).reduce(or, FALSE);
}
