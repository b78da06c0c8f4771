/** What was found safe and went back because of itself is safe no more. */
import type { Actor, AuditDraft } from '../../../plan/audit.ts';
import type { ReasonCode } from '../../core/rollout/record.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { RecordWrite } from '../../ports/stores.ts';
import { foundFailing } from '../verdicts.ts';
import { aboutOf } from './entries.ts';
import type { StoredRollout } from './stored.ts';
import type { RolloutStore } from './world.ts';

/** The release failed. What was stopped, replaced, late or frozen says nothing about it. */
const failures: ReadonlySet<ReasonCode> = new Set([
  'check_failed',
  'trigger',
  'unknown',
  'rollback_requested',
]);

/** To be committed together with the events. */
export async function revocation(
  state: Pick<RolloutStore, 'read' | 'now'>,
  stored: StoredRollout,
  events: readonly RolloutEvent[],
  actor: Actor,
): Promise<{ readonly writes: readonly RecordWrite[]; readonly audit: readonly AuditDraft[] }> {
  const back = events.find(({ type }) => type === 'rolled_back');
  if (!back?.reason || !failures.has(back.reason) || stored.mode === 'shadow')
    return { writes: [], audit: [] };
  const { attempt: id } = stored;
  const { why, reason } = back;
  const { writes, audit } = await foundFailing(state, stored, { id, why, reason, at: await state.now() });
  return { writes, audit: audit.map((entry) => ({ ...aboutOf(stored, actor), ...entry })) };
}
