import type { Rule } from './context.ts';
import { environmentsOf, isEnforced } from './support/reach.ts';

const production = /^(?:prod|production|prd|live)$/iu;

/** Production that is released to without a gate that could stop it, while other rules apply there. */
export const productionUngated: Rule = {
  code: 'SEN1218',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    if (policy.mode?.value === 'shadow') return;
    const gates = policy.gates.filter(
      (gate) => gate.severity?.value !== 'advisory' && isEnforced(policy, gate),
    );
    const rules = [...policy.gates, ...policy.freezes, ...policy.limits, ...policy.rollouts];
    const reaches = (list: typeof rules, environment: string): boolean =>
      list.some((rule) => environmentsOf(policy, rule).includes(environment));
    for (const { value, span } of policy.environments ?? [])
      if (production.test(value) && reaches(rules, value) && !reaches(gates, value))
        report(`no gate can stop a release to \`${value}\``, span, {
          help: 'add a gate that applies there, neither advisory nor in shadow',
        });
  },
};
