/** An issuer of ID tokens: a real server on 127.0.0.1 that tells where its keys are, and signs what a test wants. */
import type { RequestListener } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Issuer } from '../../src/app/people/issuers.ts';
import { httpServer } from './server.ts';

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly key: CryptoKey;
  /** The public one. */
  readonly jwk: JWK;
}

export async function signingKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** `claims` are added, or taken away where they are undefined. `at` is when it is issued, milliseconds. */
export function idToken(
  { key, kid, alg }: Pick<SigningKey, 'key' | 'kid' | 'alg'>,
  {
    iss,
    at,
    claims = {},
  }: { readonly iss: string; readonly at: number; readonly claims?: Readonly<Record<string, unknown>> },
): Promise<string> {
  const now = Math.floor(at / 1000);
  const payload = { iss, aud: 'sentinel', iat: now, nbf: now, exp: now + 300, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload)
    .setProtectedHeader({ alg, kid })
    .sign(key);
}

export interface TestIssuer {
  readonly issuer: Issuer;
  /** What it was asked for. */
  readonly asked: string[];
  /** What it answers by path; a test may change it. */
  readonly answers: Map<string, unknown>;
  publish(...keys: readonly SigningKey[]): void;
}

export async function testIssuer(...keys: readonly SigningKey[]): Promise<TestIssuer> {
  const asked: string[] = [];
  const answers = new Map<string, unknown>();
  const listener: RequestListener = ({ url = '' }, response) => {
    asked.push(url);
    const answer = answers.get(url);
    // One that is there and says nothing.
    if (answer === 'nothing') return;
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  };
  const url = await httpServer(listener);
  answers.set('/.well-known/openid-configuration', { issuer: url, jwks_uri: `${url}/keys` });
  const publish = (...published: readonly SigningKey[]) =>
    answers.set('/keys', { keys: published.map(({ jwk }) => jwk) });
  publish(...keys);
  return { issuer: { name: 'local', url, audience: 'sentinel' }, asked, answers, publish };
}
