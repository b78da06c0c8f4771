import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function asking(url: string, headers = '{}'): string {
  return policyWith(
    'secrets: { token: { env: TOKEN } }',
    'probes:',
    `  api: { http: { url: "${url}", headers: ${headers}, body: "\${secrets.token}" } }`,
    'gates: { api: { require: api.ok } }',
  );
}

test('a token in a URL', () => {
  expectDiags(asking('https://shop.example.com/?token=s3cr3t-4711&x=1'))
    .only('SEN1236')
    .underlines('s3cr3t-4711')
    .message('a secret stands in the policy')
    .help(/write `\$\{secrets\.token\}`/u);
});

describe('in a URL', () => {
  test.each([
    ['https://ann:hunter2@shop.example.com', 'hunter2'],
    ['https://shop.example.com/?a=1&api_key=0123456789', '0123456789'],
    ['https://shop.example.com/?access_token=0123456789', '0123456789'],
    ['https://hooks.example.com/glpat-ABCDEFGHIJ0123456789', 'glpat-ABCDEFGHIJ0123456789'],
  ])('%s', (url, secret) => {
    expectDiags(asking(url)).only('SEN1236').underlines(secret);
  });
});

describe('in a header', () => {
  test.each([
    ['{ Authorization: "Bearer abcdefgh12345" }', 'abcdefgh12345'],
    ['{ Authorization: "abcdefgh12345" }', 'abcdefgh12345'],
    ['{ X-Api-Key: abcdefgh12345 }', 'abcdefgh12345'],
  ])('%s', (headers, secret) => {
    expectDiags(asking('https://shop.example.com', headers)).only('SEN1236').underlines(secret);
  });
});

test('a key in a list', () => {
  expectDiags(
    policyWith(
      'gates: { g: { require: git.clean } }',
      'after: [{ name: tell, command: { run: [tool, ghp_abcdefghijklmnop] } }]',
    ),
  )
    .only('SEN1236')
    .underlines('ghp_abcdefghijklmnop');
});

describe('none', () => {
  test.each([
    ['https://shop.example.com/?token=${release.version}', '{}'],
    ['https://shop.example.com/?page=12345678&key=short', '{}'],
    ['https://shop.example.com:8080/a@b', '{}'],
    ['https://shop.example.com', '{ Authorization: "Bearer ${secrets.token}" }'],
    ['https://shop.example.com', '{ X-Api-Key: none }'],
    ['https://shop.example.com', '{ Accept: application/json }'],
  ])('%s %s', (url, headers) => {
    expectDiags(asking(url, headers)).without('SEN1236');
  });
});
