/** Entries of the audit about rollouts. */
import type { Actor, AuditDraft } from '../../../plan/audit.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { StoredRollout } from './stored.ts';
import type { Observed, StoredRequest } from './world.ts';

/** What all entries about a start say. */
export function aboutOf(
  { identity, attempt, digest, release, membership }: StoredRollout,
  actor: Actor,
): Pick<AuditDraft, 'actor' | 'policy' | 'digest' | 'subject'> {
  const { policy, ...place } = identity;
  const { version, artifact } = release;
  return {
    actor,
    policy,
    digest,
    subject: {
      ...place,
      attempt,
      ...(membership && { group: membership.name }),
      ...(version !== undefined && { version }),
      ...(artifact !== undefined && { artifact }),
    },
  };
}

export function entryOf(
  { type, from, to, why, reason, audiences, ago }: RolloutEvent,
  stored: StoredRollout,
  actor: Actor,
  { facts, warnings = [] }: Observed = {},
): AuditDraft {
  return {
    ...aboutOf(stored, actor),
    type: `rollout.${type}`,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    why,
    ...(reason && { reasonCode: reason }),
    ...(type === 'checks.observed' &&
      ago === undefined &&
      facts && { data: { facts, ...(warnings.length > 0 && { warnings }) } }),
    ...(ago !== undefined && { data: { ago } }),
    ...(audiences && typeof to === 'number' && { data: { audiences } }),
  };
}

/** What was asked and not followed; whoever asked another process finds it here. `key` is that of the request. */
export function refusalEntry(
  { request, actor }: StoredRequest,
  key: string,
  why: string,
  stored: StoredRollout,
): AuditDraft {
  return {
    ...aboutOf(stored, actor),
    type: REFUSAL,
    why: `${request.kind}: ${why}`,
    reasonCode: 'refused',
    data: { request: request.kind, asked: request.why, refusal: why, key },
  };
}

/** The type of such entries. */
export const REFUSAL = 'rollout.request.refused';
