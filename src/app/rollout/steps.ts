/** The steps of the policy and of its rollout, performed for one phase. */
import type { EvaluationPlan, Mode, Step } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { EventBody, StepPhase } from '../../runtime/engine/events.ts';
import { look } from '../../runtime/engine/look.ts';
import { stepSlots, withGates } from '../../runtime/engine/needs.ts';
import { Observation } from '../../runtime/engine/observation.ts';
import type { StepsDone } from '../../runtime/engine/rollout/world.ts';
import { foretell, performSteps, stepsOf, withStepsOf } from '../../runtime/engine/steps.ts';
import type { World } from '../../runtime/engine/world.ts';

export interface PhaseContext {
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  /** `shadow`: what would be done is told, and nothing is. */
  readonly mode: Mode;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

/** The policy's own too, but in shadow: there they belong to the run. */
function stepsIn({ plan, rollout, mode }: PhaseContext, phase: StepPhase): readonly Step[] {
  return mode === 'shadow' ? rollout[phase] : withStepsOf(plan, rollout)[phase];
}

export async function performPhase(context: PhaseContext, phase: StepPhase): Promise<StepsDone> {
  const { plan, world, mode, signal, emit } = context;
  const steps = stepsIn(context, phase);
  if (steps.length === 0) return { reports: [] };
  const slots = steps.reduce<ReadonlySet<number>>((all, step) => all.union(stepSlots(plan, step)), new Set());
  const { evidence } = await look(withGates(plan, []), new Observation(plan, world, { signal, emit }), slots);
  const phases = { before: [], after: [], [phase]: steps };
  const prepared = stepsOf(Object.assign(withGates(plan, []), phases), world, evidence);
  if (mode === 'shadow') {
    const foretold = foretell(prepared);
    for (const step of foretold) emit({ type: 'step.finished', step });
    return { reports: foretold };
  }
  const reports = await performSteps(plan, world, prepared, {
    signal,
    emit,
    record: () => Promise.resolve(true),
  });
  const failed = reports.find(({ result }) => result === 'failed');
  return { reports, ...(failed && { failed: `the step ${failed.name} failed: ${failed.text}` }) };
}
