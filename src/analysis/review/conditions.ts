/** Which of two conditions is the weaker, over everything that can be observed. */
import { truthName, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition } from '../../plan/plan.ts';
import { isUnknown } from '../../plan/value.ts';
import { formOf, truthOfForm } from '../../runtime/core/condition.ts';
import { truthOfTerm } from '../../runtime/core/evaluate.ts';
import type { State } from './circumstances.ts';
import type { CommonSpace } from './common-space.ts';
import { type Diagram, NO, TooLarge, YES } from './diagram.ts';
import type { CompareConditions } from './guard-change.ts';
import type { Side } from './side.ts';
import type { FactValues } from './space/components.ts';
import type { Condition3, Space } from './space/space.ts';
import { conditionIn, type SideInSpace } from './stops.ts';
import { verdictOf } from './verdict.ts';

/** Where the second is true, or the first false, and the other is not; with facts that show it. */
export function conditionsIn({ base, head }: CommonSpace): CompareConditions {
  return (before, after, weaker) => {
    const { space } = base;
    const { diagrams } = space;
    try {
      const truth = (conditions: readonly Condition[] | undefined, side: SideInSpace): Condition3 => {
        // Where there is no condition, nothing is asked of a check, and nothing ever triggers.
        if (!conditions) return weaker === 'true' ? { holds: YES, fails: NO } : { holds: NO, fails: YES };
        return conditionIn(formOf({ all: conditions.map(({ skeleton }) => skeleton) }), side);
      };
      const [was, is] = [truth(before, base), truth(after, head)];
      const [weak, strong] =
        weaker === 'true' ? (['holds', 'fails'] as const) : (['fails', 'holds'] as const);
      const beyond = (a: Condition3, b: Condition3) =>
        diagrams.or(
          diagrams.and(b[weak], diagrams.not(a[weak])),
          diagrams.and(a[strong], diagrams.not(b[strong])),
        );
      const loosens = beyond(was, is);
      const verdict = verdictOf(loosens !== NO, beyond(is, was) !== NO);
      if (loosens === NO) return { verdict, proved: true };
      const facts = factsFor(loosens, space);
      if (!facts) return { verdict, proved: false };
      const says = {
        base: truthIn(before, base.side, facts),
        head: truthIn(after, head.side, facts),
      };
      return { verdict, proved: true, facts, says };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return { verdict: 'looser', proved: false };
    }
  };
}

/** Facts that are all known, where such are found. */
function factsFor(where: Diagram, space: Space<State>): FactValues | undefined {
  let found: FactValues | undefined;
  for (const observed of space.observations(where)) {
    if (observed && ![...observed.facts.values()].some(isUnknown)) return observed.facts;
    found ??= observed?.facts;
  }
  return found;
}

/** As the core judges it. */
function truthIn(conditions: readonly Condition[] | undefined, side: Side, facts: FactValues): string {
  if (!conditions) return 'not asked';
  const own = side.factsFrom(facts);
  const form = formOf({ all: conditions.map(({ skeleton }) => skeleton) });
  return truthName(
    truthOfForm(form, (leaf) => {
      const term = side.plan.leaves[leaf]?.term;
      return term ? truthOfTerm(term, own) : UNKNOWN;
    }),
  );
}
