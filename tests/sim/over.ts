/** Phases in which nothing is left to be done. */
import type { RolloutRecord } from '../../src/runtime/core/rollout/record.ts';

export function isOver({ phase }: Pick<RolloutRecord, 'phase'>): boolean {
  return phase === 'completed' || phase === 'rolled_back' || phase === 'failed';
}
