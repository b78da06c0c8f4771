import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function policy(...gates: readonly string[]): string {
  return policyWith('environments: [dev, prod]', 'gates:', ...gates.map((line) => `  ${line}`));
}

test('production that only other rules know', () => {
  expectDiags(
    policyWith(
      'environments: [dev, production]',
      'gates: { clean: { environments: [dev], require: git.clean } }',
      'freezes: { fri: { every: [fri], timezone: UTC } }',
    ),
  )
    .only('SEN1218')
    .underlines('production')
    .message('no gate can stop a release to `production`')
    .help('add a gate that applies there, neither advisory nor in shadow');
});

describe('gates that stop nothing', () => {
  test.each(['severity: advisory', 'mode: shadow'])('%s', (key) => {
    expectDiags(
      policy(
        'dev: { environments: [dev], require: git.clean }',
        `prod: { environments: [prod], ${key}, require: git.clean }`,
      ),
    ).only('SEN1218');
  });
});

test('a gate that can', () => {
  expectDiags(policy('clean: { require: git.clean }')).without('SEN1218');
});

test('where no rule applies at all another rule says so', () => {
  expectDiags(policy('clean: { environments: [dev], require: git.clean }')).are('SEN1208 prod');
});

test('other environments, and none', () => {
  expectDiags(
    policyWith('environments: [dev]', 'gates: { a: { severity: advisory, require: git.clean } }'),
  ).are();
  expectDiags(policyWith('gates: { a: { severity: advisory, require: git.clean } }')).are();
});

test('a policy on trial', () => {
  expectDiags(policy('a: { severity: advisory, require: git.clean }') + 'mode: shadow\n').are();
});
