/** Rollouts: stages of rising weight, with checks. */
import type { ChecksBlock, RolloutBlock, StageBlock } from '../parser/tree.ts';
import type { CompileContext } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { checkValues, compileConditions } from './expressions.ts';
import { checkKnownNames } from './names.ts';
import { refuse } from './not-yet.ts';
import { type Names, rolloutNames } from './scope.ts';
import { compileSteps } from './steps.ts';
import { trackedProbes } from './tracks.ts';

export function compileRollouts(context: CompileContext, ruleNames: Names): void {
  const { policy } = context;
  if (policy.rollouts.length === 0) return;
  const names = rolloutNames(ruleNames, trackedProbes(policy));
  for (const block of policy.rollouts) {
    checkRollout(context, block, names);
    refuse(context, `the rollout \`${block.name.value}\` is`, block.name.span);
  }
}

function checkRollout(context: CompileContext, block: RolloutBlock, names: Names): void {
  checkEnvironments(context, block.environments);
  compileConditions(context, [block.when, block.identity, block.rollback?.when], names);
  for (const stage of [...block.stages, ...block.audience.flatMap(({ stages }) => stages)])
    checkStage(context, stage, names);
  checkChecks(context, block.checks, names);
  compileSteps(context, block.before, names);
  compileSteps(context, block.after, names);
}

function checkStage(context: CompileContext, { when, checks, exit }: StageBlock, names: Names): void {
  compileConditions(context, [when], names);
  checkChecks(context, checks, names);
  checkKnownNames(
    context,
    'gate of this policy',
    exit,
    context.policy.gates.map(({ name }) => name.value),
  );
}

function checkChecks(context: CompileContext, checks: ChecksBlock | undefined, names: Names): void {
  if (!checks) return;
  compileConditions(context, [...checks.require, ...checks.prefer], names);
  checkValues(context, checks.show, names);
}
