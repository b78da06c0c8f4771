import { describe, expect, test } from 'vitest';
import { readRecurrence } from '../../src/plan/recurrence.ts';

describe('the text of a recurrence rule', () => {
  test('every part', () => {
    const text =
      'FREQ=YEARLY;INTERVAL=2;COUNT=10;WKST=SU;BYMONTH=1,2;BYMONTHDAY=-1,15;BYYEARDAY=+1;BYDAY=MO,-1FR;' +
      'BYHOUR=0,23;BYMINUTE=59;BYSECOND=0;BYSETPOS=-1';
    expect(readRecurrence(text)).toEqual({
      value: {
        frequency: 'YEARLY',
        interval: 2,
        count: 10,
        weekStart: 7,
        byMonth: [1, 2],
        byMonthDay: [-1, 15],
        byYearDay: [1],
        byDay: [{ day: 1 }, { day: 5, nth: -1 }],
        byHour: [0, 23],
        byMinute: [59],
        bySecond: [0],
        bySetPos: [-1],
      },
    });
  });

  test('an end: an instant, a time of the zone, a date to its last second', () => {
    const end = (until: string) => readRecurrence(`FREQ=DAILY;UNTIL=${until}`);
    const value = { frequency: 'DAILY', interval: 1, weekStart: 1 };
    expect(end('20260131T120000Z')).toEqual({
      value: { ...value, until: { wall: Date.UTC(2026, 0, 31, 12), utc: true } },
    });
    expect(end('20260131T120000')).toEqual({
      value: { ...value, until: { wall: Date.UTC(2026, 0, 31, 12), utc: false } },
    });
    expect(end('20260131')).toEqual({
      value: { ...value, until: { wall: Date.UTC(2026, 0, 31, 23, 59, 59), utc: false } },
    });
  });

  test.each([
    ['', '', 'a part of the rule is empty'],
    ['COUNT=2', 'COUNT=2', 'the rule has no `FREQ`, such as `FREQ=WEEKLY`'],
    ['FREQ=DAILY;', '', 'a part of the rule is empty'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ=DAILY', '`FREQ` stands twice'],
    ['FREQ=FORTNIGHTLY', 'FREQ=FORTNIGHTLY', /is not a frequency/u],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0', '`INTERVAL` is a whole number from 1 on, not `0`'],
    ['FREQ=DAILY;COUNT=1e3', 'COUNT=1e3', /not `1E3`/u],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL=20260230', /`UNTIL` is a date or a time/u],
    ['FREQ=DAILY;UNTIL=soon', 'UNTIL=soon', /not `SOON`/u],
    ['FREQ=DAILY;COUNT=1;UNTIL=20260101', 'COUNT=1', '`COUNT` and `UNTIL` exclude each other'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST=XX', /`XX` is not a weekday/u],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY=0MO', /counts weekdays from 1 to 53/u],
    ['FREQ=MONTHLY;BYDAY=54MO', 'BYDAY=54MO', /counts weekdays/u],
    ['FREQ=MONTHLY;BYDAY=1XX', 'BYDAY=1XX', /`XX` is not a weekday/u],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY=1MO', /`FREQ=MONTHLY` and `FREQ=YEARLY` only/u],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'BYDAY=1MO', 'weekdays are not counted beside `BYWEEKNO`'],
    ['FREQ=DAILY;BYHOUR=24', 'BYHOUR=24', '`BYHOUR` takes 0 to 23, not `24`'],
    ['FREQ=DAILY;BYHOUR=-1', 'BYHOUR=-1', '`BYHOUR` takes 0 to 23, not `-1`'],
    ['FREQ=DAILY;BYHOUR=x', 'BYHOUR=x', '`BYHOUR` takes 0 to 23, not `X`'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1,0',
      'BYMONTHDAY=1,0',
      '`BYMONTHDAY` takes 1 to 31, or -31 to -1 from the end, not `0`',
    ],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'BYWEEKNO=1', '`BYWEEKNO` is for `FREQ=YEARLY`'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY=1', '`BYYEARDAY` is not for `FREQ=MONTHLY`'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY=1', '`BYMONTHDAY` is not for `FREQ=WEEKLY`'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS=1', /chooses among/u],
    ['FREQ=DAILY;RSCALE=GREGORIAN', 'RSCALE=GREGORIAN', '`RSCALE` is not a part of a recurrence rule'],
    ['FREQ=DAILY;__PROTO__=1', '__PROTO__=1', /is not a part/u],
  ])('%s', (text, piece, wrong) => {
    const read = readRecurrence(text);
    const problem = 'problem' in read ? read.problem : undefined;
    expect(problem && text.slice(problem.at, problem.end)).toBe(piece);
    expect(problem?.wrong).toEqual(wrong instanceof RegExp ? expect.stringMatching(wrong) : wrong);
  });

  test('a slip in a name', () => {
    expect(readRecurrence('FREQ=DAILY;INTERVALL=2')).toMatchObject({ problem: { write: 'INTERVAL' } });
    expect(readRecurrence('FREQ=DAILLY')).toMatchObject({ problem: { write: 'DAILY' } });
  });
});
