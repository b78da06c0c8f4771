/** Stages, written one by one or as a ramp. */
import type { ApproveBlock, RampBlock, RolloutBlock, StageBlock } from '../../parser/tree.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { Approval, Checks, Stage } from '../../plan/rollout.ts';
import { type CompileContext, locate } from '../context.ts';
import { compileCondition } from '../expressions.ts';
import { checkKnownNames } from '../names.ts';
import { refuse } from '../not-yet.ts';
import type { Names } from '../scope.ts';
import { compileChecks } from './checks.ts';
import { percent } from './percent.ts';

const MOST_STAGES = 1000;

export function compileStages(context: CompileContext, block: RolloutBlock, names: Names): readonly Stage[] {
  const { name, stages, ramp } = block;
  const shared = block.checks && compileChecks(context, block.checks, names);
  if (ramp && stages[0])
    context.sink.report('SEN1512', 'a rollout has `stages` or a `ramp`, not both', ramp.span, {
      help: 'remove one of them',
    });
  if (ramp) return rampStages(context, ramp, shared);
  if (stages.length === 0)
    context.sink.report('SEN1522', `the rollout \`${name.value}\` has no stages`, name.span, {
      help: 'write `stages`, or a `ramp`',
    });
  return stages.flatMap((stage) => compileStage(context, stage, shared, names) ?? []);
}

function compileStage(
  context: CompileContext,
  block: StageBlock,
  shared: Checks | undefined,
  names: Names,
): Stage | undefined {
  const { weight, weights, hold, approve, exit, span } = block;
  const when = block.when && compileCondition(context, block.when, names);
  const checks = block.checks ? compileChecks(context, block.checks, names) : shared;
  checkExit(context, exit);
  if (weights?.[0]) refuse(context, '`weights` is', weights[0].variant.span);
  if (!weight) {
    if (!weights)
      context.sink.report('SEN1522', 'a stage without a weight', span, { help: 'write `weight: 10%`' });
    return undefined;
  }
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
