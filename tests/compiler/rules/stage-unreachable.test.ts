import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a stage after all traffic has moved', () => {
  expectDiags(rolloutWith('stages: [{ weight: 10% }, { weight: 100% }, { weight: 50% }]'))
    .only('SEN1224')
    .underlines('50%')
    .message('this stage comes after the one that has all traffic')
    .help('remove it, or put it before `100%`');
});

test('one without a weight of its own', () => {
  expectDiags(rolloutWith('stages: [{ weight: 100% }, { weights: { a: 10%, b: 20% } }]'))
    .only('SEN1224')
    .underlines('{ weights: { a: 10%, b: 20% } }');
});

test('a condition that is never true', () => {
  const stages = (when: string, keys = '') =>
    rolloutWith(`${keys}stages: [{ weight: 10%, when: '${when}' }, { weight: 100% }]`);
  expectDiags(stages('false'))
    .only('SEN1224')
    .underlines('false')
    .message('this stage is never entered')
    .help('nothing makes its condition true; remove the stage or change the condition');
  expectDiags(stages('release.env == "dev" and release.env != "dev"')).only('SEN1224');
  expectDiags(stages('release.env == "dev"')).without('SEN1224');
  expectDiags(stages('git.clean')).without('SEN1224');
});

test('all traffic under a condition', () => {
  expectDiags(rolloutWith('stages: [{ weight: 100%, when: git.clean }, { weight: 100% }]')).without(
    'SEN1224',
  );
});
