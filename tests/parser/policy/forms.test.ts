import { describe, expect, test } from 'vitest';
import { readDayRange, readLocalTime, readRate, readTolerance } from '../../../src/parser/policy/forms.ts';

describe('rates', () => {
  test.each([
    ['3 per 1h', { count: 3, per: 3_600_000 }],
    ['1  per  1m', { count: 1, per: 60_000 }],
  ])('%s', (text, value) => expect(readRate(text)).toEqual({ value }));

  test.each([
    ['3/h', '`3/h` is not a rate such as `3 per 1h`', undefined],
    ['-1 per 1h', '`-1 per 1h` is not a rate such as `3 per 1h`', undefined],
    ['0 per 1h', '`0 per 1h` admits nothing', '1 per 1h'],
    ['3 per 0s', '`3 per 0s` has no time to count in', '3 per 1h'],
    ['3 per hour', '`hour` is not a duration, such as `30s`, `15m` or `1h30m`', undefined],
  ])('%s', (text, wrong, write) => expect(readRate(text)).toEqual({ wrong, ...(write && { write }) }));
});

describe('tolerances', () => {
  test.each([
    ['0', { count: 0 }],
    ['2', { count: 2 }],
    ['2 of 5', { count: 2, of: 5 }],
    ['3 consecutive', { count: 3, consecutive: true }],
  ])('%s', (text, value) => expect(readTolerance(text)).toEqual({ value }));

  test.each([
    ['some', '`some` is not a tolerance such as `2`, `2 of 5` or `3 consecutive`'],
    ['01', '`01` is not a tolerance such as `2`, `2 of 5` or `3 consecutive`'],
    ['5 of 5', '`5 of 5` tolerates everything: of 5 observations at most 4 may fail'],
  ])('%s', (text, wrong) => expect(readTolerance(text)).toEqual({ wrong }));
});

describe('local times', () => {
  test.each(['2026-11-27', '2026-11-27T00:00', '2026-11-27T23:59:59', '2028-02-29'])('%s', (text) =>
    expect(readLocalTime(text)).toEqual({ value: text }),
  );

  test.each([
    [
      '2026-11-27T00:00Z',
      '`2026-11-27T00:00Z` has an offset; times of a freeze are those of its `timezone`',
      '2026-11-27T00:00',
    ],
    [
      '2026-11-27T00:00:00.5+02:00',
      '`2026-11-27T00:00:00.5+02:00` has an offset; times of a freeze are those of its `timezone`',
      '2026-11-27T00:00:00',
    ],
    [
      '2026-11-27 00:00',
      '`2026-11-27 00:00` is not a local time such as `2026-11-27T00:00`',
      '2026-11-27T00:00',
    ],
    ['2026-13-27 00:00', '`2026-13-27 00:00` is not a local time such as `2026-11-27T00:00`', undefined],
    ['tomorrow', '`tomorrow` is not a local time such as `2026-11-27T00:00`', undefined],
    ['2026-02-29', '`2026-02-29` is not in the calendar', undefined],
    ['2026-13-01', '`2026-13-01` is not in the calendar', undefined],
    ['2026-01-01T24:00', '`2026-01-01T24:00` is not in the calendar', undefined],
    ['2026-01-01T12:60', '`2026-01-01T12:60` is not in the calendar', undefined],
  ])('%s', (text, wrong, write) => expect(readLocalTime(text)).toEqual({ wrong, ...(write && { write }) }));
});

describe('ranges of the day', () => {
  test.each(['22:00-06:00', '00:00-24:00', '09:30-17:00'])('%s', (text) =>
    expect(readDayRange(text)).toEqual({ value: text }),
  );

  test.each([
    ['9-17', '`9-17` is not a range of the day such as `22:00-06:00`', undefined],
    ['25:00-26:00', '`25:00-26:00` goes beyond the day, which is `00:00` to `24:00`', undefined],
    ['10:00-10:60', '`10:00-10:60` goes beyond the day, which is `00:00` to `24:00`', undefined],
    ['24:00-06:00', '`24:00-06:00` goes beyond the day, which is `00:00` to `24:00`', undefined],
    ['10:00-10:00', '`10:00-10:00` begins where it ends', '00:00-24:00'],
  ])('%s', (text, wrong, write) => expect(readDayRange(text)).toEqual({ wrong, ...(write && { write }) }));
});
