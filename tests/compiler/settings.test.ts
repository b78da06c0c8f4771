import { expect, test } from 'vitest';
import { expectDiag } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

function withSetting(setting: string): string {
  return policyWith(
    'environments: [dev, prod]',
    `settings: { url: ${setting} }`,
    'probes: { api: { http: { url: "${settings.url}" } } }',
    'gates: { api: { require: api.ok } }',
  );
}

function withSecret(secret: string): string {
  return policyWith(
    `secrets: { token: ${secret} }`,
    'probes: { api: { http: { url: "http://localhost", headers: { Authorization: "${secrets.token}" } } } }',
    'gates: { api: { require: api.ok } }',
  );
}

test('a setting with every source', () => {
  const [setting] = planOf(
    withSetting('{ env: API_URL, per_env: { prod: "http://prod" }, default: "http://localhost" }'),
  ).settings;
  expect(setting).toMatchObject({
    name: 'url',
    env: 'API_URL',
    perEnv: { prod: 'http://prod' },
    default: 'http://localhost',
  });
});

test('a setting from nowhere', () => {
  expectDiag(withSetting('{}'))
    .code('SEN1505')
    .underlines('url')
    .message('the setting `url` says nowhere where its value comes from')
    .help('name a variable: `url: { env: URL }`');
});

test('a variable that cannot be one', () => {
  expectDiag(withSetting('{ env: 2nd-url }'))
    .code('SEN1506')
    .underlines('2nd-url')
    .message('`2nd-url` is not the name of an environment variable')
    .help('letters, digits and `_`, not beginning with a digit');
});

test('a value for an environment that is not declared', () => {
  expectDiag(withSetting('{ per_env: { prd: "http://prod" } }'))
    .code('SEN1504')
    .underlines('prd')
    .help('did you mean `prod`?');
});

test('a secret from a variable or a file', () => {
  expect(planOf(withSecret('{ env: TOKEN }')).secrets[0]).toMatchObject({ name: 'token', env: 'TOKEN' });
  expect(planOf(withSecret('{ file: /run/token }')).secrets[0]).toMatchObject({ file: '/run/token' });
});

test('a secret from nowhere', () => {
  expectDiag(withSecret('{}')).code('SEN1505').underlines('token');
});

test('a secret from two places', () => {
  expectDiag(withSecret('{ env: TOKEN, file: /run/token }'))
    .code('SEN1512')
    .underlines('/run/token')
    .message('the secret `token` has both `env` and `file`')
    .help('keep one of them');
});

test('a variable of a secret that cannot be one', () => {
  expectDiag(withSecret('{ env: "A B" }')).code('SEN1506').underlines('"A B"');
});

test('a secret from a vault', () => {
  const place = (vault: string) => planOf(withSecret(`{ vault: ${vault} }`)).secrets[0]?.vault;
  expect(place('{ path: apps/shop }')).toEqual({ mount: 'secret', path: 'apps/shop', key: 'token' });
  expect(place('{ path: a, key: b, mount: kv/x }')).toEqual({ mount: 'kv/x', path: 'a', key: 'b' });
  expectDiag(withSecret('{ env: A, vault: { path: a } }'))
    .code('SEN1512')
    .message('the secret `token` has both `env` and `vault`');
  expectDiag(withSecret('{ vault: { key: a } }')).code('SEN1103');
});

test.each(['/apps/shop', 'apps//shop', '../sys/seal'])('%s is no path in a vault', (path) => {
  expectDiag(withSecret(`{ vault: { path: "${path}" } }`))
    .code('SEN1530')
    .underlines(`"${path}"`);
});

test('a source that could not be read is told once', () => {
  expectDiag(withSetting('{ env: [A] }')).code('SEN1102');
  expectDiag(withSecret('{ file: [A] }')).code('SEN1102');
});
