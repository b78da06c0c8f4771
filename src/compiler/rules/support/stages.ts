/** The stages of a rollout. */
import type { RolloutBlock, StageBlock } from '../../../parser/tree.ts';

/** Those that follow each other: the rollout's own, and for each audience its own. */
export function sequencesOf({ stages, audience }: RolloutBlock): readonly (readonly StageBlock[])[] {
  return [stages, ...audience.map((group) => group.stages)];
}

export function stagesOf(rollout: RolloutBlock): readonly StageBlock[] {
  return sequencesOf(rollout).flat();
}
