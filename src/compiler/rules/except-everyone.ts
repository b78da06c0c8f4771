import type { Expression } from '../../parser/expression/ast.ts';
import { TRUE } from '../../plan/kleene.ts';
import type { LintContext, Rule } from './context.ts';
import { environmentsOf } from './support/reach.ts';
import { settledTruth } from './support/settled.ts';

/** An exception that is true for every release takes the whole rule back. */
export const exceptEveryone: Rule = {
  code: 'SEN1213',
  speed: 'fast',
  check(context) {
    const { policy } = context;
    for (const rule of [...policy.freezes, ...policy.limits]) {
      const { except, kind, name } = rule;
      const environments = environmentsOf(policy, rule);
      if (except && environments.every((environment) => settledTruth(except, environment) === TRUE))
        tell(context, except, `the ${kind} \`${name.value}\` holds nobody back`);
    }
    for (const { who } of policy.rollouts.flatMap(({ overrides }) => overrides))
      if (who && settledTruth(who) === TRUE) tell(context, who, 'this override takes everyone');
  },
};

function tell({ report }: LintContext, { span }: Expression, message: string): void {
  report(message, span, {
    help: 'name the releases that are meant, such as `release.source == "emergency"`',
  });
}
