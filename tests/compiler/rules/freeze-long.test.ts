import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

function freeze(keys: string): string {
  return policyWith(...cleanTree, `freezes: { long: { ${keys}, timezone: UTC } }`);
}

test('more than 60 days', () => {
  expectDiags(freeze('from: 2026-07-01, until: 2026-09-01T12:00'))
    .only('SEN1211')
    .underlines('2026-07-01, until: 2026-09-01T12:00')
    .message('the freeze `long` lasts 62 days')
    .help('look at the dates; a stop of more than 60 days is better written as a gate that says why');
});

test('60 days', () => {
  expectDiags(freeze('from: 2026-07-01, until: 2026-08-30')).without('SEN1211');
});

test('the duration of one that comes back', () => {
  expectDiags(freeze('rrule: FREQ=YEARLY, start: 2026-07-01, duration: 90d'))
    .only('SEN1211')
    .underlines('90d');
  expectDiags(freeze('rrule: FREQ=YEARLY, start: 2026-07-01, duration: 9d')).without('SEN1211');
});

test('a freeze without dates', () => {
  expectDiags(freeze('every: [sat, sun]')).without('SEN1211');
});
