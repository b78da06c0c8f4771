/** The conditions of a policy, whichever block they stand in. */
import { type Expression, partsOf } from '../../../parser/expression/ast.ts';
import type { ChecksBlock, Policy, RolloutBlock } from '../../../parser/tree.ts';
import { stagesOf } from './stages.ts';

export function conditionsOf(policy: Policy): readonly Expression[] {
  return [
    ...policy.gates.flatMap(({ when, require, prefer }) => [when, ...require, ...prefer]),
    ...[...policy.freezes, ...policy.limits].flatMap(({ when, except }) => [when, except]),
    ...policy.rollouts.flatMap(conditionsOfRollout),
    ...[...policy.before, ...policy.after].map(({ when }) => when),
    ...policy.scores.flatMap(({ criteria }) => criteria.map(({ of }) => of)),
  ].filter((condition) => condition !== undefined);
}

function conditionsOfRollout(rollout: RolloutBlock): readonly (Expression | undefined)[] {
  return [
    rollout.when,
    rollout.identity,
    rollout.rollback?.when,
    ...checksOf(rollout).flatMap(({ require, prefer }) => [...require, ...prefer]),
    ...stagesOf(rollout).map(({ when }) => when),
    ...[...rollout.overrides, ...rollout.audience].map(({ who }) => who),
    ...[...rollout.before, ...rollout.after].map(({ when }) => when),
  ];
}

/** The checks of the rollout and those of its stages. */
export function checksOf(rollout: RolloutBlock): readonly ChecksBlock[] {
  return [rollout, ...stagesOf(rollout)].flatMap(({ checks }) => checks ?? []);
}

/** An expression and everything inside it. */
export function everyPart(expression: Expression): readonly Expression[] {
  return [expression, ...partsOf(expression).flatMap(everyPart)];
}
