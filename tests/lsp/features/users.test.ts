import { test } from 'vitest';
import { expectCompletions } from '../../../src/testkit/index.ts';

const policy = (who: string) =>
  [
    'sentinel: 1',
    'policy: shop',
    'gates: { clean: { require: git.clean } }',
    'rollouts:',
    '  main:',
    '    traffic: { flag: {} }',
    '    assign: { by: [workspace, actor] }',
    '    audience:',
    '      - name: internal',
    `        who: ${who}`,
    '        stages: [{ weight: 100% }]',
  ].join('\n');

test('a condition on users is offered what is known of them', () => {
  expectCompletions(policy('▮'), { before: policy('git.clean') })
    .offer('workspace', 'actor', 'context', 'now')
    .without('git', 'canary');
});
