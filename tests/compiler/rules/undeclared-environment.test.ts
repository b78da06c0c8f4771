import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gate(when: string): string {
  return policyWith('environments: [dev, prod]', `gates: { g: { require: git.clean, when: '${when}' } }`);
}

test('another word for an environment', () => {
  expectDiags(gate('release.env == "production"'))
    .only('SEN1221')
    .underlines('"production"')
    .message('`production` is not an environment of this policy')
    .help('did you mean `prod`?')
    .fixes(gate('release.env == "prod"'));
});

describe('also', () => {
  test.each(['"live" != release.env', 'release.env in ["dev", "live"]'])('%s', (when) => {
    expectDiags(gate(when)).only('SEN1221').underlines('"live"');
  });
});

test('nothing like it', () => {
  expectDiags(gate('release.env == "moon"')).only('SEN1221').help('it declares `dev`, `prod`').hasNoFix();
});

describe('not', () => {
  test.each([
    'release.env == "prod"',
    'release.env == release.region',
    'release.env == "${release.region}-1"',
    'release.env in ["dev"]',
    'release.region == "moon"',
    'git.branch in ["moon"]',
  ])('%s', (when) => {
    expectDiags(gate(when)).are();
  });
});

test('a policy without environments', () => {
  expectDiags(policyWith('gates: { g: { require: git.clean, when: release.env == "moon" } }')).are();
});
