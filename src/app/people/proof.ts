/**
 * Who asked: whoever asks proves it with a token, and whoever acts on it tells from the proof, and from what the operator
 * says, who it was. With an API token, which stays with its owner, the proof is of one request about one start of a rollout,
 * as it then stood. With an ID token the proof is the token, which says who holds it and is over within minutes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../../plan/canonical-json.ts';
import { isUnknown } from '../../plan/value.ts';
import { type RolloutIdentity, rolloutKey } from '../../runtime/engine/rollout/stored.ts';
import type { Identity, StoredRequest } from '../../runtime/engine/rollout/world.ts';
import type { Host } from '../host.ts';
import type { People } from './people.ts';
import { digestOf, isIdToken, tokenHere, whoHas, whoHoldsIdToken } from './who.ts';

/** What is asked, without who proves it. */
type Unproved = Omit<StoredRequest, 'proof'>;

/** Before an ID token. */
const ID_TOKEN = 'id-token:';

/** With the proof that the token of this environment gives; without one as it is. */
export function proved(asked: Unproved, rollout: RolloutIdentity, host: Host): StoredRequest {
  const token = tokenHere(host);
  if (token === undefined) return asked;
  const proof = isIdToken(token) ? `${ID_TOKEN}${token}` : proofOf(digestOf(token), asked, rollout);
  return { ...asked, proof };
}

/**
 * Whose token made the proof, of exactly this request, or is it. An ID token counts as of now, by the clock of this machine:
 * when it was asked for is known only from the store, where whoever asked may have written anything.
 */
export async function identified(
  people: People,
  { proof, ...asked }: StoredRequest,
  rollout: RolloutIdentity,
  host: Host,
): Promise<Identity | undefined> {
  if (proof === undefined) return undefined;
  const token = proof.startsWith(ID_TOKEN) ? proof.slice(ID_TOKEN.length) : undefined;
  const person =
    token === undefined
      ? whoHas(people, ({ tokens }) =>
          tokens.some((digest) => isSame(proofOf(digest, asked, rollout), proof)),
        )
      : isIdToken(token) && (await whoHoldsIdToken(token, people, host));
  if (person === false || isUnknown(person)) return undefined;
  const { name, groups } = person;
  return { name, groups };
}

/** The digest of a token is the key: who has either can make it, and none of both is in it. */
function proofOf(digest: string, asked: Unproved, rollout: RolloutIdentity): string {
  return createHmac('sha256', Buffer.from(digest, 'hex')).update(statementOf(asked, rollout)).digest('hex');
}

function statementOf({ request, actor, about }: Unproved, rollout: RolloutIdentity): string {
  return canonicalJson({ rollout: rolloutKey(rollout), request, actor: actor.name, about });
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
