import { expect, test } from 'vitest';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

test('steps in their order, named by their kind where they have no name', () => {
  const plan = planOf(
    policyWith(
      ...cleanTree,
      'before:',
      '  - command: { run: [make, build] }',
      'after:',
      '  - { name: tag, git_tag: {} }',
      '  - { when: release.env == "prod", webhook: { url: "https://hooks.example.com/${release.version}" } }',
    ),
  );
  expect(plan.before).toMatchObject([
    { name: 'command 1', kind: 'command', config: { run: ['make', 'build'] } },
  ]);
  expect(plan.after).toMatchObject([
    { name: 'tag', kind: 'git_tag', reads: [] },
    { name: 'webhook 2', kind: 'webhook', when: { skeleton: { leaf: 1 } }, reads: ['release.version'] },
  ]);
});

test('a step may say what was measured', () => {
  const [step] = planOf(
    policyWith(
      ...cleanTree,
      'after:',
      '  - webhook: { url: "https://hooks.example.com/", type: "on ${git.branch}" }',
    ),
  ).after;
  expect(step?.reads).toEqual(['git.branch']);
});

test('a kind that is none', () => {
  expectDiag(policyWith(...cleanTree, 'after: [{ webhok: { url: "https://hooks.example.com" } }]'))
    .code('SEN1510')
    .underlines('webhok')
    .message('`webhok` is not a kind of step')
    .help('did you mean `webhook`?');
});

test('a name used twice', () => {
  expectDiag(policyWith(...cleanTree, 'after: [{ name: a, git_tag: {} }, { name: a, git_tag: {} }]'))
    .code('SEN1502')
    .message('the step `a` is listed twice');
});

test('a condition with a mistake', () => {
  expectDiags(policyWith(...cleanTree, 'after: [{ when: git.x, git_tag: {} }]')).are('SEN1402 x');
});
