/**
 * Who asked: whoever asks proves it with a token that stays with them, and whoever acts on it tells from the proof, and from
 * what the operator says, who it was. The proof is of one request about one start of a rollout, as it then stood.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../plan/canonical-json.ts';
import { SecretText } from '../plan/secret.ts';
import { type RolloutIdentity, rolloutKey } from '../runtime/engine/rollout/stored.ts';
import type { Identity, StoredRequest } from '../runtime/engine/rollout/world.ts';
import type { Host } from './host.ts';
import type { People } from './people.ts';

const VARIABLE = 'SENTINEL_TOKEN';

/** What is asked, without who proves it. */
type Unproved = Omit<StoredRequest, 'proof'>;

/** With the proof that the token of this environment gives; without one as it is. */
export function proved(asked: Unproved, rollout: RolloutIdentity, { env, redactor }: Host): StoredRequest {
  const token = env[VARIABLE];
  if (!token) return asked;
  redactor.register(new SecretText(VARIABLE, token));
  const digest = createHash('sha256').update(token).digest('hex');
  return { ...asked, proof: proofOf(digest, asked, rollout) };
}

/** Whose token made the proof, of exactly this request. */
export function identified(
  { actors = new Map(), groups = new Map() }: People,
  { proof, ...asked }: StoredRequest,
  rollout: RolloutIdentity,
): Identity | undefined {
  if (proof === undefined) return undefined;
  for (const [name, digests] of actors)
    if (digests.some((digest) => isSame(proofOf(digest, asked, rollout), proof)))
      return {
        name,
        groups: [...groups].flatMap(([group, members]) => (members.includes(name) ? group : [])),
      };
  return undefined;
}

/** The digest of a token is the key: who has either can make it, and none of both is in it. */
function proofOf(digest: string, asked: Unproved, rollout: RolloutIdentity): string {
  const { request, actor, about } = asked;
  const statement = canonicalJson({ rollout: rolloutKey(rollout), request, actor: actor.name, about });
  return createHmac('sha256', Buffer.from(digest, 'hex')).update(statement).digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
