import type { Expression } from '../../parser/expression/ast.ts';
import type { Rule } from './context.ts';
import { type Claim, claimOf, claimsOf } from './support/claims.ts';
import { checksOf } from './support/conditions.ts';
import { isWithin, outside } from './support/values.ts';

/** A check that fails only where the roll-back has acted already. */
export const checkLooser: Rule = {
  code: 'SEN1231',
  speed: 'fast',
  need: 'whole',
  check({ policy, source, report }) {
    for (const rollout of policy.rollouts) {
      const { when, tolerate } = rollout.rollback ?? {};
      const triggers = when ? alternativesOf(when).map(claimOf) : [];
      for (const checks of checksOf(rollout)) {
        // With more patience the roll-back is the slower of the two, and the check is the fast one.
        if ((tolerate?.value.count ?? 0) > (checks.tolerate?.value.count ?? 0)) continue;
        for (const claim of claimsOf(checks.require)) {
          const trigger = triggers.find((one) => coversFailure(one, claim));
          if (trigger)
            report(
              `\`${source.slice(claim.span)}\` is looser than the roll-back when \`${source.slice(trigger.span)}\``,
              claim.span,
              {
                help: 'make the check stricter than the roll-back, or remove it',
                related: [{ file: policy.file, span: trigger.span, message: 'this acts first' }],
              },
            );
        }
      }
    }
  },
};

function alternativesOf(condition: Expression): readonly Expression[] {
  return condition.kind === 'or' ? condition.items.flatMap(alternativesOf) : [condition];
}

function coversFailure(trigger: Claim, check: Claim): boolean {
  return trigger.subject === check.subject && isWithin(outside(check.values), trigger.values);
}
