import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('stages out of order', () => {
  expectDiags(rolloutWith('stages: [{ weight: 50% }, { weight: 10% }, { weight: 100% }]'))
    .only('SEN1223')
    .underlines('10%')
    .message('a stage of 10 % follows one of 50 %')
    .help('each stage takes more traffic than the one before; put them in order');
});

test('a weight that is given twice', () => {
  expectDiags(rolloutWith('stages: [{ weight: 50% }, { weight: 50% }, { weight: 100% }]')).only('SEN1223');
});

test('the stages of an audience', () => {
  expectDiags(
    rolloutWith(
      'audience: [{ name: all, who: "git.clean", stages: [{ weight: 20% }, { weight: 10% }, { weight: 100% }] }]',
    ),
  ).only('SEN1223');
});

test('a ramp that falls', () => {
  expectDiags(rolloutWith('ramp: { from: 50%, by: 10%, to: 10%, every: 5m }'))
    .only('SEN1223')
    .underlines('10%')
    .message('the ramp goes from 50 % to 10 %');
});

test('stages that rise', () => {
  expectDiags(rolloutWith()).without('SEN1223');
  expectDiags(rolloutWith('ramp: { from: 10%, by: 10%, to: 100%, every: 5m }')).without('SEN1223');
  expectDiags(rolloutWith('stages: [{ weights: { a: 10%, b: 10% } }, { weight: 100% }]')).without('SEN1223');
});
