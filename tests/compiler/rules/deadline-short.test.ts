import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('holds that take longer than the deadline', () => {
  expectDiags(rolloutWith('deadline: 1h'))
    .only('SEN1233')
    .underlines('1h')
    .message('the holds take 1h30m, the deadline is 1h')
    .help('set a later deadline, or shorten the holds');
});

test('time enough', () => {
  expectDiags(rolloutWith('deadline: 90m')).without('SEN1233');
  expectDiags(rolloutWith()).without('SEN1233');
});

test('a stage that may be skipped or holds for no time', () => {
  expectDiags(
    rolloutWith(
      'deadline: 1h',
      'stages: [{ weight: 10%, hold: 30m, when: git.clean }, { weight: 20% }, { weight: 100%, hold: 1h }]',
    ),
  ).without('SEN1233');
});
