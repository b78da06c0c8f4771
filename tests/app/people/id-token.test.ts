/** ID tokens, good ones and forged ones, against a real issuer. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { type CryptoKey, exportSPKI, importJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { People, Person } from '../../../src/app/people/people.ts';
import { identified } from '../../../src/app/people/proof.ts';
import { isIdToken, whoIsHere } from '../../../src/app/people/who.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn, type TestHost } from '../../support/host.ts';
import { idToken, type SigningKey, signingKey, type TestIssuer, testIssuer } from '../../support/issuer.ts';
import { closedPort } from '../../support/server.ts';

let first: SigningKey;
let second: SigningKey;
let rsa: SigningKey;

beforeAll(async () => {
  [first, second, rsa] = await Promise.all([
    signingKey('first'),
    signingKey('second'),
    signingKey('rsa', 'RS256'),
  ]);
});

function person(claims: Readonly<Record<string, string>>, issuer = 'local'): Person {
  return {
    tokens: [],
    oidc: [{ issuer, claims: new Map(Object.entries(claims)) }],
    sources: ['ci'],
    scope: new Map(),
  };
}

const deployer = person({ repository: 'shop/checkout', ref: 'refs/heads/main' });
type Claims = Readonly<Record<string, unknown>>;

const rights: Claims = { repository: 'shop/checkout', ref: 'refs/heads/main' };

function peopleAt(
  { issuer }: Pick<TestIssuer, 'issuer'>,
  actors: Readonly<Record<string, Person>> = { deployer },
): Required<People> {
  return {
    actors: new Map(Object.entries(actors)),
    groups: new Map([['ops', ['deployer']]]),
    issuers: new Map([[issuer.name, issuer]]),
  };
}

/** The name, or why it is nobody. */
async function whoWith(token: string, people: People, host: TestHost): Promise<string> {
  const who = await whoIsHere(people, { ...host, env: { SENTINEL_TOKEN: token } });
  return isUnknown(who) ? who.reason.replace('`SENTINEL_TOKEN` proves nobody: ', '') : who.name;
}

const seconds = (host: TestHost) => Math.floor(host.clock.now() / 1000);

const encoded = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');

