/** Stages, written one by one or as a ramp. */
import type { ApproveBlock, AudienceBlock, RampBlock, RolloutBlock, StageBlock } from '../../parser/tree.ts';
import type { Split } from '../../plan/assignment.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { Approval, Checks, Stage } from '../../plan/rollout.ts';
import { type CompileContext, locate } from '../context.ts';
import { compileCondition } from '../expressions.ts';
import { checkKnownNames } from '../names.ts';
import type { Names } from '../scope.ts';
import { compileChecks } from './checks.ts';
import { percent } from './percent.ts';
import { shareOf, splitsOf, variantsOf } from './variants.ts';

const MOST_STAGES = 1000;

/** Stages that follow each other from 0 %: those of the rollout, or those of one of its audiences. */
export interface StageSequence {
  readonly audience?: AudienceBlock;
  readonly stages: readonly Stage[];
  readonly splits: readonly Split[];
}

/** At least one. */
export function compileSequences(
  context: CompileContext,
  block: RolloutBlock,
  names: Names,
): readonly StageSequence[] {
  const { audience, checks, name } = block;
  const written: Written = {
    variants: variantsOf(block),
    shared: checks && compileChecks(context, checks, names),
  };
  if (audience.length === 0) return [sequence(context, written, block, `rollout \`${name.value}\``, names)];
  const beside = block.ramp?.span ?? block.stages[0]?.span;
  if (beside)
    context.sink.report('SEN1512', 'each audience has stages of its own', beside, {
      help: 'move these into the audience that they are for',
    });
  return audience.map((one) => ({
    audience: one,
    ...sequence(context, written, one, `audience \`${one.name.value}\``, names),
  }));
}

interface Written {
  readonly variants: readonly Spanned<string>[];
  /** Checks of stages that have none of their own. */
  readonly shared: Checks | undefined;
}

function sequence(
  context: CompileContext,
  { shared, variants }: Written,
  { name, stages, ramp }: Pick<RolloutBlock, 'name' | 'stages' | 'ramp'>,
  whose: string,
  names: Names,
): StageSequence {
  if (ramp && stages[0])
    context.sink.report('SEN1512', 'a rollout has `stages` or a `ramp`, not both', ramp.span, {
      help: 'remove one of them',
    });
  if (ramp && variants[0])
    context.sink.report('SEN1522', 'a ramp that shares nothing out to the variants', ramp.span, {
      help: 'write `stages` with `weights`',
    });
  if (ramp) return { stages: rampStages(context, ramp, shared), splits: [] };
  if (stages.length === 0)
    context.sink.report('SEN1522', `the ${whose} has no stages`, name.span, {
      help: 'write `stages`, or a `ramp`',
    });
  return {
    stages: stages.flatMap((stage) => compileStage(context, stage, { shared, variants }, names) ?? []),
    splits: splitsOf(context, stages),
  };
}

function compileStage(
  context: CompileContext,
  block: StageBlock,
  { shared, variants }: Pick<Written, 'shared' | 'variants'>,
  names: Names,
): Stage | undefined {
  const { hold, approve, exit, span } = block;
  const when = block.when && compileCondition(context, block.when, names);
  const checks = block.checks ? compileChecks(context, block.checks, names) : shared;
  checkExit(context, exit);
  const weight = shareOf(context, block, variants);
  if (!weight) return undefined;
  checkWeight(context, weight);
  return {
    weight: percent(weight.value),
    hold: hold?.value ?? 0,
    ...(approve && { approve: compileApproval(approve) }),
    exit: exit.map(({ value }) => value),
    ...(checks && { checks }),
    ...(when && { when }),
    location: locate(context, span),
  };
}

/** Gates that are asked once, and so cannot be watched. */
function checkExit(context: CompileContext, exit: readonly Spanned<string>[]): void {
  const { gates } = context.policy;
  checkKnownNames(
    context,
    'gate of this policy',
    exit,
    gates.map(({ name }) => name.value),
  );
  for (const { value, span } of exit)
    if (gates.some((gate) => gate.name.value === value && gate.for))
      context.sink.report('SEN1508', `the gate \`${value}\` takes time, and an exit is asked once`, span, {
        help: 'ask about the past with `over`, or put the condition into the checks',
      });
}

function compileApproval({ from, count, notAuthor, expires }: ApproveBlock): Approval {
  return {
    from: from?.value ?? '',
    count: count?.value ?? 1,
    notAuthor: notAuthor?.value ?? false,
    ...(expires && { expires: expires.value }),
  };
}

/** From the first share by equal steps to the last, which it ends at whatever the step is. */
function rampStages(context: CompileContext, ramp: RampBlock, checks: Checks | undefined): readonly Stage[] {
  const { by, every, span } = ramp;
  if (!by || !every) return [];
  const from = ramp.from?.value ?? by.value;
  const to = ramp.to?.value ?? 1;
  for (const weight of [ramp.from, ramp.to]) if (weight) checkWeight(context, weight);
  if (!isRamp(context, { from, by, to, span })) return [];
  const count = Math.ceil((to - from) / by.value - 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => ({
    weight: percent(Math.min(from + index * by.value, to)),
    hold: every.value,
    exit: [],
    ...(checks && { checks }),
    location: locate(context, span),
  }));
}

function isRamp(
  { sink }: CompileContext,
  { from, by, to, span }: { from: number; by: Spanned<number>; to: number; span: Span },
): boolean {
  const wrong =
    by.value <= 0
      ? 'a ramp that does not rise'
      : from > to
        ? 'a ramp that begins above its end'
        : (to - from) / by.value > MOST_STAGES
          ? `a ramp of more than ${MOST_STAGES} steps`
          : undefined;
  if (wrong === undefined) return true;
  sink.report('SEN1508', wrong, by.value <= 0 ? by.span : span, {
    help: 'write one such as `{ from: 10%, by: 10%, to: 100%, every: 5m }`',
  });
  return false;
}

function checkWeight({ sink }: CompileContext, { value, span }: Spanned<number>): void {
  if (value > 1) sink.report('SEN1508', 'a weight above 100 %', span, { help: 'write at most `100%`' });
}
