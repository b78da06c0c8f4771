import { describe, test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';

const policy = (rrule: string): string => `sentinel: 1
policy: shop
gates:
  clean: { require: git.clean }
freezes:
  month-end:
    rrule: ${rrule}
    start: 2026-01-30T18:00
    duration: 12h
    timezone: Europe/Berlin
`;

describe('recurrence rules of freezes', () => {
  test('a rule of the RFC', () => {
    expectClean(policy('FREQ=MONTHLY;BYDAY=-1FR'));
    expectClean(policy('freq=yearly;byweekno=51,52;byday=mo,tu;until=20301231'));
  });

  test.each([
    ['FREQ=MONTHLY;BYDAY=LAST', 'BYDAY=LAST', /`LAST` is not a weekday/u],
    ['"FREQ=MONTHLY;BYDAY=LAST"', 'BYDAY=LAST', /not a weekday/u],
    ['FREQ=MINUTELY', 'FREQ=MINUTELY', /never over/u],
    ['FREQ=DAILY;UNTIL=20301231T000000Z', 'UNTIL=20301231T000000Z', /without `Z`/u],
    ['FREQ=YEARLY;BYWEEKNO=51', 'BYWEEKNO=51', /which days of the week/u],
    ['"\\u0046REQ=SOMETIMES"', '"\\u0046REQ=SOMETIMES"', /not a frequency/u],
  ])('%s', (rrule, underlined, message) => {
    expectDiag(policy(rrule)).code('SEN1520').underlines(underlined).message(message);
  });

  test('help says what to write', () => {
    expectDiag(policy('FREQ=WEEKLI')).help('write `WEEKLY`');
    expectDiag(policy('FREQ=DAILY;UNTIL=20301231T000000Z')).help('write `UNTIL=20301231T000000`');
    expectDiag(policy('INTERVAL=2')).help(/parts are those of RFC 5545/u);
  });
});
