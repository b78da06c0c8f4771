/** Secrets out of Vault, against the contract of its HTTP API: KV version 2. */
import { rename, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plan } from '../../../src/app/index.ts';
import { environmentAccess } from '../../../src/app/context/environment.ts';
import { liveSettings } from '../../../src/app/context/live-settings.ts';
import { vaultReader } from '../../../src/app/context/vault.ts';
import { revealSecret } from '../../../src/plan/secret.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn, requestWith } from '../../support/host.ts';
import { planWith, somewhere } from '../../support/plan.ts';
import { refusedWith } from '../../support/refusal.ts';
import { closedPort, httpServer } from '../../support/server.ts';

const forever = new AbortController().signal;
const TOKEN = 'hvs.t0ken-of-vault';
const place = { mount: 'secret', path: 'apps/shop', key: 'token' };

/** Answers as Vault does: who has the token is told what lies under a path, of the newest version. */
async function startVault() {
  const asked: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
  const vault = {
    url: '',
    asked,
    secrets: new Map<string, unknown>([['/v1/secret/data/apps/shop', { token: 'first-s3cret', port: 80 }]]),
    /** Instead of an answer to the point. */
    status: 0,
    body: '{"errors":[]}',
  };
  vault.url = await httpServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (vault.status > 0) response.writeHead(vault.status).end(vault.body);
    else if (request.headers['x-vault-token'] !== TOKEN) say(403, { errors: ['permission denied'] });
    else if (!vault.secrets.has(request.url ?? '')) say(404, { errors: [] });
    else
      say(200, {
        request_id: 'r1',
        data: { data: vault.secrets.get(request.url ?? ''), metadata: { version: 3, destroyed: false } },
      });
  });
  return vault;
}

function reading(env: Readonly<Record<string, string>>, what = place, cwd = '/') {
  const host = hostIn(cwd, env);
  return host.clock.run(vaultReader(host, cwd, forever)(what));
}

describe('what is asked', () => {
  test('the newest version of a path, with the token, once for all its keys', async () => {
    const vault = await startVault();
    const host = hostIn('/', { VAULT_ADDR: vault.url, VAULT_TOKEN: TOKEN, VAULT_NAMESPACE: 'team-a' });
    const read = vaultReader(host, '/', forever);
    expect(await host.clock.run(read(place))).toBe('first-s3cret');
    expect(await host.clock.run(read({ ...place, key: 'other' }))).toEqual({
      why: '`secret/apps/shop` in Vault has no key `other`',
      passing: false,
    });
    expect(vault.asked.length).toBe(1);
    expect(vault.asked[0]).toMatchObject({
      url: '/v1/secret/data/apps/shop',
      headers: { 'x-vault-token': TOKEN, 'x-vault-namespace': 'team-a', 'x-vault-request': 'true' },
    });
  });

  test('beneath the address, of another engine, whatever the names hold', async () => {
    const vault = await startVault();
    const env = { VAULT_ADDR: `${vault.url}/base/`, VAULT_TOKEN: TOKEN };
    await reading(env, { mount: 'kv/team', path: 'a b/ü?x=1', key: 'k' });
    expect(vault.asked[0]?.url).toBe('/base/v1/kv/team/data/a%20b/%C3%BC%3Fx%3D1');
    expect(vault.asked[0]?.headers['x-vault-namespace']).toBeUndefined();
  });

  test('the token is read anew from its file', async () => {
    const vault = await startVault();
    const cwd = await temporaryFolder({ token: 'old\n' });
    const env = { VAULT_ADDR: vault.url, VAULT_TOKEN_FILE: join(cwd, 'token'), VAULT_TOKEN: 'unused' };
    expect(await reading(env)).toMatchObject({ passing: true });
    await writeFile(join(cwd, 'token'), `${TOKEN}\n`);
    expect(await reading(env)).toBe('first-s3cret');
    await rename(join(cwd, 'token'), join(cwd, 'gone'));
    expect(await reading(env)).toMatchObject({
      why: expect.stringContaining('`VAULT_TOKEN_FILE`') as string,
    });
  });
});

