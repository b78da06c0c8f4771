import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadOperatorConfig } from '../../../src/app/config/operator.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

async function configured(text: string) {
  const folder = await temporaryFolder({ 'sentinel.config.yaml': text });
  return loadOperatorConfig(hostIn(folder), join(folder, 'sentinel.config.yaml'), '/elsewhere');
}

describe('the operator’s configuration', () => {
  test('lists variables', async () => {
    expect(await configured('allow_env: [API_URL, SHOP_*]\n')).toMatchObject({
      allowEnv: ['API_URL', 'SHOP_*'],
    });
    expect(await configured('# nothing\n')).not.toHaveProperty('allowEnv');
    expect(await configured('')).not.toHaveProperty('allowEnv');
  });

  test.each([
    ['alow_env: [A]', 'unknown key `alow_env`'],
    ['zebra: 1', 'unknown key `zebra`'],
    ['hosts: [a]', '`hosts` is not yet in this version'],
    ['- a', 'the configuration is a map of keys'],
    ['allow_env: API_URL', 'this is a list of names'],
    ['allow_env: [a-b]', 'this is not the name of an environment variable'],
    ['allow_env: [[A]]', 'this is not the name of an environment variable'],
  ])('%s is refused', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test('names a store, one for limits, and the sources that may be exempt', async () => {
    expect(
      await configured(
        'exempt_sources: [emergency]\nstore: postgres://db/sentinel\nlimit_store: redis://cache\n',
      ),
    ).toMatchObject({
      exemptSources: ['emergency'],
      store: 'postgres://db/sentinel',
      limitStore: 'redis://cache',
    });
    expect(await configured('exempt_sources: []\n')).toMatchObject({ exemptSources: [] });
  });

  test.each([
    ['store: [a]', 'this is not the URL of a store'],
    ['limit_store: ""', 'this is not the URL of a store'],
    ['exempt_sources: [a b]', 'this is not the name of a source'],
  ])('%s is refused too', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test.each(['', '\n'])(
    'knows nobody by the digest of %j, which is what an empty variable gives',
    async (nothing) => {
      const empty = createHash('sha256').update(nothing).digest('hex');
      expect(
        await refusedWith(configured(`actors: { ann: { tokens: ["sha256:${empty}"] } }\n`)),
      ).toMatchObject([{ code: 'SEN2012', message: 'this is the digest of no token at all' }]);
    },
  );

  test('takes no keys of an issuer out of the directory that the policy governs', async () => {
    const tree = await temporaryFolder({ 'jwks.json': '{}' });
    const url = 'https://token.example';
    const folder = await temporaryFolder({
      'c.yaml': `issuers: { github: { url: ${url}, audience: sentinel, keys: ${join(tree, 'jwks.json')} } }\n`,
    });
    expect(await refusedWith(loadOperatorConfig(hostIn(folder), join(folder, 'c.yaml'), tree))).toMatchObject(
      [
        {
          code: 'SEN2012',
          message: 'the keys of the issuer `github` lie in the directory that the policy governs',
        },
      ],
    );
    const elsewhere = await loadOperatorConfig(hostIn(folder), join(folder, 'c.yaml'), '/elsewhere');
    expect(elsewhere.issuers?.get('github')).toMatchObject({ keys: join(tree, 'jwks.json') });
  });

  test('knows people by the digests of their tokens, and their groups', async () => {
    const digest = 'a'.repeat(64);
    const actors = `actors: { ann: { tokens: ["sha256:${digest}"] }, bob: { tokens: [] } }`;
    expect(await configured(`groups: { sre: [ann, bob], ops: [] }\n${actors}\n`)).toMatchObject({
      actors: new Map([
        ['ann', { tokens: [digest], oidc: [], sources: [], scope: new Map() }],
        ['bob', { tokens: [], oidc: [], sources: [], scope: new Map() }],
      ]),
      groups: new Map([
        ['sre', ['ann', 'bob']],
        ['ops', []],
      ]),
    });
  });

  test.each([
    ['actors: [ann]', 'this is a map by name'],
    ['actors: { ann: token }', 'this is a map of keys'],
    ['actors: { ann: {} }', 'nothing proves `ann`'],
    ['actors: { ann: { tokens: [], mail: a } }', 'unknown key `mail`'],
    ['actors: { ann: { tokens: secret } }', 'this is a list of digests'],
    ['actors: { ann: { tokens: [], source: [a b] } }', 'this is not the name of a source'],
    ['actors: { ann: { tokens: [], scope: cart } }', 'this is a map of keys'],
    ['actors: { ann: { tokens: [], scope: { env: prod } } }', 'unknown key `env`'],
    ['actors: { ann: { tokens: [], scope: { region: [[]] } } }', 'this is not the name of a region'],
    ['actors: { ann: { tokens: [secret] } }', 'this is not the digest of a token'],
    ['actors: { ann: { tokens: [[]] } }', 'this is not the digest of a token'],
    ['groups: { sre: ann }', '`sre` is a list of names'],
    ['groups: { sre: [ann] }', 'nobody of `actors` is called `ann`'],
    ['groups: sre', 'this is a map by name'],
  ])('%s is refused as well', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  const github = 'issuers: { github: { url: https://token.example, audience: sentinel } }';

  test('knows people by what their ID tokens claim, and what they may release where it is protected', async () => {
    const text = `protected: [prod, live-*]
issuers:
  github: { url: https://token.example/, audience: sentinel, keys: jwks.json }
  local: { url: "http://127.0.0.1:8080", audience: a }
actors:
  deployer:
    oidc: { issuer: github, claims: { repository: shop/checkout, run_attempt: 1 } }
    source: ci
    scope: { component: [checkout, cart], region: eu }
  ann: { oidc: [{ issuer: local, claims: { groups: sre } }], source: [desk, oncall] }
`;
    const config = await configured(text);
    expect(config).toMatchObject({
      protectedEnvironments: ['prod', 'live-*'],
      issuers: new Map([
        [
          'github',
          {
            name: 'github',
            url: 'https://token.example/',
            audience: 'sentinel',
            keys: join(dirname(config.file ?? ''), 'jwks.json'),
          },
        ],
        ['local', { name: 'local', url: 'http://127.0.0.1:8080', audience: 'a' }],
      ]),
    });
    expect(config.actors?.get('deployer')).toEqual({
      tokens: [],
      oidc: [
        {
          issuer: 'github',
          claims: new Map([
            ['repository', 'shop/checkout'],
            ['run_attempt', '1'],
          ]),
        },
      ],
      sources: ['ci'],
      scope: new Map([
        ['component', ['checkout', 'cart']],
        ['region', ['eu']],
      ]),
    });
    expect(config.actors?.get('ann')).toMatchObject({ sources: ['desk', 'oncall'] });
  });

  test.each([
    ['protected: prod', 'this is a list of names'],
    ['protected: ["*prod"]', 'this is not the name of an environment'],
    ['protected: [""]', 'this is not the name of an environment'],
    ['issuers: github', 'this is a map by name'],
    ['issuers: { github: https://token.example }', 'this is a map of keys'],
    ['issuers: { github: { url: https://token.example } }', '`github` has no `audience`'],
    ['issuers: { github: { audience: a } }', '`github` has no `url`'],
    ['issuers: { github: { url: http://token.example, audience: a } }', 'this is no `url` of an issuer'],
    ['issuers: { github: { url: "https://a@token.example", audience: a } }', 'this is no `url` of an issuer'],
    ['issuers: { github: { url: token, audience: a } }', 'this is no `url` of an issuer'],
    ['issuers: { github: { url: https://t.example, audience: [a] } }', 'this is no `audience` of an issuer'],
    [
      'issuers: { github: { url: https://t.example, audience: a, keys: "" } }',
      'this is no `keys` of an issuer',
    ],
    ['issuers: { github: { url: https://t.example, audience: a, jwks: b } }', 'unknown key `jwks`'],
    [
      `${github}\nactors: { ann: { oidc: { issuer: gitlab, claims: { a: b } } } }`,
      'no issuer is called `gitlab`',
    ],
    [`${github}\nactors: { ann: { oidc: { claims: { a: b } } } }`, 'this names no issuer'],
    [`${github}\nactors: { ann: { oidc: [github] } }`, 'this is a map of keys'],
    [`${github}\nactors: { ann: { oidc: { issuer: github, claims: { a: [b] } } } }`, '`a` is not one text'],
    [`${github}\nactors: { ann: { oidc: { issuer: github, claims: a } } }`, 'this is a map by name'],
    ...['{ issuer: github }', '{ issuer: github, claims: {} }'].map((oidc) => [
      `${github}\nactors: { ann: { oidc: ${oidc} } }`,
      'nothing is claimed, so every token of the issuer would do',
    ]),
  ])('%s does not stand', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test('that is not YAML is refused', async () => {
    expect(await refusedWith(configured('allow_env: [\n'))).not.toEqual([]);
  });

  test('is the user’s, where none is named', async () => {
    const home = await temporaryFolder({ '.config/sentinel/sentinel.config.yaml': 'allow_env: [A]\n' });
    expect(await loadOperatorConfig(hostIn(home), undefined, '/elsewhere')).toMatchObject({
      allowEnv: ['A'],
    });
    const xdg = hostIn('/', { XDG_CONFIG_HOME: join(home, '.config') });
    expect(await loadOperatorConfig(xdg, undefined, '/elsewhere')).toMatchObject({ allowEnv: ['A'] });
  });

  test('is never from the tree that the policy governs', async () => {
    const tree = await temporaryFolder({
      'sentinel.config.yaml': 'allow_env: [A]\n',
      'sentinel/sentinel.config.yaml': 'allow_env: [A]\n',
    });
    const given = loadOperatorConfig(hostIn(tree), 'sentinel.config.yaml', tree);
    expect(await refusedWith(given)).toMatchObject([{ code: 'SEN2012' }]);
    const found = loadOperatorConfig(hostIn(tree, { XDG_CONFIG_HOME: tree }), undefined, tree);
    expect(await found).not.toHaveProperty('allowEnv');
  });

  test('that is named and missing is refused', async () => {
    expect(
      await refusedWith(loadOperatorConfig(hostIn('/tmp'), '/nowhere/c.yaml', '/elsewhere')),
    ).toMatchObject([{ code: 'SEN2011' }]);
  });
});
