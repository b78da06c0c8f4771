import { describe, test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function asking(url: string): string {
  return policyWith(
    'probes:',
    `  api: { http: { url: "${url}" } }`,
    'gates:',
    '  api: { severity: critical, require: api.ok }',
  );
}

test('a probe', () => {
  expectDiag(asking('http://shop.example.com:8080/health'))
    .code('SEN1205')
    .underlines('http://shop.example.com')
    .message('`shop.example.com` is asked over plain HTTP')
    .help('write `https://shop.example.com`, or a private name where the service is your own');
});

test('the default of a setting', () => {
  expectDiag(
    policyWith(
      'settings:',
      '  api_url: { per_env: { prod: "http://shop.example.com" }, default: "http://localhost" }',
      'environments: [prod]',
      'probes:',
      '  api: { http: { url: "${settings.api_url}/health" } }',
      'gates:',
      '  api: { severity: critical, require: api.ok }',
    ),
  )
    .code('SEN1205')
    .underlines('http://shop.example.com');
});

test('a list', () => {
  expectDiag(
    policyWith(
      'probes:',
      '  up: { each: { url: ["http://localhost", "http://shop.example.com"] }, http: { url: "${url}" } }',
      'gates:',
      '  up: { require: "all(up, p => p.ok)" }',
    ),
  ).code('SEN1205');
});

describe('public hosts', () => {
  test.each([
    'shop.example.com',
    'shop.de',
    '8.8.8.8',
    '[2001:4860:4860::8888]',
    'shop.io.',
    'user@shop.example.com',
  ])('%s', (host) => {
    expectDiag(asking(`http://${host}/`)).code('SEN1205');
  });
});

describe('private hosts', () => {
  test.each([
    'localhost:8080',
    'prom',
    'prom.stage:9090',
    'api.internal',
    'api.svc.cluster.local',
    '127.0.0.1',
    '10.1.2.3:80',
    '192.168.1.1',
    '[::1]:8080',
    '[fd00::1]',
  ])('%s', (host) => {
    expectClean(asking(`http://${host}/`));
  });
});

test('HTTPS', () => {
  expectClean(asking('https://shop.example.com/'));
});

test('a link for people is no request', () => {
  expectClean(
    policyWith('gates:', '  clean: { require: git.clean, runbook: "http://wiki.example.com/clean" }'),
  );
});
