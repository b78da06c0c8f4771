import { type Expression, partsOf } from '../../parser/expression/ast.ts';
import type { Rule } from './context.ts';

/** Users who are in or out for ever, whatever becomes of the rollouts to come. */
export const overrideExpiry: Rule = {
  code: 'SEN1239',
  speed: 'fast',
  check({ policy, report }) {
    for (const { name, overrides } of policy.rollouts)
      for (const { who } of overrides)
        if (who && !mentionsNow(who))
          report(`this override of the rollout \`${name.value}\` has no end`, who.span, {
            help: 'say until when: `… and now < 2027-01-01T00:00Z`',
          });
  },
};

function mentionsNow(expression: Expression): boolean {
  return (expression.kind === 'name' && expression.name === 'now') || partsOf(expression).some(mentionsNow);
}
