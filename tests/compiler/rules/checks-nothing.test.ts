import { test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

test('a policy without rules', () => {
  expectDiag(policyWith())
    .code('SEN1208')
    .underlines('shop')
    .message('`shop` checks nothing')
    .help('add a gate; a run in which no rule applies is never safe');
});

test('an environment that no rule applies to', () => {
  expectDiag(
    policyWith(
      'environments: [dev, stage, prod]',
      'gates:',
      '  clean-tree: { environments: [prod], require: git.clean }',
      '  branch: { environments: [stage], require: git.branch == "main" }',
    ),
  )
    .code('SEN1208')
    .underlines('dev')
    .message('no rule applies in `dev`');
});

test('a rule without environments applies in all', () => {
  expectClean(policyWith('environments: [dev, prod]', ...cleanTree));
});

test('rules that cover all environments together', () => {
  expectClean(
    policyWith(
      'environments: [dev, prod]',
      'gates:',
      '  clean-tree: { environments: [prod], require: git.clean }',
      '  inside: { environments: [dev], require: git.inside }',
    ),
  );
});
