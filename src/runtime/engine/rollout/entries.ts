/** Entries of the audit about rollouts. */
import type { Actor, AuditDraft, Json } from '../../../plan/audit.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { StoredRollout } from './stored.ts';

export function entryOf(
  { type, from, to, why, reason }: RolloutEvent,
  stored: StoredRollout,
  actor: Actor,
  facts?: Readonly<Record<string, Json>>,
): AuditDraft {
  const { identity, attempt, digest, release } = stored;
  const { policy, ...place } = identity;
  return {
    type: `rollout.${type}`,
    actor,
    policy,
    digest,
    subject: { ...place, attempt, ...(release['version'] !== undefined && { version: release['version'] }) },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    why,
    ...(reason && { reasonCode: reason }),
    ...(type === 'checks.observed' && facts && { data: { facts } }),
  };
}
