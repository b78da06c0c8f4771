/** ID tokens (OpenID Connect): what an issuer that the operator knows says of whoever holds one, for a few minutes. */
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { formatDuration } from '../../plan/units.ts';
import { type Known, unknown } from '../../plan/value.ts';
import { NetworkFailure } from '../../runtime/host/network/failure.ts';
import type { Host } from '../host.ts';
import { keysOf } from './issuer-keys.ts';
import type { Issuer } from './issuers.ts';
import { Refusal } from '../refusal.ts';

/** Signatures that only whoever has the private key can make; none whose key is a secret that we would share. */
const algorithms = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/** Clocks may be so far apart, seconds. */
const TOLERANCE = 30;
/** Whatever its `exp`: what was read somewhere can be used no longer, seconds. */
const OLDEST = 10 * 60;

/** Why it proves nothing, where it does not; nothing of the token is in that. */
export async function claimsOf(
  token: string,
  issuer: Issuer,
  { clock }: Pick<Host, 'clock'>,
): Promise<Known<JWTPayload>> {
  try {
    const { payload } = await jwtVerify(token, keysOf(issuer, clock), {
      algorithms,
      issuer: issuer.url,
      audience: issuer.audience,
      currentDate: new Date(clock.now()),
      clockTolerance: TOLERANCE,
      maxTokenAge: OLDEST,
      requiredClaims: ['exp', 'iat'],
    });
    return payload;
  } catch (error) {
    return unknown(reasonOf(error, issuer));
  }
}

function reasonOf(error: unknown, { name, audience }: Issuer): string {
  if (error instanceof errors.JWTExpired)
    return error.claim === 'exp'
      ? 'it has expired'
      : `it is older than ${formatDuration(OLDEST * 1_000)}, which is as long as one counts`;
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return `it is not meant for \`${audience}\``;
    if (error.reason === 'missing') return `it has no \`${error.claim}\``;
    return `its \`${error.claim}\` does not fit, or is yet to come`;
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return `none of the keys of \`${name}\` is the one that it is signed with`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not good';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'it is signed in a way that proves nothing';
  if (error instanceof NetworkFailure || error instanceof Refusal)
    return `the keys of \`${name}\` cannot be had: ${error.message}`;
  // Whatever is thrown at something so hostile: it is no token.
  return 'it cannot be read, or the keys of its issuer cannot';
}
