import type { Rule } from './context.ts';

/** A setting by environment that leaves one out and has nothing else to fall back on: a run there is always blocked. */
export const settingSomewhere: Rule = {
  code: 'SEN1209',
  speed: 'fast',
  need: 'plan',
  check({ policy, report }, plan) {
    for (const { name, env, perEnv, default: fallback } of policy.settings) {
      if (env || fallback) continue;
      const given = new Set(perEnv.map(({ environment }) => environment.value));
      const missing = plan.environments.filter((environment) => !given.has(environment));
      if (missing.length > 0)
        report(
          `the setting \`${name.value}\` has no value in ${missing.map((one) => `\`${one}\``).join(', ')}`,
          name.span,
          { help: 'add one, or `env` or `default`; without it every run there is blocked' },
        );
    }
  },
};
