import { expect, test } from 'vitest';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

test('defaults', () => {
  const [gate] = planOf(policyWith('gates:', '  clean: { require: git.clean }')).gates;
  expect(gate).toMatchObject({ name: 'clean', severity: 'block', mode: 'enforce', prefer: [] });
  expect(gate?.require).toEqual([{ skeleton: { leaf: 0 }, span: expect.any(Array) }]);
});

test('everything given', () => {
  const text = policyWith(
    'environments: [prod]',
    'probes: { disk: { disk: { path: / } } }',
    'gates:',
    '  disk:',
    '    environments: [prod]',
    '    severity: critical',
    '    mode: shadow',
    '    when: release.event != "tag"',
    '    require: disk.used < 85% and not git.detached',
    '    prefer: [disk.used < 75%]',
    '    message: "${disk.used} of the disk"',
    '    runbook: docs/disk.md',
  );
  const plan = planOf(text);
  const [gate] = plan.gates;
  expect(gate).toMatchObject({
    severity: 'critical',
    mode: 'shadow',
    environments: ['prod'],
    when: { skeleton: { leaf: 0 } },
    require: [{ skeleton: { all: [{ leaf: 1 }, { not: { leaf: 2 } }] } }],
    prefer: [{ skeleton: { leaf: 3 } }],
    message: [{ op: 'fact', fact: 'disk.used' }, ' of the disk'],
    runbook: 'docs/disk.md',
  });
  expect(plan.facts.map(({ id }) => id)).toEqual(['release.event', 'disk.used', 'git.detached']);
  expect(plan.leaves.map(({ facts }) => facts)).toEqual([[0], [1], [2], [1]]);
});

test('a gate that requires nothing', () => {
  expectDiag(policyWith('gates:', '  clean: { prefer: git.clean }'))
    .code('SEN1507')
    .underlines('clean')
    .message('the gate `clean` requires nothing')
    .help('add `require:` with a condition');
});

test('every mistake of a gate is told', () => {
  expectDiags(
    policyWith(
      'gates:',
      '  g: { when: git.x, require: [git.y, git.clean], prefer: git.z, message: "${git.w}" }',
    ),
  ).are('SEN1402 x', 'SEN1402 y', 'SEN1402 z', 'SEN1402 w');
});

test('a secret is not for messages', () => {
  expectDiags(
    policyWith(
      'secrets: { token: { env: TOKEN } }',
      'gates:',
      '  g: { require: git.clean, message: "${secrets.token}" }',
    ),
  ).only('SEN1405');
});

test('what could not be read is told once', () => {
  expectDiags(
    policyWith('gates:', '  g: { require: "git.clean and", for: soon, every: 5s, tolerate: 1 }'),
  ).are('SEN1301 and', 'SEN1108 soon');
  expectDiags(policyWith('gates:', '  g: { require: ~, severity: block }')).are('SEN1008 require');
});