/** As a forger writes it. */
function forged(header: unknown, payload: unknown, sign: (text: string) => string): string {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${sign(text)}`;
}

describe('an ID token', () => {
  test.each<[string, Claims, string]>([
    ['claims what is asked for', {}, 'deployer'],
    ['claims a list that holds it', { ref: ['refs/tags/v1', 'refs/heads/main'] }, 'deployer'],
    ['is meant for several', { aud: ['other', 'sentinel'] }, 'deployer'],
    ['is of a clock that goes ahead a little', { iat: 20, nbf: 20 }, 'deployer'],
    ['claims something else', { ref: 'refs/heads/other' }, 'it fits none of `actors`'],
    ['claims a list without it', { ref: ['refs/heads/other'] }, 'it fits none of `actors`'],
    ['claims it not to the letter', { ref: 'refs/heads/Main' }, 'it fits none of `actors`'],
    ['claims too little', { ref: undefined }, 'it fits none of `actors`'],
    ['claims an object', { ref: { 'refs/heads/main': true } }, 'it fits none of `actors`'],
    [
      'is of another issuer',
      { iss: 'https://else.example' },
      'it is of an issuer that the operator does not list',
    ],
    ['is of no issuer', { iss: undefined }, 'it is of an issuer that the operator does not list'],
    ['is meant for others', { aud: 'registry' }, 'it is not meant for `sentinel`'],
    ['is meant for something like it', { aud: 'sentinel#00' }, 'it is not meant for `sentinel`'],
    ['is meant for nobody', { aud: undefined }, 'it is not meant for `sentinel`'],
    ['has expired', { exp: -31 }, 'it has expired'],
    ['never expires', { exp: undefined }, 'it has no `exp`'],
    ['does not say how old it is', { iat: undefined }, 'it has no `iat`'],
    [
      'is old and expires late',
      { iat: -631, exp: 9_999 },
      'it is older than 10 min, which is as long as one counts',
    ],
    ['is of tomorrow', { iat: 86_400, exp: 90_000 }, 'its `iat` does not fit, or is yet to come'],
    ['is not yet good', { nbf: 31 }, 'its `nbf` does not fit, or is yet to come'],
  ])('that %s', async (_, claims, expected) => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const times = ['exp', 'iat', 'nbf'].flatMap((name) =>
      typeof claims[name] === 'number' ? [[name, seconds(host) + claims[name]] as const] : [],
    );
    const token = await idToken(first, {
      iss: local.issuer.url,
      at: host.clock.now(),
      claims: { ...rights, ...claims, ...Object.fromEntries(times) },
    });
    expect(isIdToken(token)).toBe(true);
    expect(await whoWith(token, peopleAt(local), host)).toBe(expected);
  });

  test('signed by nobody, by a secret that is public, by a key of its own, or by another key proves nobody', async () => {
    const local = await testIssuer(rsa);
    const host = hostIn('/');
    const iss = local.issuer.url;
    const whole = { iss, aud: 'sentinel', iat: seconds(host), exp: seconds(host) + 300, ...rights };
    const good = await idToken(rsa, { iss, at: host.clock.now(), claims: rights });
    const hmac = (secret: string) => (text: string) =>
      createHmac('sha256', secret).update(text).digest('base64url');
    const spki = await exportSPKI((await importJWK(rsa.jwk, 'RS256', { extractable: true })) as CryptoKey);
    const people = peopleAt(local);
    expect(await whoWith(good, people, host)).toBe('deployer');
    const [header = '', payload = '', signature = ''] = good.split('.');
    const other = await idToken({ ...second, kid: 'rsa' }, { iss, at: host.clock.now(), claims: rights });
    for (const token of [
      forged({ alg: 'none', kid: 'rsa' }, whole, () => 'AA'),
      forged({ alg: 'None', kid: 'rsa' }, whole, () => 'AA'),
      forged({ alg: 'HS256', kid: 'rsa' }, whole, hmac(spki)),
      forged({ alg: 'HS256', kid: 'rsa' }, whole, hmac(spki.trim())),
      forged({ alg: 'HS256', kid: 'rsa' }, whole, hmac(JSON.stringify(rsa.jwk))),
      forged({ alg: 'ES256', jwk: second.jwk }, whole, () => other.split('.')[2] ?? ''),
      forged({ alg: 'RS256', kid: 'rsa', crit: ['exp'] }, whole, () => signature),
      `${header}.${encoded({ ...whole, ref: 'refs/heads/main', sub: 'other' })}.${signature}`,
      `${header}.${payload}.${signature.replace(/^./u, (one) => (one === 'A' ? 'B' : 'A'))}`,
      other,
    ])
      expect(await whoWith(token, people, host)).toMatch(
        /^(?:it is signed|its signature|none of the keys|it cannot be read)/u,
      );
    // Without a signature it has not even the form of one, and is no API token that anybody knows.
    const bare = forged({ alg: 'none' }, whole, () => '');
    expect(isIdToken(bare)).toBe(false);
    expect(await whoWith(bare, people, host)).toBe('it fits none of `actors`');
  });

  test('that could be of two is of nobody', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const people = peopleAt(local, { deployer, ann: person({ repository: 'shop/checkout' }) });
    const token = await idToken(first, { iss: local.issuer.url, at: host.clock.now(), claims: rights });
    expect(await whoWith(token, people, host)).toBe('it fits several of `actors`: deployer, ann');
  });

  test('counts a number to the letter, and so none that reading rounds', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const by = async (project: number) => {
      const people = peopleAt(local, { deployer: person({ project: String(project) }) });
      const claims = { project };
      return whoWith(
        await idToken(first, { iss: local.issuer.url, at: host.clock.now(), claims }),
        people,
        host,
      );
    };
    expect(await by(278_964)).toBe('deployer');
    // 9007199254740993 reads as this one.
    expect(await by(2 ** 53)).toBe('it fits none of `actors`');
  });

  test('with a line break behind it says so, and is shown nowhere without it either', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const token = await idToken(first, { iss: local.issuer.url, at: host.clock.now(), claims: rights });
    const why = 'white space stands around it, which is no part of a token';
    expect(await whoWith(`${token}\n`, peopleAt(local), host)).toBe(why);
    const filter = host.redactor.filter();
    expect(filter.push(token) + filter.end()).not.toContain(token.slice(0, 20));
  });

  test('of one issuer is none of another, though that signs for the same address', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const token = await idToken(first, { iss: local.issuer.url, at: host.clock.now(), claims: rights });
    const people = peopleAt(local, { deployer: person({ repository: 'shop/checkout' }, 'other') });
    expect(await whoWith(token, people, host)).toBe('it fits none of `actors`');
    expect(await whoWith(token, { ...people, issuers: new Map() }, host)).toMatch(
      /issuer that the operator does not list/u,
    );
  });
});

describe('keys', () => {
  async function signedBy(key: SigningKey, { issuer }: TestIssuer, host: TestHost): Promise<string> {
    return idToken(key, { iss: issuer.url, at: host.clock.now(), claims: rights });
  }

  test('that are new are fetched, and no more often than every ten seconds', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const people = peopleAt(local);
    expect(await whoWith(await signedBy(first, local, host), people, host)).toBe('deployer');
    expect(await whoWith(await signedBy(first, local, host), people, host)).toBe('deployer');
    expect(local.asked).toHaveLength(2);
    local.publish(second);
    // Not again at once, for whatever somebody signs with.
    const why = 'none of the keys of `local` is the one that it is signed with';
    for (let time = 0; time < 3; time++)
      expect(await whoWith(await signedBy(second, local, host), people, host)).toBe(why);
    expect(local.asked).toHaveLength(2);
    await host.clock.run(host.clock.sleep(10_000));
    expect(await whoWith(await signedBy(second, local, host), people, host)).toBe('deployer');
    expect(await whoWith(await signedBy(first, local, host), people, host)).toBe(why);
    expect(local.asked).toHaveLength(4);
  });

  test('that were withdrawn are forgotten after ten minutes', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const people = peopleAt(local);
    await whoWith(await signedBy(first, local, host), people, host);
    local.publish(second);
    await host.clock.run(host.clock.sleep(600_000));
    expect(await whoWith(await signedBy(first, local, host), people, host)).toMatch(/^none of the keys/u);
  });

  test('of a file need nobody to be asked', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    const folder = await temporaryFolder({
      'good.json': JSON.stringify({ keys: [first.jwk] }),
      'bad.json': '{ "keys": 1 }',
    });
    const withKeys = (keys: string) => peopleAt({ issuer: { ...local.issuer, keys: join(folder, keys) } });
    const token = await signedBy(first, local, host);
    expect(await whoWith(token, withKeys('good.json'), host)).toBe('deployer');
    expect(await whoWith(token, withKeys('bad.json'), host)).toMatch(/^it cannot be read/u);
    expect(await whoWith(token, withKeys('none.json'), host)).toMatch(
      /the keys of `local` cannot be had: .*none\.json` does not exist/u,
    );
    expect(await whoWith(token, withKeys('.'), host)).toMatch(/is not a regular file/u);
    expect(local.asked).toEqual([]);
  });

  test.each<[string, (local: TestIssuer) => void, RegExp]>([
    [
      'are of another issuer',
      ({ answers, issuer }) =>
        answers.set('/.well-known/openid-configuration', {
          issuer: 'https://else.example',
          jwks_uri: `${issuer.url}/keys`,
        }),
      /what is found there is of another issuer/u,
    ],
    [
      'anybody on the way could change',
      ({ answers, issuer }) =>
        answers.set('/.well-known/openid-configuration', {
          issuer: issuer.url,
          jwks_uri: 'http://else.example/keys',
        }),
      /its keys are not at an `https:\/\/` address/u,
    ],
    ['are no JSON', ({ answers }) => answers.set('/keys', '<html>'), /^it cannot be read/u],
    ['are not there', ({ answers }) => answers.delete('/keys'), /it answers HTTP 404/u],
    [
      'are enormous',
      ({ answers }) => answers.set('/keys', ' '.repeat(300_000)),
      /the answer is larger than 256 KiB/u,
    ],
  ])('that %s prove nobody', async (_, spoil, why) => {
    const local = await testIssuer(first);
    spoil(local);
    const host = hostIn('/');
    expect(await whoWith(await signedBy(first, local, host), peopleAt(local), host)).toMatch(why);
  });

  test('of an issuer that is dead, or says nothing, are not waited for', async () => {
    const local = await testIssuer(first);
    const host = hostIn('/');
    local.answers.set('/keys', 'nothing');
    const token = await signedBy(first, local, host);
    const people = peopleAt(local);
    const request = {
      request: { kind: 'rollback', why: 'fire' },
      actor: { name: 'ann', verified: false },
      about: { digest: 'd', generation: 1, retries: 0, clock: 0 },
      proof: `id-token:${token}`,
    } as const;
    const before = performance.now();
    // Many at once wait for one.
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        identified(people, request, { policy: 'shop', rollout: 'main' }, host),
      ),
    );
    expect(all.every((one) => one === undefined)).toBe(true);
    // Who asks next waits for nothing.
    expect(await whoWith(token, people, host)).toBe(
      'the keys of `local` cannot be had: no answer within 1.5 s',
    );
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(local.asked).toHaveLength(2);

    const dead = { ...local.issuer, url: `http://127.0.0.1:${await closedPort()}` };
    const other = await idToken(first, { iss: dead.url, at: host.clock.now(), claims: rights });
    expect(await whoWith(other, peopleAt({ issuer: dead }), host)).toBe(
      'the keys of `local` cannot be had: connection refused',
    );
  });
});
