/** Rollouts: stages of rising weight, with checks, and the way back. */
import { entryOf } from '../parser/document.ts';
import type { RollbackBlock, RolloutBlock, UnknownBlock } from '../parser/tree.ts';
import type { Condition, PlanProbe } from '../plan/plan.ts';
import type { Finish, Rollback, Rollout, Traffic, UnknownRule } from '../plan/rollout.ts';
import { readRatio } from '../plan/units.ts';
import { type CompileContext, locate } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileCondition } from './expressions.ts';
import { refuse } from './not-yet.ts';
import { compileAssignment } from './rollouts/assignment.ts';
import { compileTolerance } from './rollouts/checks.ts';
import { percent } from './rollouts/percent.ts';
import { compileSequences } from './rollouts/stages.ts';
import { compileTiers } from './rollouts/tiers.ts';
import { checkCopy } from './rollouts/copy.ts';
import { compileDriver } from './rollouts/traffic.ts';
import { checkVariants } from './rollouts/variants.ts';
import { type Names, rolloutNames } from './scope.ts';
import { compileSteps } from './steps.ts';
import { trackedProbes } from './tracks.ts';
import { isWritten } from './written.ts';

export function compileRollouts(
  context: CompileContext,
  ruleNames: Names,
  inConfig: Names,
  probes: readonly PlanProbe[],
): readonly Rollout[] {
  const { policy } = context;
  if (policy.rollouts.length === 0) return [];
  const names = rolloutNames(ruleNames, trackedProbes(policy), probes);
  return policy.rollouts.flatMap((block) => compileRollout(context, block, names, inConfig) ?? []);
}

/** What belongs to a later version of the language's runtime. */
const later = ['analysis'] as const;

function compileRollout(
  context: CompileContext,
  block: RolloutBlock,
  names: Names,
  inConfig: Names,
): Rollout | undefined {
  const { name, span, tracks, dwell, cooldown, deadline } = block;
  const { document } = context.policy;
  const written = entryOf(document, 'rollouts')?.value;
  const body = written?.kind === 'map' ? entryOf(written, name.value)?.value : undefined;
  for (const key of later) {
    const entry = body?.kind === 'map' ? entryOf(body, key) : undefined;
    if (entry) refuse(context, `\`${key}\` is`, entry.key.span);
  }

  const environments = checkEnvironments(context, block.environments);
  const when = block.when && compileCondition(context, block.when, names);
  const identity = block.identity && compileCondition(context, block.identity, names);
  const sequences = compileSequences(context, block, names);
  checkVariants(context, block);
  const rollback = compileRollback(context, block.rollback, names);
  const before = compileSteps(context, block.before, names);
  const after = compileSteps(context, block.after, names);
  const traffic = compileTraffic(context, block, inConfig);
  const tiers = compileTiers(context, block.rollback, inConfig);
  const descriptor = traffic && context.catalog.traffic.get(traffic.kind)?.descriptor;
  const assignment = compileAssignment(context, block, descriptor, sequences, names);
  if (!traffic) return undefined;
  return {
    name: name.value,
    mode: block.mode?.value ?? 'enforce',
    ...(environments && { environments }),
    ...(when && { when }),
    traffic,
    ...(tracks && {
      tracks: { canary: tracks.canary?.value ?? 'canary', stable: tracks.stable?.value ?? 'stable' },
    }),
    ...(identity && { identity }),
    ...(assignment && { assignment }),
    stages: sequences.flatMap(({ stages }, index) =>
      stages.map((stage) => ({ ...stage, weight: index * 100 + stage.weight })),
    ),
    rollback: { ...rollback, ...(tiers.length > 0 && { tiers }) },
    dwell: dwell?.value ?? 0,
    cooldown: cooldown?.value ?? 0,
    ...(deadline && { deadline: deadline.value }),
    unknown: unknownRule(block.unknown),
    finish: compileFinish(context, block, traffic, identity),
    runway: block.runway?.value ?? false,
    first: block.first?.value ?? 'analyze',
    ...(block.concurrent && { concurrent: block.concurrent.value }),
    newer: block.newer?.value ?? 'reject',
    before,
    after,
    location: locate(context, span),
  };
}

function compileTraffic(
  context: CompileContext,
  { name, traffic }: RolloutBlock,
  names: Names,
): Traffic | undefined {
  if (!traffic) {
    if (!isWritten(context.policy, 'rollouts', name.value, ['traffic']))
      context.sink.report('SEN1522', `the rollout \`${name.value}\` shifts no traffic`, name.span, {
        help: 'say what does: `traffic: { router: { … } }`',
      });
    return undefined;
  }
  return compileDriver(context, traffic, names);
}

function compileRollback(context: CompileContext, block: RollbackBlock | undefined, names: Names): Rollback {
  const when = block?.when && compileCondition(context, block.when, names);
  return {
    ...(when && { when }),
    tolerate: compileTolerance(block?.tolerate?.value),
    to: targetOf(block?.to?.value),
    retry: block?.retry?.value ?? 0,
    quarantine: block?.quarantine?.value ?? true,
  };
}

/** The form was checked when it was read. */
function targetOf(text = '0%'): Rollback['to'] {
  if (text === 'previous_stage') return text;
  const reading = readRatio(text);
  return 'value' in reading ? percent(reading.value) : 0;
}

function unknownRule(block: UnknownBlock | undefined): UnknownRule {
  const action = block?.action?.value ?? 'hold';
  return {
    action,
    ...(block?.for && { for: block.for.value }),
    next: block?.then?.value ?? action,
  };
}

function compileFinish(
  context: CompileContext,
  block: RolloutBlock,
  traffic: Traffic,
  identity: Condition | undefined,
): Finish {
  const { finish } = block;
  const { swaps } = traffic;
  const promote = finish?.promote;
  if (promote?.value === 'copy') checkCopy(context, block, traffic, { identity, span: promote.span });
  if (promote?.value === 'swap' && !swaps)
    context.sink.report('SEN1512', '`swap` needs slots that can exchange their roles', promote.span, {
      help: 'write `slots` instead of `stable` and `canary`, or `promote: none`',
    });
  return { promote: promote?.value ?? (swaps ? 'swap' : 'none'), keep: finish?.keep?.value ?? 0 };
}
