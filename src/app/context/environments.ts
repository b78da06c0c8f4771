import type { EvaluationPlan } from '../../plan/plan.ts';
import { suggestEnvironment } from '../../plan/suggest-environment.ts';
import { refuse } from '../refusal.ts';

/** Refuses an environment that the policy does not declare. */
export function checkEnvironment({ environments }: EvaluationPlan, env: string): void {
  if (environments.includes(env)) return;
  const meant = suggestEnvironment(env, environments);
  refuse('SEN2013', `the policy declares no environment \`${env}\``, {
    help:
      meant === undefined
        ? `it declares ${environments.map((name) => `\`${name}\``).join(', ') || 'none'}`
        : `did you mean \`${meant}\`?`,
  });
}
