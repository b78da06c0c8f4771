import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importFreezes, Refusal } from '../../../src/app/index.ts';
import { readCron } from '../../../src/app/import/cron.ts';
import { noCalendars } from '../../../src/runtime/core/time/calendars.ts';
import { timetableOf } from '../../../src/runtime/core/time/index.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { compileText } from '../../../src/app/policy/compile-text.ts';
import { hostIn } from '../../support/host.ts';
import { runs } from '../../support/tier.ts';

/** Prints the freezes from one to another cron expression, or what is said against it. */
async function imported(start: string, end: string, timezone?: string): Promise<string> {
  const freeze = { id: 1, freeze_start: start, freeze_end: end, cron_timezone: timezone };
  return importedJson([freeze]);
}

async function importedJson(json: unknown, to: 'yaml' | 'dsl' = 'yaml'): Promise<string> {
  const { text, diagnostics } = await importFreezes(
    { file: '-', to, standardInput: () => Promise.resolve(JSON.stringify(json)) },
    hostIn('/'),
  );
  return [...diagnostics.map(({ code, message }) => `${code} ${message}\n`), text].join('');
}

describe('deploy freezes of GitLab', () => {
  test('every night, every weekend, over several days', async () => {
    expect(await imported('0 22 * * *', '0 6 * * *', 'Europe/Berlin')).toBe(`freezes:
  gitlab-1:
    every: day
    between: "22:00-06:00"
    timezone: Europe/Berlin
`);
    expect(await imported('0 0 * * 6', '0 0 * * MON', 'America/New_York')).toBe(`freezes:
  gitlab-1:
    every: [sat, sun]
    timezone: America/New_York
`);
    expect(await imported('30 12 * * 1-5', '0 14 * * 1-5')).toBe(`freezes:
  gitlab-1:
    every: weekday
    between: "12:30-14:00"
    timezone: UTC
`);
    expect(await imported('0 23 * * 5', '0 7 * * 1')).toBe(`freezes:
  gitlab-1:
    outside:
      - { every: [mon], between: "07:00-24:00" }
      - { every: [tue, wed, thu] }
      - { every: [fri], between: "00:00-23:00" }
    timezone: UTC
`);
  });

  test('days of months and of the year', async () => {
    expect(await imported('0 18 24 12 *', '0 8 2 1 *', 'Europe/Berlin')).toBe(`freezes:
  gitlab-1:
    rrule: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24
    start: 2025-12-24T18:00
    duration: 8d14h
    timezone: Europe/Berlin
`);
    expect(await imported('0 0 1 * *', '0 0 3 * *')).toBe(`freezes:
  gitlab-1:
    rrule: FREQ=MONTHLY;BYMONTHDAY=1
    start: 2025-01-01T00:00
    duration: 2d
    timezone: UTC
`);
  });

  test('where clocks change in between, that is told', async () => {
    expect(await imported('0 0 20 10 *', '0 0 10 11 *', 'Europe/Berlin')).toMatch(
      /^SEN2503 freeze 1 lasts equally long every time: where clocks change/u,
    );
  });

  test.each([
    ['0 0 28 * *', '0 0 2 * *', /does not always last as long/u],
    ['0 0 31 * *', '0 0 1 * *', /gitlab-1:/u],
    ['0 0 20 2 *', '0 0 2 3 *', /does not always last as long/u],
    ['0 0 1 * 1', '0 0 3 * *', /with a day of the month and a weekday/u],
    ['0 0 1,15 * *', '0 0 3 * *', /in more than one way/u],
    ['0 0 * 12 *', '0 0 1 1 *', /in more than one way/u],
    ['0 0 1 12 *', '0 0 3 * *', /begins every month and ends once a year/u],
    ['* * * * *', '0 0 * * *', /is frozen at all times/u],
    ['0 22 * * *', '0 22 * * *', /is frozen at all times/u],
    ['@daily', '0 0 * * *', /without exactly five fields/u],
    ['0 25 * * *', '0 0 * * *', /has `25` as the hour of a cron expression/u],
    ['0 0 * * L', '0 0 * * *', /has `L` as the weekday/u],
    ['0 5-2 * * *', '0 0 * * *', /has `5-2`/u],
    ['0 *-2 * * *', '0 0 * * *', /has `\*-2`/u],
  ])('%s to %s', async (start, end, message) => {
    expect(await imported(start, end)).toMatch(message);
  });

  test('a zone that is no IANA name', async () => {
    expect(await imported('0 22 * * *', '0 6 * * *', 'Pacific Time (US & Canada)')).toBe(
      'SEN2502 freeze 1 is in the time zone `Pacific Time (US & Canada)`, which is no IANA name\n',
    );
  });

  test('one that cannot be said does not stop the others; both have their own names', async () => {
    const night = { freeze_start: '0 22 * * *', freeze_end: '0 6 * * *' };
    const text = await importedJson(
      [night, { ...night, id: 1 }, { ...night, freeze_end: '0 6 1 * *' }],
      'dsl',
    );
    expect(text).toBe(`SEN2502 freeze 3 is bound to days of months in more than one way
freeze "gitlab-1" {
  every day between 22:00-06:00 timezone "UTC"
}
freeze "gitlab-1-2" {
  every day between 22:00-06:00 timezone "UTC"
}
`);
    expect(await importedJson(night)).toContain('gitlab-1:');
    expect(await importedJson([])).toBe('');
  });

  test('what is not such a list', async () => {
    for (const json of [
      'text',
      1,
      null,
      [null],
      [{}],
      [{ freeze_start: 1, freeze_end: '' }],
      { freeze_start: '' },
    ])
      await expect(importedJson(json)).rejects.toThrow(Refusal);
  });

  test('minute by minute the same as the two expressions say', async () => {
    const day = fc.constantFrom('*', '1-5', '6,7', '1,3,5', 'SUN', '5');
    const cron = fc
      .tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom('0', '6', '22', '9,17', '*/8'), day)
      .map(([minute, hours, days]) => `${minute} ${hours} * * ${days}`);
    await fc.assert(
      fc.asyncProperty(cron, cron, async (start, end) => {
        const text = await imported(start, end, 'UTC');
        if (text.startsWith('SEN2502 freeze 1 is frozen at all times')) return;
        const { plan, diagnostics } = compileText('import.yaml', `sentinel: 1\npolicy: imported\n${text}`, 0);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const [freeze] = plan?.freezes ?? [];
        const timetable = freeze && timetableOf(freeze, noCalendars);
        if (!timetable || isUnknown(timetable)) throw new Error(text);
        expect(frozenMinutes(start, end)).toEqual(
          minutes.map((minute) => {
            const standing = timetable.at(minute);
            return !isUnknown(standing) && standing.frozen;
          }),
        );
      }),
      { seed: 6, numRuns: runs(15, 500) },
    );
  });
});

/** Every seventh minute of a week, from a Monday on. */
const minutes = Array.from({ length: 1440 }, (_, index) => Date.UTC(2026, 10, 23) + index * 7 * 60_000);

/** Whether the last that fired before or at each minute was a beginning. */
function frozenMinutes(start: string, end: string): readonly boolean[] {
  const [starts, ends] = [firesOf(start), firesOf(end)];
  return minutes.map((minute) => {
    const begun = starts.findLast((time) => time <= minute);
    return begun !== undefined && isOpen(starts, ends, minute);
  });
}

function isOpen(starts: readonly number[], ends: readonly number[], minute: number): boolean {
  return starts.some((start) => start <= minute && minute < (ends.find((end) => end > start) ?? Infinity));
}

/** Over three weeks around. */
function firesOf(text: string): readonly number[] {
  const { times, weekdays } = readCron(text);
  return Array.from({ length: 28 }, (_, day) => Date.UTC(2026, 10, 9 + day))
    .filter((day) => !weekdays || weekdays.some((one) => one % 7 === new Date(day).getUTCDay()))
    .flatMap((day) => times.map((time) => day + time * 60_000));
}
