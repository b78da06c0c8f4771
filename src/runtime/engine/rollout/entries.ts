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

/** Of what happened in one look. What it saw is kept once: with the checks, or else with the first thing that followed. */
export function entriesOf(
  events: readonly RolloutEvent[],
  stored: StoredRollout,
  actor: Actor,
  observed: Observed,
): readonly AuditDraft[] {
  const checks = events.findIndex(({ type, ago }) => type === 'checks.observed' && ago === undefined);
  return events.map((event, index) => {
    const past = event.ago === undefined ? undefined : observed.keptOfPast?.get(event.ago);
    const seen = index === Math.max(checks, 0) ? keptOf(observed) : past;
    return entryOf(event, stored, actor, seen);
  });
}

function keptOf({ kept, seen = [], warnings = [] }: Observed): object | undefined {
  return (
    kept && {
      ...kept,
      ...(seen.length > 0 && { checks: seen }),
      ...(warnings.length > 0 && { warnings }),
    }
  );
}

function entryOf(
  { type, from, to, why, reason, audiences, ago }: RolloutEvent,
  stored: StoredRollout,
  actor: Actor,
  seen: object | undefined,
): AuditDraft {
  const data = {
    ...seen,
    ...(ago !== undefined && { ago }),
    ...(audiences && typeof to === 'number' && { audiences }),
  };
  return {
    ...aboutOf(stored, actor),
    type: `rollout.${type}`,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    why,
    ...(reason && { reasonCode: reason }),
    ...(Object.keys(data).length > 0 && { data }),
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
