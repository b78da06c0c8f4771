/** What people asked, as the state machine hears it: who asks decides what it may do. */
import type { Actor } from '../../../plan/audit.ts';
import type { Approver, Request } from '../../core/rollout/turn.ts';
import type { StoredRecord } from '../../ports/stores.ts';
import type { StoredRollout } from './stored.ts';
import type { Identity, RolloutWorld, StoredRequest } from './world.ts';

export interface Heard {
  readonly record: StoredRecord;
  readonly stored: StoredRequest;
  readonly actor: Actor;
  /** Absent: it is refused before it is heard. */
  readonly request?: Request;
  readonly refusal?: string;
}

const UNVERIFIED =
  'an approval counts only from a verified identity, somebody whom the operator knows; this one is recorded, and does not count';

/** `rollout` is what it is asked about as it stands. To leave works for everybody. */
export async function heard(
  { identify }: Pick<RolloutWorld, 'identify'>,
  record: StoredRecord,
  rollout: StoredRollout,
): Promise<Heard> {
  const stored = record.value as unknown as StoredRequest;
  const { request } = stored;
  const identity = await identify(stored, rollout.identity);
  const actor = identity ? { name: identity.name, verified: true } : { ...stored.actor, verified: false };
  const known = { record, stored, actor };
  if (request.kind !== 'approve' && request.kind !== 'promote') return { ...known, request };
  const by = identity ? approverOf(identity, stored, rollout) : UNVERIFIED;
  if (typeof by !== 'string') return { ...known, request: { ...request, by } };
  return request.kind === 'approve' ? { ...known, refusal: by } : { ...known, request };
}

/** Or why what they saw is not what stands here. */
function approverOf(
  { name, groups }: Identity,
  { about }: StoredRequest,
  { record, digest, actor, release }: StoredRollout,
): Approver | string {
  if (about.generation !== record.generation) return 'it was given for another start of the rollout';
  if (about.retries !== record.retries) return 'it was given before the rollout went back';
  if (about.digest !== digest) return 'it was given for another plan';
  const authors = [actor, release['actor']].map((author) => author?.toLowerCase());
  return { name, groups, isAuthor: authors.includes(name.toLowerCase()), at: about.clock };
}
