import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gate(require: string, prefer: string): string {
  return policyWith(
    'probes: { disk: { disk: { path: / } } }',
    `gates: { g: { require: ${require}, prefer: ${prefer} } }`,
  );
}

test('a preference that is looser', () => {
  expectDiags(gate('disk.used < 80%', 'disk.used < 90%'))
    .only('SEN1217')
    .underlines('disk.used < 90%')
    .message('`disk.used < 90%` never warns beside `disk.used < 80%`')
    .help('prefer something stricter than what is required')
    .related('disk.used < 80%');
});

test('a preference that cannot be had', () => {
  expectDiags(gate('disk.used < 80%', 'disk.used > 90%'))
    .only('SEN1217')
    .message('`disk.used > 90%` always warns beside `disk.used < 80%`');
});

test('a stricter one', () => {
  expectDiags(gate('disk.used < 80%', 'disk.used < 70%')).without('SEN1217');
});
