import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { rolloutWith } from '../../support/rollout.ts';

const override = (who: string) => rolloutWith(`overrides: [{ who: '${who}', in: true }]`);

test('an override for ever', () => {
  expectDiags(override('release.actor == "ada"'))
    .only('SEN1239')
    .underlines('release.actor == "ada"')
    .message('this override of the rollout `main` has no end')
    .help('say until when: `… and now < 2027-01-01T00:00Z`');
});

test('one that ends, however that is said', () => {
  expectDiags(override('release.actor == "ada" and now < 2027-01-01T00:00Z')).without('SEN1239');
  expectDiags(override('not (within(now, 1h) or release.env == "prod")')).without('SEN1239');
});
