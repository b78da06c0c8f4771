import { test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function withSetting(setting: string): string {
  return policyWith(
    'environments: [dev, stage, prod]',
    `settings: { url: ${setting} }`,
    'probes: { api: { http: { url: "${settings.url}" } } }',
    'gates: { api: { require: api.ok } }',
  );
}

test('environments that are left out', () => {
  expectDiag(withSetting('{ per_env: { prod: "https://prod" } }'))
    .code('SEN1209')
    .underlines('url')
    .message('the setting `url` has no value in `dev`, `stage`')
    .help('add one, or `env` or `default`; without it every run there is blocked');
});

test('nothing is left out, or there is something to fall back on', () => {
  expectClean(withSetting('{ per_env: { prod: "https://p", stage: "https://s", dev: "https://d" } }'));
  expectClean(withSetting('{ per_env: { prod: "https://prod" }, default: "http://localhost" }'));
  expectClean(withSetting('{ per_env: { prod: "https://prod" }, env: URL }'));
});

test('an invalid policy is not judged', () => {
  expectDiags(withSetting('{ per_env: { prd: "https://prod" } }')).without('SEN1209');
});
