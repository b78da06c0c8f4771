import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a metric that tells the sides apart, by its bare name', () => {
  const checking = (name: string) => rolloutWith(`checks: { every: 1m, require: ${name} < 1% }`);
  expectDiags(checking('errors'))
    .only('SEN1228')
    .underlines('errors')
    .message('`errors` reads the stable side')
    .help('write `canary.errors`, or `stable.errors` where that is meant')
    .fixes(checking('canary.errors'));
});

test('a metric that does not', () => {
  expectDiags(rolloutWith('rollback: { when: load > 500 }'))
    .only('SEN1228')
    .underlines('load')
    .message('`load` does not tell the canary from the stable side')
    .help('put `${track}` into what it asks for, and write `canary.load`')
    .hasNoFix();
});

test('both sides by name, and what is no metric', () => {
  expectDiags(
    rolloutWith(
      'checks: { every: 1m, require: [canary.errors < 2 * stable.errors, disk.used < 80%], prefer: load < 3 }',
    ),
  ).without('SEN1228');
});

test('a gate', () => {
  expectDiags(
    policyWith(
      'probes: { load: { prometheus: { url: "http://prom", query: load } } }',
      ...cleanTree,
      '  load: { require: load < 3 }',
    ),
  ).without('SEN1228');
});
