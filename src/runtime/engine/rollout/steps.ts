/** The steps of a rollout: `before` ahead of the first weight, `after` when it has completed. */
import type { AuditDraft } from '../../../plan/audit.ts';
import type { Fence, StoredRecord } from '../../ports/stores.ts';
import type { StepPhase } from '../events.ts';
import { aboutOf } from './entries.ts';
import { jsonOfStored, type StoredRollout } from './stored.ts';
import type { RolloutWorld } from './world.ts';

/** The phase whose steps are due now. */
export function dueSteps({ record, steps }: StoredRollout): StepPhase | undefined {
  const { phase, latch, intents } = record;
  if (phase === 'pending' && steps.before === 'due' && !latch && intents === 0) return 'before';
  return phase === 'completed' && steps.after === 'due' ? 'after' : undefined;
}

/** A step before that fails ends the rollout, as nothing has changed yet; one after it is told. */
export async function doSteps(
  world: RolloutWorld,
  { key, version }: StoredRecord,
  stored: StoredRollout,
  phase: StepPhase,
  fence: Fence,
): Promise<void> {
  const { failed, reports } = await world.perform(phase, stored);
  const ends = failed !== undefined && phase === 'before';
  const after: StoredRollout = {
    ...stored,
    steps: { ...stored.steps, [phase]: failed === undefined ? 'done' : 'failed' },
    ...(ends && { record: { ...stored.record, phase: 'failed', waits: [] } }),
  };
  const about = aboutOf(stored, world.actor);
  const audit: AuditDraft[] = reports.map(({ name, result, text }) => ({
    ...about,
    type: 'step',
    subject: { ...about.subject, step: name },
    to: result,
    why: text || `the step ${name} is ${result}`,
    reasonCode: result,
  }));
  if (ends) audit.push({ ...about, type: 'rollout.failed', why: failed, reasonCode: 'steps_failed' });
  await world.state.commit({ writes: [{ key, version, value: jsonOfStored(after) }], audit, fence });
}
