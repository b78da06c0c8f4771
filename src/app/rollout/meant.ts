/** Which rollout of the policy is meant, by `policy[/rollout][@env]`, whether it was ever begun or not. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { RolloutIdentity } from '../../runtime/engine/rollout/stored.ts';
import { readName } from '../by-hand/choose.ts';
import { environmentMeant } from '../context/environments.ts';
import { refuse } from '../refusal.ts';
import type { RolloutChoice } from '../requests.ts';

/** Refuses a name that fits none or several, and an environment that is not declared. */
export function rolloutMeant(
  plan: EvaluationPlan,
  choice: RolloutChoice,
): { readonly identity: RolloutIdentity; readonly rollout: Rollout } {
  const named = choice.name === undefined ? {} : readName(choice.name);
  if (named.policy !== undefined && named.policy !== plan.policy)
    refuse('SEN2607', `this policy is \`${plan.policy}\`, not \`${named.policy}\``, {
      help: '`--policy FILE` names another',
    });
  const { rollouts } = plan;
  const fitting = rollouts.filter(({ name }) => named.rollout === undefined || name === named.rollout);
  const [rollout, ...more] = fitting;
  if (!rollout || more.length > 0)
    refuse('SEN2607', rollout ? 'the policy has several rollouts' : 'the policy has no such rollout', {
      help: `it has ${rollouts.map(({ name }) => `\`${plan.policy}/${name}\``).join(', ') || 'none'}`,
    });
  const env = environmentMeant(plan, choice.env ?? named.env);
  const { workload, cluster, namespace, region } = choice;
  return {
    rollout,
    identity: {
      policy: plan.policy,
      rollout: rollout.name,
      ...(workload !== undefined && { workload }),
      ...(env !== undefined && { env }),
      ...(cluster !== undefined && { cluster }),
      ...(namespace !== undefined && { namespace }),
      ...(region !== undefined && { region }),
    },
  };
}
