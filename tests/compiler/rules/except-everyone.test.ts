import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

function freeze(except: string, environments = ''): string {
  return policyWith(
    'environments: [dev, stage, prod]',
    ...cleanTree,
    `freezes: { nights: { ${environments}every: [fri], timezone: UTC, except: '${except}' } }`,
  );
}

test('an exception that is true', () => {
  expectDiags(freeze('true'))
    .only('SEN1213')
    .underlines('true')
    .message('the freeze `nights` holds nobody back')
    .help('name the releases that are meant, such as `release.source == "emergency"`');
});

describe('true wherever the rule applies', () => {
  const prod = 'environments: [prod], ';
  test.each([
    'release.env == "prod"',
    '"prod" == release.env',
    'release.env in ["prod", "stage"]',
    'release.env != "dev"',
    'not (release.env == "dev")',
    'release.env not in ["dev"]',
    'release.env == "prod" and true',
    'git.clean or not false',
  ])('%s', (except) => {
    expectDiags(freeze(except, prod)).only('SEN1213');
  });
});

describe('not for everyone', () => {
  test.each([
    'release.env == "prod"',
    'release.env == "prod" and git.clean',
    'release.source == "emergency"',
    'release.env like "p*"',
    'false',
  ])('%s', (except) => {
    expectDiags(freeze(except)).without('SEN1213');
  });
});

test('a limit', () => {
  expectDiags(policyWith(...cleanTree, 'limits: { few: { at_most: 1 per 1h, except: "true" } }'))
    .only('SEN1213')
    .message('the limit `few` holds nobody back');
});

test('an override', () => {
  const overriding = (who: string) =>
    policyWith(
      ...cleanTree,
      'rollouts:',
      '  main:',
      '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }',
      '    stages: [{ weight: 100% }]',
      `    overrides: [{ who: '${who}', in: true }]`,
    );
  expectDiags(overriding('true')).only('SEN1213').message('this override takes everyone');
  expectDiags(overriding('release.actor == "ann"')).without('SEN1213');
});