describe('what is answered', () => {
  test.each([
    [403, '', 'Vault refuses the token, or the token may not read `secret/apps/shop`', true],
    [404, '', 'Vault has nothing at `secret/apps/shop`, or it was deleted', false],
    [400, '', 'Vault answers HTTP 400 for `secret/apps/shop`', false],
    [429, '', 'Vault answers HTTP 429', true],
    [472, '', 'Vault answers HTTP 472 for `secret/apps/shop`', false],
    [500, '', 'Vault answers HTTP 500', true],
    [503, '', 'Vault is sealed, or down for maintenance', true],
    [200, 'no JSON', 'what Vault answers for `secret/apps/shop` is no secret of KV version 2', false],
    [
      200,
      '{"data":{"token":"of version 1"}}',
      'what Vault answers for `secret/apps/shop` is no secret of KV version 2',
      false,
    ],
    [200, 'null', 'what Vault answers for `secret/apps/shop` is no secret of KV version 2', false],
    [
      200,
      '{"data":{"data":[]}}',
      'what Vault answers for `secret/apps/shop` is no secret of KV version 2',
      false,
    ],
    [
      200,
      '{"data":{"data":{"token":7}}}',
      '`secret/apps/shop` in Vault holds no text under `token`, or an empty one',
      false,
    ],
    [
      200,
      '{"data":{"data":{"token":""}}}',
      '`secret/apps/shop` in Vault holds no text under `token`, or an empty one',
      false,
    ],
  ])('%i %s', async (status, body, why, passing) => {
    const vault = await startVault();
    Object.assign(vault, { status, body });
    expect(await reading({ VAULT_ADDR: vault.url, VAULT_TOKEN: TOKEN })).toEqual({ why, passing });
  });

  test('nobody there, and nobody said where', async () => {
    const address = `http://127.0.0.1:${await closedPort()}`;
    expect(await reading({ VAULT_ADDR: address, VAULT_TOKEN: TOKEN })).toEqual({
      why: 'Vault cannot be asked: connection refused (3 attempts)',
      passing: true,
    });
    expect(await reading({ VAULT_TOKEN: TOKEN })).toMatchObject({
      why: expect.stringContaining('`VAULT_ADDR`') as string,
    });
    expect(await reading({ VAULT_ADDR: address })).toMatchObject({
      why: expect.stringContaining('`VAULT_TOKEN`') as string,
    });
  });
});

const policy = `sentinel: 1
policy: shop
secrets:
  token: { vault: { path: apps/shop } }
probes:
  api: { http: { url: "http://127.0.0.1:1/", attempts: 1, headers: { Authorization: "Bearer \${secrets.token}" } } }
gates:
  api: { require: api.ok }
`;

test('a run that cannot have its secret is refused, and shows neither it nor the token', async () => {
  const vault = await startVault();
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const host = hostIn(cwd, { VAULT_ADDR: vault.url, VAULT_TOKEN: 'wrong-t0ken' });
  const request = { ...requestWith(), wait: false };
  const refused = await host.clock.run(refusedWith(plan(request, host)));
  expect(refused.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'SEN2102 the secret `token` is missing: Vault refuses the token, or the token may not read `secret/apps/shop`',
  ]);
  const good = hostIn(cwd, { VAULT_ADDR: vault.url, VAULT_TOKEN: TOKEN });
  const report = await good.clock.run(plan(request, good));
  expect(JSON.stringify([report, refused])).not.toMatch(/s3cret|t0ken/u);
  const filter = good.redactor.filter();
  expect(filter.push(`first-s3cret ${TOKEN}`) + filter.end()).toBe('‹secret token› ‹secret token of Vault›');
});

test('secrets of what goes on for long are read again: one that changes is another, one that cannot be had is as it was', async () => {
  const vault = await startVault();
  const cwd = await temporaryFolder({ password: 'first-word\n' });
  const host = hostIn(cwd, { VAULT_ADDR: vault.url, VAULT_TOKEN: TOKEN });
  const secrets = [
    { name: 'token', vault: place, location: somewhere },
    { name: 'password', file: 'password', location: somewhere },
  ];
  const live = await host.clock.run(
    liveSettings(planWith({ secrets }), {
      host,
      environment: environmentAccess(host.env, { untrusted: false }),
      root: cwd,
      untrusted: false,
      signal: forever,
    }),
  );
  const texts = () =>
    Array.from(live.secrets, ([, secret]) => (isUnknown(secret) ? 'unknown' : revealSecret(secret)));
  const renew = async () => {
    await host.clock.run(host.clock.sleep(1_000));
    return host.clock.run(live.renew());
  };
  expect(texts()).toEqual(['first-s3cret', 'first-word']);
  expect(await renew()).toBe(false);
  vault.secrets.set('/v1/secret/data/apps/shop', { token: 'second-s3cret' });
  await writeFile(join(cwd, 'password'), 'second-word');
  expect(await renew()).toBe(true);
  expect(texts()).toEqual(['second-s3cret', 'second-word']);
  vault.status = 503;
  await rename(join(cwd, 'password'), join(cwd, 'gone'));
  expect(await renew()).toBe(false);
  expect(texts()).toEqual(['second-s3cret', 'second-word']);
});
