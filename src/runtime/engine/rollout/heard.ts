/** What people asked, as the state machine hears it: who asks decides what it may do. */
import type { Request } from '../../core/rollout/turn.ts';
import type { StoredRecord } from '../../ports/stores.ts';
import type { StoredRequest } from './world.ts';

export interface Heard {
  readonly record: StoredRecord;
  readonly stored: StoredRequest;
  /** Absent: it is refused before it is heard. */
  readonly request?: Request;
}

/** Why an approval of somebody whom nobody knows is refused. */
export const UNVERIFIED =
  'an approval counts only from a verified identity, with a token of the API or OIDC; this one is recorded, and does not count';

export function heard(record: StoredRecord): Heard {
  const stored = record.value as unknown as StoredRequest;
  const { request, actor } = stored;
  if (actor.verified) return { record, stored, request };
  if (request.kind === 'approve') return { record, stored };
  return { record, stored, request: request.kind === 'promote' ? { ...request, agrees: false } : request };
}
