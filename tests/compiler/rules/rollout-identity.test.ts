import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

test('a rollout that does not look at the version', () => {
  expectDiags(rolloutWith())
    .only('SEN1232')
    .underlines('main')
    .message('the rollout `main` does not check which version the canary runs')
    .help('add `identity: canary.version == release.version`, with a probe that reads the version');
});

test('one that does', () => {
  expectDiags(rolloutWith('identity: git.commit == release.commit')).without('SEN1232');
});
