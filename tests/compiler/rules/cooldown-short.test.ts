import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a cooldown that is shorter than the dwell', () => {
  expectDiags(rolloutWith('dwell: 1h', 'cooldown: 5m'))
    .only('SEN1229')
    .underlines('5m')
    .message('the cooldown of 5m is shorter than the dwell of 1h')
    .help('wait at least as long after a roll-back as between two stages')
    .related('1h');
});

test('one that is not, or only one of them', () => {
  expectDiags(rolloutWith('dwell: 5m', 'cooldown: 5m')).without('SEN1229');
  expectDiags(rolloutWith('dwell: 5m')).without('SEN1229');
  expectDiags(rolloutWith('cooldown: 5m')).without('SEN1229');
});
