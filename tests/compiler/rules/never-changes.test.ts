import { expect, test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../../src/testkit/index.ts';
import { lintText } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';

function gate(...keys: readonly string[]): string {
  return policyWith('gates:', '  g:', ...keys.map((key) => `    ${key}`));
}

test('a gate that always passes', () => {
  expectDiag(gate('require: 2GB > 1GiB'))
    .code('SEN1204')
    .underlines('2GB > 1GiB')
    .message('what the gate requires is always true');
});

test('a gate that never passes', () => {
  expectDiag(gate('require: false')).code('SEN1204').message('what the gate requires is never true');
});

test('an item of a list', () => {
  expectDiag(gate('require: [git.clean, 1 < 2]')).code('SEN1204').underlines('1 < 2');
});

test('a preference', () => {
  expectDiag(gate('require: git.clean', 'prefer: 1 > 2')).message('what the gate prefers is never true');
});

test('when a gate applies', () => {
  expectDiag(gate('require: git.clean', 'when: 1 > 2')).message('when the gate applies is never true');
});

test('when a step is done', () => {
  expectDiags(
    policyWith(
      'gates: { g: { require: git.clean } }',
      'after:',
      '  - { name: note, when: 1 < 2, command: { run: [echo, done] } }',
    ),
  )
    .only('SEN1204')
    .message('when the step is done is always true');
});

test('a part that settles the whole', () => {
  expectDiag(gate('require: git.clean or not false')).message('what the gate requires is always true');
  expectDiag(gate('require: not (git.clean and 1 > 2)')).message('what the gate requires is always true');
});

test('a part that settles nothing', () => {
  expectClean(gate('require: git.clean and not git.shallow'));
  expectClean(gate('require: git.clean or git.detached'));
});

test('an invalid policy is not judged', () => {
  const { diagnostics } = lintText(gate('require: [1 < 2, git.claen]'));
  expect(diagnostics.map(({ code }) => code)).not.toContain('SEN1204');
});
