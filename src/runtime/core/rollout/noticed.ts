/** What a rollout begins to wait for that somebody has to be told of: each once. */
import { FALSE } from '../../../plan/kleene.ts';
import type { RolloutRecord } from './record.ts';
import type { RolloutEvent, Turn } from './turn.ts';

export function noticed(
  before: RolloutRecord,
  { record, seen }: Pick<Turn, 'record' | 'seen'>,
): readonly RolloutEvent[] {
  const waited = before.stage === record.stage ? before.waits : [];
  return record.waits.flatMap((wait): RolloutEvent | readonly never[] => {
    const { why } = wait;
    // How many have agreed already is no news.
    if (wait.for === 'approval' && waited.every((other) => other.for !== 'approval'))
      return { type: 'approval.awaited', to: record.stage + 1, why };
    if (wait.for === 'identity' && seen.identity === FALSE && waited.every((other) => other.why !== why))
      return { type: 'identity.mismatched', why };
    return [];
  });
}
