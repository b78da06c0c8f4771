/**
 * A rollout by flags: the policy's own, with other stages. Each stage is checked as the policy checks that much traffic, and
 * whoever must agree to it in the policy must agree here.
 */
import { audienceNames } from '../../plan/assignment.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Approval, Rollout, Stage } from '../../plan/rollout.ts';
import { digestOf } from '../../compiler/digest.ts';
import { readName } from '../by-hand/choose.ts';
import { refuse } from '../refusal.ts';
import type { ReleaseFlags, RolloutFlags } from '../requests.ts';

/** What is released: in the environment of the name, by a plan with these stages, which has a digest of its own. */
export function releaseByFlags(
  plan: EvaluationPlan,
  flags: RolloutFlags,
  release: ReleaseFlags,
): { readonly plan: EvaluationPlan; readonly release: ReleaseFlags } {
  const { policy, rollout: wanted, env } = readName(flags.name);
  if (policy !== plan.policy)
    refuse('SEN2607', `this policy is \`${plan.policy}\`, not \`${policy ?? ''}\``, {
      help: 'name the policy that is here, or give its file with `--policy`',
    });
  if (env !== undefined && release.env !== undefined && env !== release.env)
    refuse('SEN2001', `\`${flags.name}\` names another environment than \`--env ${release.env}\``, {
      help: 'give one of them',
    });
  const meant = plan.rollouts.filter(({ name }) => wanted === undefined || name === wanted);
  if (meant.length === 0) refuseUnknown(plan, wanted);
  const { digest: _, sources, ...content } = plan;
  const changed = { ...content, rollouts: meant.map((rollout) => byFlags(plan, rollout, flags)) };
  return {
    plan: { ...changed, digest: digestOf(changed), sources },
    release: { ...release, ...(env !== undefined && { env }) },
  };
}

function refuseUnknown({ policy, rollouts }: EvaluationPlan, wanted: string | undefined): never {
  const names = rollouts.map(({ name }) => name);
  refuse(
    'SEN2607',
    wanted === undefined ? `\`${policy}\` has no rollout` : `\`${policy}\` has no rollout \`${wanted}\``,
    {
      help:
        names.length === 0
          ? 'write one under `rollouts:`: it says how traffic is shifted, and what is checked'
          : ((wanted === undefined ? undefined : suggestName(wanted, names)) ??
            `it has ${names.map((name) => `\`${name}\``).join(', ')}`),
    },
  );
}

function byFlags(
  { groups = [] }: EvaluationPlan,
  rollout: Rollout,
  { stages, interval }: RolloutFlags,
): Rollout {
  const { name } = rollout;
  if (audienceNames(rollout.assignment))
    refuse('SEN2001', `the rollout \`${name}\` has audiences with stages of their own`, {
      help: 'release it with `sentinel apply`',
    });
  if (groups.some(({ rollouts }) => rollouts.includes(name)))
    refuse('SEN2001', `the rollout \`${name}\` belongs to a group, whose stages are taken together`, {
      help: 'release the group with `sentinel apply`',
    });
  return {
    ...rollout,
    // Whoever asks for these stages wants them also where nothing was released before.
    first: 'analyze',
    stages:
      'canary' in stages
        ? canaryOf(rollout, stages.canary, interval)
        : allOf(rollout, stages.weights, interval),
  };
}

/** A first stage that a person ends; from there on as in the policy. */
function canaryOf(rollout: Rollout, weight: number, interval: number | undefined): readonly Stage[] {
  const last = lastWeight(rollout);
  if (weight <= 0 || weight >= last)
    refuse('SEN2001', `\`--canary ${weight}\` is no part of the traffic`, {
      help: `the rollout \`${rollout.name}\` ends at ${last} %: give less than that, and more than 0`,
    });
  const above = rollout.stages.flatMap((stage) => (stage.weight > weight ? stage.weight : []));
  const [first, ...others] = stagesAt(rollout, [weight, ...above]);
  if (!first) return others;
  return [{ ...first, untilPromoted: true, ...(interval !== undefined && { hold: interval }) }, ...others];
}

function allOf(rollout: Rollout, weights: readonly number[], interval: number | undefined): readonly Stage[] {
  if (weights.some((weight, index) => weight <= (weights[index - 1] ?? -1)))
    refuse('SEN2001', `the stages ${weights.join(', ')} do not rise`, {
      help: 'each takes more than the one before',
    });
  const last = lastWeight(rollout);
  if (weights.at(-1) !== last)
    refuse(
      'SEN2001',
      `the stages end at ${weights.at(-1) ?? 0} %, and the rollout \`${rollout.name}\` at ${last} %`,
      {
        help: `end with ${last}; \`--canary\` stops before`,
      },
    );
  return stagesAt(rollout, weights).map((stage) =>
    interval === undefined ? stage : { ...stage, hold: interval },
  );
}

function lastWeight({ stages }: Rollout): number {
  return stages.at(-1)?.weight ?? 0;
}

/** Stages with these weights. What the policy asks before or behind a stage that is left out is asked at the one in its place. */
function stagesAt({ name, stages }: Rollout, weights: readonly number[]): readonly Stage[] {
  const entered = stages.map((one, index) => ({ one, above: stages[index - 1]?.weight ?? -1 }));
  return weights.flatMap((weight, index) => {
    const alike = stages.find((stage) => stage.weight >= weight);
    if (!alike) return [];
    const { approve: _, ...stage } = alike;
    const before = weights[index - 1] ?? -1;
    const next = weights[index + 1] ?? Infinity;
    const approvals = entered.flatMap(({ one, above }) =>
      before <= above && above < weight ? (one.approve ?? []) : [],
    );
    const exit = stages.flatMap((one) =>
      (weight <= one.weight || index === 0) && one.weight < next ? one.exit : [],
    );
    const approve = theOnly(name, weight, approvals);
    return { ...stage, weight, exit: [...new Set(exit)], ...(approve && { approve }) };
  });
}

/** Two kinds of agreement to one stage cannot be asked for. */
function theOnly(rollout: string, weight: number, approvals: readonly Approval[]): Approval | undefined {
  const [first, ...others] = approvals;
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  const from = [...new Set(approvals.map((one) => `\`${one.from}\``))].join(' and ');
  refuse('SEN2001', `up to ${weight} % the rollout \`${rollout}\` asks ${from} at different stages`, {
    help: 'give a stage for each of them',
  });
}
