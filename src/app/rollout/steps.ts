/** The steps of the policy and of its rollout, performed for one phase. */
import type { EvaluationPlan, Step } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { EventBody, StepPhase } from '../../runtime/engine/events.ts';
import { look } from '../../runtime/engine/look.ts';
import { stepSlots, withGates } from '../../runtime/engine/needs.ts';
import { Observation } from '../../runtime/engine/observation.ts';
import type { StepsDone } from '../../runtime/engine/rollout/world.ts';
import { performSteps, stepsOf } from '../../runtime/engine/steps.ts';
import type { World } from '../../runtime/engine/world.ts';

export interface PhaseContext {
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

/** Before, the policy's come first; after, the rollout's. */
function stepsIn({ plan, rollout }: PhaseContext, phase: StepPhase): readonly Step[] {
  return phase === 'before' ? [...plan.before, ...rollout.before] : [...rollout.after, ...plan.after];
}

export async function performPhase(context: PhaseContext, phase: StepPhase): Promise<StepsDone> {
  const { plan, world, signal, emit } = context;
  const steps = stepsIn(context, phase);
  if (steps.length === 0) return { reports: [] };
  const slots = steps.reduce<ReadonlySet<number>>((all, step) => all.union(stepSlots(plan, step)), new Set());
  const { evidence } = await look(withGates(plan, []), new Observation(plan, world, { signal, emit }), slots);
  const phases = { before: [], after: [], [phase]: steps };
  const prepared = stepsOf(Object.assign(withGates(plan, []), phases), world, evidence);
  const reports = await performSteps(plan, world, prepared, {
    signal,
    emit,
    record: () => Promise.resolve(true),
  });
  const failed = reports.find(({ result }) => result === 'failed');
  return { reports, ...(failed && { failed: `the step ${failed.name} failed: ${failed.text}` }) };
}
