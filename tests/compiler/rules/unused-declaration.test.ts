import { test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

test('a probe', () => {
  expectDiag(policyWith('probes:', '  disk: { disk: { path: / } }', ...cleanTree))
    .code('SEN1201')
    .underlines('disk')
    .message('the probe `disk` is never used')
    .help('remove it, or write a gate that reads it');
});

test('a setting, a secret and an input', () => {
  expectDiags(
    policyWith(
      'settings: { api_url: { env: API_URL } }',
      'secrets: { token: { env: TOKEN } }',
      'inputs: { ticket: { type: string } }',
      ...cleanTree,
    ),
  ).are('SEN1201 api_url', 'SEN1201 token', 'SEN1201 ticket');
});

test('a setting is asked for at every run', () => {
  expectDiag(policyWith('settings: { api_url: { env: API_URL } }', ...cleanTree)).help(
    'remove it: it is asked for at every run, and a run without it is blocked',
  );
});

test('what is used somewhere', () => {
  expectClean(
    policyWith(
      'settings: { api_url: { env: API_URL }, note: { default: well } }',
      'secrets: { token: { env: TOKEN } }',
      'inputs: { ticket: { type: string }, branch: { type: string } }',
      'probes:',
      '  api:',
      '    http:',
      '      url: "${settings.api_url}"',
      '      headers: { Authorization: "${secrets.token}" }',
      '  up: { each: { port: [80, 443] }, tcp: { host: localhost, port: 8080 } }',
      'gates:',
      '  api:',
      '    require: api.ok',
      '    when: release.source != ticket',
      '    message: "say ${settings.note} at ${now}"',
      '  up: { require: "any(up, p => p.ok)" }',
      'after:',
      '  - { name: tell, when: git.branch == branch, command: { run: [echo, done] } }',
    ),
  );
});
