import { expect, test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

test('a limit becomes its rates and its scope', () => {
  const plan = planOf(
    policyWith(
      'limits:',
      '  deploys: { at_most: [1 per 1m, 3 per 1h], by: [workload, env], mode: shadow, except: release.source == "emergency" }',
      '  all: { at_most: 20 per 1d, when: git.clean }',
      ...cleanTree,
    ),
  );
  expect(plan.limits).toMatchObject([
    {
      name: 'deploys',
      mode: 'shadow',
      atMost: [
        { count: 1, per: 60_000 },
        { count: 3, per: 3_600_000 },
      ],
      by: ['workload', 'env'],
    },
    { name: 'all', mode: 'enforce', atMost: [{ count: 20, per: 86_400_000 }], by: [] },
  ]);
  expect(plan.limits[0]?.except).toBeDefined();
  expect(plan.limits[1]?.when).toBeDefined();
});

test('a limit with mistakes', () => {
  expectDiags(
    policyWith(
      'environments: [prod]',
      'limits:',
      '  few: { environments: [prd], at_most: 1 per 1h, by: [env, wrkload, env], when: git.x, except: release.y }',
      ...cleanTree,
    ),
  )
    .are('SEN1504 prd', 'SEN1517 wrkload', 'SEN1502 env', 'SEN1402 x', 'SEN1402 y')
    .only('SEN1517')
    .message('`wrkload` is not a field of a release')
    .help('did you mean `workload`?');
});
