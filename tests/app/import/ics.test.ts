import { describe, expect, test } from 'vitest';
import { importFreezes } from '../../../src/app/index.ts';
import { calendarText, eventLines } from '../../support/calendar.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

async function importedText(text: string, to: 'yaml' | 'dsl' = 'yaml'): Promise<string> {
  const report = await importFreezes(
    { file: '-', to, standardInput: () => Promise.resolve(text) },
    hostIn('/'),
  );
  return [...report.diagnostics.map(({ code, message }) => `${code} ${message}\n`), report.text].join('');
}

const imported = (...lines: readonly string[]) => importedText(calendarText(...eventLines(...lines)));

const berlin = 'TZID=Europe/Berlin';

describe('events of a calendar', () => {
  test("once, in a zone, and over whole days of the calendar's zone", async () => {
    expect(
      await importedText(
        calendarText(
          'X-WR-TIMEZONE:America/New_York',
          ...eventLines('SUMMARY:Peak trading!', 'DTSTART;VALUE=DATE:20261127', 'DTEND;VALUE=DATE:20261201'),
          ...eventLines(
            'SUMMARY:Peak  trading',
            `DTSTART;${berlin}:20261224T180000`,
            'DTEND;TZID=Asia/Tokyo:20261228T000030',
          ),
        ),
      ),
    ).toBe(`freezes:
  peak-trading:
    from: 2026-11-27
    until: 2026-12-01
    timezone: America/New_York
    reason: "Peak trading!"
  peak-trading-2:
    from: 2026-12-24T18:00
    until: 2026-12-27T16:00:30
    timezone: Europe/Berlin
    reason: Peak trading
`);
  });

  test('by a rule, its end on the clocks of the zone', async () => {
    expect(
      await importedText(
        calendarText(
          ...eventLines(
            'SUMMARY:Month end ${x}',
            `DTSTART;${berlin}:20260130T180000`,
            'DURATION:PT12H30M',
            'RRULE:FREQ=MONTHLY;INTERVAL=2;WKST=SU;BYDAY=-1FR;UNTIL=20301231T230000Z',
          ),
        ),
        'dsl',
      ),
    ).toBe(`freeze "month-end-x" {
  rrule "FREQ=MONTHLY;INTERVAL=2;UNTIL=20310101T000000;WKST=SU;BYDAY=-1FR" start 2026-01-30T18:00
  duration 12h30m timezone "Europe/Berlin"
  reason "Month end \${x}"
}
`);
  });

  test('days that recur, without a zone: what differs is told', async () => {
    expect(await imported('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;COUNT=3')).toBe(
      `SEN2503 the event on line 4 has no time zone, and is written in UTC: put in whose days are meant
SEN2503 the event on line 4 is of whole days, and is written as so many hours: a day of 25 hours ends an hour early
freezes:
  event-4:
    rrule: FREQ=YEARLY;COUNT=3
    start: 2026-12-25
    duration: 1d
    timezone: UTC
`,
    );
  });

  test('one time in a zone that only the calendar describes is one of UTC', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Home',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const event = (...lines: readonly string[]) =>
      calendarText(...zone, ...eventLines('DTSTART;TZID=Home:20261224T180000', 'DURATION:PT1H', ...lines));
    expect(await importedText(event())).toContain(`from: 2026-12-24T17:00
    until: 2026-12-24T18:00
    timezone: UTC`);
    expect(await importedText(event('RRULE:FREQ=DAILY'))).toMatch(
      /^SEN2502 .*recurs in the time zone `Home`/u,
    );
    const ending = calendarText(
      ...zone,
      ...eventLines('DTSTART:20261224T180000Z', 'DTEND;TZID=Home:20261224T200000', 'RRULE:FREQ=DAILY'),
    );
    expect(await importedText(ending)).toMatch(/^SEN2502 .*ends in the time zone `Home`/u);
  });

  test('a recurring end in another zone', async () => {
    expect(
      await imported(`DTSTART;${berlin}:20261224T180000`, 'DTEND:20261224T190000Z', 'RRULE:FREQ=DAILY'),
    ).toContain('duration: 2h');
  });

  test('several days that recur', async () => {
    expect(
      await importedText(
        calendarText(
          'X-WR-TIMEZONE:Europe/Berlin',
          ...eventLines('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'RRULE:FREQ=YEARLY'),
        ),
      ),
    ).toContain('duration: 3d');
  });

  test('what is over or lasts no time is left out; what is cancelled is not there', async () => {
    expect(await imported('DTSTART:20201127T000000Z', 'DURATION:PT1H')).toBe(
      'SEN2503 the event on line 4 is over, and is left out\n',
    );
    expect(await imported('DTSTART:20261227T000000Z')).toMatch(/lasts no time, and is left out\n$/u);
    expect(await imported('DTSTART:20261227T000000Z', 'RRULE:FREQ=DAILY')).toMatch(/lasts no time/u);
    expect(await imported('DTSTART:20261227T000000Z', 'STATUS:CANCELLED')).toBe('');
  });

  test.each([
    [['RDATE:20261228T000000Z'], /happens at further times \(`RDATE`\)/u],
    [['RRULE:FREQ=DAILY', 'EXDATE:20261228T000000Z'], /leaves times out \(`EXDATE`\)/u],
    [['RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'], /recurs by several rules/u],
    [['RRULE:FREQ=WEEKLY;BYDAY=MO'], /begins at a time that its rule leaves out/u],
    [['RRULE:FREQ=MINUTELY'], /`event-4` cannot be a freeze: a freeze that recurs with `FREQ=MINUTELY`/u],
  ])('%s', async (lines, message) => {
    expect(await imported('DTSTART:20261227T000000Z', 'DURATION:PT1H', ...lines)).toMatch(message);
  });

  test('times that are moved or cancelled', async () => {
    const text = calendarText(
      ...eventLines('DTSTART:20261227T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
      ...eventLines('DTSTART:20261228T000000Z', 'RECURRENCE-ID:20261228T000000Z', 'STATUS:CANCELLED'),
    );
    expect(await importedText(text)).toMatch(/^SEN2502 .* \(`RECURRENCE-ID`\)\n$/u);
  });
});

describe('files', () => {
  const of = (text: string, from?: 'gitlab' | 'ics') =>
    importFreezes(
      { file: '-', to: 'yaml', ...(from && { from }), standardInput: () => Promise.resolve(text) },
      hostIn('/'),
    );

  test('that are neither, or not what they are said to be', async () => {
    const calendar = calendarText(...eventLines('DTSTART:20261227T000000Z', 'DURATION:PT1H'));
    for (const work of [
      of('freeze'),
      of('{'),
      of('[]', 'ics'),
      of(calendar, 'gitlab'),
      of(calendar.slice(0, 60)),
    ])
      expect((await refusedWith(work)).map(({ code }) => code)).toEqual(['SEN2501']);
    expect((await of(calendar, 'ics')).text).toContain('from: 2026-12-27T00:00');
  });

  test('that are not there', async () => {
    const work = importFreezes(
      { file: 'gone.ics', to: 'yaml', standardInput: () => Promise.resolve('') },
      hostIn('/nowhere'),
    );
    expect((await refusedWith(work)).map(({ code }) => code)).toEqual(['SEN2011']);
  });
});
