import { expect, test } from 'vitest';
import { conditionsOf, everyPart } from '../../../../src/compiler/rules/support/conditions.ts';
import { parsePolicy } from '../../../../src/parser/index.ts';
import { printExpression } from '../../../../src/parser/expression/print.ts';
import { SourceText } from '../../../../src/plan/span.ts';
import { policyWith } from '../../../support/policy.ts';

test('the conditions of every block, and what is inside them', () => {
  const text = policyWith(
    'scores: { health: { criteria: [{ of: n1 and n2 }], healthy: 0.5 } }',
    'gates: { g: { when: n3, require: [n4, "n5 and len(n6) > 3"], prefer: n7 } }',
    'freezes: { f: { every: [fri], when: n8, except: n9 } }',
    'limits: { l: { at_most: 1 per 1h, when: n10, except: n11 } }',
    'rollouts:',
    '  main:',
    '    traffic: { haproxy: { socket: /s, backend: be, slots: [a, b] } }',
    '    when: n12',
    '    identity: n13',
    '    stages: [{ weight: 100%, when: n14, checks: { every: 1m, require: n15 } }]',
    '    checks: { every: 1m, require: n16, prefer: n17 }',
    '    rollback: { when: n18 }',
    '    overrides: [{ who: n19, in: true }]',
    '    audience: [{ name: all, who: n20, stages: [{ weight: 100%, when: n21 }] }]',
    '    before: [{ when: n22, git_tag: {} }]',
    '    after: [{ when: n23, git_tag: {} }]',
    'before: [{ when: n24, git_tag: {} }]',
    'after: [{ when: n25, git_tag: {} }]',
  );
  const { policy } = parsePolicy(new SourceText('sentinel.yaml', text));
  const names = (policy ? conditionsOf(policy) : [])
    .flatMap(everyPart)
    .filter(({ kind }) => kind === 'name')
    .map((name) => Number(printExpression(name).slice(1)));
  expect(names.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});
