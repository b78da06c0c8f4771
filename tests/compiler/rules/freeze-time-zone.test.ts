import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

test('a freeze without a time zone', () => {
  expectDiags(policyWith('freezes:', '  weekends: { every: [sat, sun] }', ...cleanTree))
    .only('SEN1202')
    .underlines('weekends')
    .message('the freeze `weekends` names no time zone and goes by UTC')
    .help('say whose days are meant: `timezone: Europe/Berlin`, or `timezone: UTC` on purpose');
});

test('a freeze with one', () => {
  expectDiags(
    policyWith('freezes:', '  weekends: { every: [sat, sun], timezone: UTC }', ...cleanTree),
  ).without('SEN1202');
});

test('a calendar brings its own', () => {
  expectDiags(policyWith('freezes:', '  holidays: { calendar: ./freezes.ics }', ...cleanTree)).without(
    'SEN1202',
  );
});
