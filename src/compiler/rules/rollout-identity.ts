import type { Rule } from './context.ts';

/** Without `identity` nobody has seen that the new slot runs the version that is released. */
export const rolloutIdentity: Rule = {
  code: 'SEN1232',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const { name, identity } of policy.rollouts)
      if (!identity)
        report(`the rollout \`${name.value}\` does not check which version the canary runs`, name.span, {
          help: 'add `identity: canary.version == release.version`, with a probe that reads the version',
        });
  },
};
