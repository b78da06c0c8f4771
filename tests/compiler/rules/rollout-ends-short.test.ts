import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a last stage below 100 %', () => {
  expectDiags(rolloutWith('stages: [{ weight: 10% }, { weight: 50% }]'))
    .only('SEN1225')
    .underlines('50%')
    .message('the rollout `main` ends at 50 %')
    .help('add a stage of `100%` with a hold, so that the rest of the traffic is watched too');
});

test('a ramp', () => {
  expectDiags(rolloutWith('ramp: { from: 10%, by: 10%, to: 90%, every: 5m }'))
    .only('SEN1225')
    .underlines('90%');
});

test('the last audience', () => {
  expectDiags(
    rolloutWith(
      'audience:',
      '  - { name: internal, who: git.clean, stages: [{ weight: 50% }] }',
      '  - { name: public, who: git.inside, stages: [{ weight: 60% }] }',
    ),
  )
    .only('SEN1225')
    .underlines('60%');
});

test('all traffic, or nobody knows', () => {
  expectDiags(rolloutWith()).without('SEN1225');
  expectDiags(rolloutWith('stages: [{ weight: 10% }, { weight: 50%, when: git.clean }]')).without('SEN1225');
  expectDiags(rolloutWith('stages: [{ weights: { a: 10%, b: 20% } }]')).without('SEN1225');
});
