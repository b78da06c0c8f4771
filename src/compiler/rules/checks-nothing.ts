import type { Rule } from './context.ts';

/** A policy without rules, or one of its environments that no rule applies to: a run there is never safe. */
export const checksNothing: Rule = {
  code: 'SEN1208',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    const rules = [...policy.gates, ...policy.freezes, ...policy.limits, ...policy.rollouts];
    if (rules.length === 0) {
      if (policy.name)
        report(`\`${policy.name.value}\` checks nothing`, policy.name.span, {
          help: 'add a gate; a run in which no rule applies is never safe',
        });
      return;
    }
    if (rules.some((rule) => rule.environments === undefined)) return;
    const covered = new Set(rules.flatMap((rule) => (rule.environments ?? []).map(({ value }) => value)));
    for (const { value, span } of policy.environments ?? [])
      if (!covered.has(value))
        report(`no rule applies in \`${value}\``, span, {
          help: 'add a gate without `environments:`; a run in which no rule applies is never safe',
        });
  },
};
