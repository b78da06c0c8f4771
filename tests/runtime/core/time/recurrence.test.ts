import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type Recurrence, readRecurrence } from '../../../../src/plan/recurrence.ts';
import { isUnknown } from '../../../../src/plan/value.ts';
import { occurrencesOf } from '../../../../src/runtime/core/time/recurrence.ts';
import { runs } from '../../../support/tier.ts';

const DAY = 86_400_000;

function ruleOf(text: string): Recurrence {
  const read = readRecurrence(text);
  if ('problem' in read) throw new Error(read.problem.wrong);
  return read.value;
}

const wall = (text: string): number => Date.parse(`${text}Z`);
const shown = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T00:00', '');

function play(rule: string, start: string, from = start, to = '2100-01-01'): readonly string[] {
  const found = occurrencesOf(ruleOf(rule), wall(start), [wall(from), wall(to)]);
  if (isUnknown(found)) throw new Error(found.reason);
  return found.map(shown);
}

describe('when a rule occurs', () => {
  test.each([
    ['FREQ=DAILY;COUNT=3', '2026-01-30T18:00', ['2026-01-30T18:00', '2026-01-31T18:00', '2026-02-01T18:00']],
    ['FREQ=DAILY;INTERVAL=2;UNTIL=20260104T000000', '2026-01-01', ['2026-01-01', '2026-01-03']],
    ['FREQ=DAILY;UNTIL=20260102', '2026-01-01T20:00', ['2026-01-01T20:00', '2026-01-02T20:00']],
    ['FREQ=WEEKLY;COUNT=2', '2026-01-01', ['2026-01-01', '2026-01-08']],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=MO;BYDAY=TU,SU',
      '1997-08-05',
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,SU',
      '1997-08-05',
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    ['FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1;COUNT=2', '2026-01-05', ['2026-01-05', '2026-01-12']],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', '2026-01-01', ['2026-01-30', '2026-02-27']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,31;COUNT=3', '2026-01-01', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;COUNT=3', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2', '2026-01-01', ['2026-02-13', '2026-03-13']],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
      '2026-01-01',
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
    ['FREQ=YEARLY;COUNT=2', '2024-02-29', ['2024-02-29', '2028-02-29']],
    ['FREQ=YEARLY;BYMONTH=6,7;COUNT=3', '1997-06-10', ['1997-06-10', '1997-07-10', '1998-06-10']],
    ['FREQ=YEARLY;BYDAY=20MO;COUNT=2', '1997-05-19', ['1997-05-19', '1998-05-18']],
    ['FREQ=YEARLY;BYDAY=-1SU;COUNT=1', '2026-01-01', ['2026-12-27']],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2', '2026-01-01', ['2026-11-26', '2027-11-25']],
    ['FREQ=YEARLY;BYYEARDAY=1,-1;COUNT=3', '2024-01-01', ['2024-01-01', '2024-12-31', '2025-01-01']],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2', '1997-05-12', ['1997-05-12', '1998-05-11']],
    ['FREQ=YEARLY;BYWEEKNO=20;COUNT=2', '1997-05-14', ['1997-05-14', '1998-05-13']],
    ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;COUNT=2', '2015-01-01', ['2015-12-28', '2020-12-28']],
    ['FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;COUNT=2', '2020-01-01', ['2021-01-03', '2022-01-02']],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=1', '1997-09-02', ['1997-12-29']],
    ['FREQ=HOURLY;INTERVAL=6;COUNT=3', '2026-01-01', ['2026-01-01', '2026-01-01T06:00', '2026-01-01T12:00']],
    [
      'FREQ=HOURLY;BYHOUR=9;BYMINUTE=0,30;COUNT=3',
      '2026-01-01',
      ['2026-01-01T09:00', '2026-01-01T09:30', '2026-01-02T09:00'],
    ],
    ['FREQ=MINUTELY;INTERVAL=90;COUNT=2', '2026-01-01', ['2026-01-01', '2026-01-01T01:30']],
    ['FREQ=MINUTELY;BYMINUTE=7;BYSECOND=0;COUNT=2', '2026-01-01', ['2026-01-01T00:07', '2026-01-01T01:07']],
    ['FREQ=SECONDLY;BYSECOND=0;COUNT=2', '2026-01-01', ['2026-01-01', '2026-01-01T00:01']],
    ['FREQ=HOURLY;BYYEARDAY=-1;COUNT=1', '2026-01-01', ['2026-12-31']],
    ['FREQ=DAILY;BYMONTH=1;BYHOUR=18,6;COUNT=2', '2026-06-01', ['2027-01-01T06:00', '2027-01-01T18:00']],
  ])('%s from %s', (rule, start, expected) => {
    expect(play(rule, start)).toEqual(expected);
  });

  test('only what lies in the range, however long ago the rule began', () => {
    expect(play('FREQ=HOURLY;INTERVAL=7', '1970-01-01', '2026-01-01', '2026-01-02')).toEqual([
      '2026-01-01',
      '2026-01-01T07:00',
      '2026-01-01T14:00',
      '2026-01-01T21:00',
    ]);
    expect(play('FREQ=DAILY', '1970-01-01T09:00', '2026-01-01T09:00', '2026-01-02T09:00')).toEqual([
      '2026-01-01T09:00',
    ]);
    expect(play('FREQ=DAILY;COUNT=3', '2026-01-01', '2026-01-03', '2027-01-01')).toEqual(['2026-01-03']);
    expect(play('FREQ=MONTHLY', '2026-05-01', '2020-01-01', '2026-01-01')).toEqual([]);
    expect(play('FREQ=MONTHLY;INTERVAL=5', '1969-12-31', '1970-01-01', '1972-01-01')).toEqual([
      '1970-05-31',
      '1970-10-31',
      '1971-03-31',
      '1971-08-31',
    ]);
  });

  test('a day that never comes ends, and so does what recurs without measure', () => {
    expect(play('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01')).toEqual([]);
    expect(play('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01')).toEqual([]);
    const range = [wall('2026-01-01'), wall('2046-01-01')] as const;
    for (const rule of [
      'FREQ=SECONDLY',
      'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MINUTELY;COUNT=999999999',
    ])
      expect(occurrencesOf(ruleOf(rule), wall('2026-01-01'), range)).toMatchObject({
        reason: 'the rule recurs too often to be played',
      });
    const everySecond = Array.from({ length: 60 }, (_, index) => index).join(',');
    const dense = `FREQ=YEARLY;BYSECOND=${everySecond};BYMINUTE=${everySecond};BYDAY=MO,TU,WE,TH,FR,SA,SU`;
    expect(isUnknown(occurrencesOf(ruleOf(dense), wall('2026-01-01'), range))).toBe(true);
  });

  test('the parts of a range are the whole', () => {
    fc.assert(
      fc.property(ruleTexts(), fc.integer({ min: 0, max: 800 }), (text, days) => {
        const start = wall('2024-02-29T10:30');
        const [from, to] = [start, start + 1200 * DAY];
        const middle = start + days * DAY;
        const rule = ruleOf(text);
        const part = (range: readonly [number, number]) =>
          occurrencesOf(rule, start, range) as readonly number[];
        expect([...part([from, middle]), ...part([middle, to])]).toEqual(part([from, to]));
      }),
      { seed: 4, numRuns: runs(60, 2000) },
    );
  });

  test('a second voice says the same, where it knows the parts', () => {
    fc.assert(
      fc.property(ruleTexts(), (text) => {
        const start = '2024-02-29T10:30:00';
        const to = wall('2027-01-01');
        const iterator = ICAL.Recur.fromString(text).iterator(
          ICAL.Time.fromJSDate(new Date(wall(start)), true),
        );
        const expected: string[] = [];
        for (let next = iterator.next(); next && next.toUnixTime() * 1000 < to; next = iterator.next())
          expected.push(shown(next.toUnixTime() * 1000));
        expect(play(text, start, start, '2027-01-01')).toEqual(expected);
      }),
      { seed: 5, numRuns: runs(60, 1000) },
    );
  });
});

/** Rules of the parts that `ical.js` plays right. */
function ruleTexts(): fc.Arbitrary<string> {
  const interval = fc.integer({ min: 1, max: 5 });
  const day = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const days = fc.uniqueArray(day, { minLength: 1, maxLength: 4 });
  return fc.oneof(
    interval.map((n) => `FREQ=HOURLY;INTERVAL=${n * 5}`),
    interval.map((n) => `FREQ=DAILY;INTERVAL=${n}`),
    fc.tuple(interval, days).map(([n, some]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${some.join(',')}`),
    fc
      .tuple(
        interval,
        fc.integer({ min: -28, max: 28 }).filter((n) => n !== 0),
      )
      .map(([n, monthDay]) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${monthDay}`),
    fc
      .tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), day)
      .map(([nth, some]) => `FREQ=MONTHLY;BYDAY=${nth}${some}`),
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 2, 3, 4, -1), day)
      .map(([month, nth, some]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${nth}${some}`),
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .map(([month, monthDay]) => `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${monthDay}`),
  );
}
