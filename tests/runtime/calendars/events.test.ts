/** What events of calendars mean. */
import { describe, expect, test } from 'vitest';
import { calendarText, eventLines, happenings } from '../../support/calendar.ts';

const berlin = 'TZID=Europe/Berlin';

async function of(...lines: readonly string[]): Promise<readonly string[] | string> {
  return happenings(calendarText(...eventLines(...lines)));
}

describe('when an event happens', () => {
  test('UTC, an end in another zone, no end', async () => {
    expect(await of('DTSTART:20261127T000000Z', 'DTEND;TZID=Asia/Tokyo:20261127T100000')).toEqual([
      '2026-11-27T00:00Z/2026-11-27T01:00Z',
    ]);
    expect(await of('DTSTART:20261127T000000Z')).toEqual([]);
    expect(await of('DTSTART;VALUE=DATE:20261127')).toEqual(['2026-11-26T23:00Z/2026-11-27T23:00Z']);
  });

  test('a duration: days are those of the calendar, hours pass', async () => {
    expect(await of(`DTSTART;${berlin}:20260328T120000`, 'DURATION:P1DT1H')).toEqual([
      '2026-03-28T11:00Z/2026-03-29T11:00Z',
    ]);
    expect(await of(`DTSTART;${berlin}:20260328T120000`, 'DURATION:PT25H')).toEqual([
      '2026-03-28T11:00Z/2026-03-29T12:00Z',
    ]);
    expect(await of('DTSTART:20261127T000000Z', 'DURATION:+P1W')).toEqual([
      '2026-11-27T00:00Z/2026-12-04T00:00Z',
    ]);
    expect(await of('DTSTART:20261127T000000Z', 'DURATION:PT1M30S')).toEqual([
      '2026-11-27T00:00Z/2026-11-27T00:01:30.000Z',
    ]);
  });

  test('an edge in a gap or a fold: a freeze is never shorter, open hours never longer', async () => {
    const night = (date: string) =>
      calendarText(...eventLines(`DTSTART;${berlin}:${date}T023000`, `DTEND;${berlin}:${date}T024500`));
    expect(await happenings(night('20261025'))).toEqual(['2026-10-25T00:30Z/2026-10-25T01:45Z']);
    expect(await happenings(night('20261025'), { sense: 'open' })).toEqual([]);
    expect(await happenings(night('20260329'))).toEqual([]);
  });

  test('a night that recurs: the end on the clock and the end by what passes, whichever is later', async () => {
    const nights = calendarText(
      ...eventLines(
        `DTSTART;${berlin}:20260327T220000`,
        `DTEND;${berlin}:20260328T060000`,
        'RRULE:FREQ=DAILY;COUNT=2',
      ),
    );
    expect(await happenings(nights)).toEqual([
      '2026-03-27T21:00Z/2026-03-28T05:00Z',
      '2026-03-28T21:00Z/2026-03-29T05:00Z',
    ]);
    expect(await happenings(nights, { sense: 'open' })).toEqual([
      '2026-03-27T21:00Z/2026-03-28T05:00Z',
      '2026-03-28T21:00Z/2026-03-29T04:00Z',
    ]);
  });

  test('one time is moved, one is cancelled, one is added', async () => {
    const text = calendarText(
      ...eventLines(
        'DTSTART:20261127T220000Z',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=4',
        'RDATE:20261210T220000Z,20261211T220000Z',
        'RDATE;VALUE=PERIOD:20261220T000000Z/PT2H,20261221T000000Z/20261221T030000Z',
      ),
      ...eventLines('RECURRENCE-ID:20261128T220000Z', 'DTSTART:20261129T100000Z', 'DURATION:PT1H'),
      ...eventLines('RECURRENCE-ID:20261129T220000Z', 'DTSTART:20261129T220000Z', 'STATUS:CANCELLED'),
    );
    expect(await happenings(text)).toEqual([
      '2026-11-27T22:00Z/2026-11-27T23:00Z',
      '2026-11-30T22:00Z/2026-11-30T23:00Z',
      '2026-12-10T22:00Z/2026-12-10T23:00Z',
      '2026-12-11T22:00Z/2026-12-11T23:00Z',
      '2026-12-20T00:00Z/2026-12-20T02:00Z',
      '2026-12-21T00:00Z/2026-12-21T03:00Z',
      '2026-11-29T10:00Z/2026-11-29T11:00Z',
    ]);
  });

  test('cancelled altogether; free for its owner, a freeze all the same', async () => {
    expect(await of('DTSTART;VALUE=DATE:20261127', 'STATUS:CANCELLED')).toEqual([]);
    expect(await of('DTSTART;VALUE=DATE:20261127', 'TRANSP:TRANSPARENT')).toHaveLength(1);
  });

  test('the end of a rule as an instant', async () => {
    const rule = (until: string) =>
      of(`DTSTART;${berlin}:20261127T003000`, 'DURATION:PT1H', `RRULE:FREQ=DAILY;UNTIL=${until}`);
    expect(await rule('20261127T233000Z')).toHaveLength(2);
    expect(await rule('20261127T232959Z')).toHaveLength(1);
    expect(await rule('20261128')).toHaveLength(2);
  });

  test('the first time counts even where its rule leaves it out', async () => {
    expect(
      await of('DTSTART:20261126T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=1;BYDAY=FR'),
    ).toEqual(['2026-11-26T00:00Z/2026-11-26T01:00Z', '2026-11-27T00:00Z/2026-11-27T01:00Z']);
  });
});

describe('zones that a calendar describes', () => {
  const described = [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];
  const event = (start: string, end: string) =>
    calendarText(
      ...described,
      ...eventLines(
        `DTSTART;TZID="W. Europe Standard Time":${start}`,
        `DTEND;TZID="W. Europe Standard Time":${end}`,
      ),
    );

  test.each([
    ['20260115T120000', '20260715T120000'],
    ['20260329T013000', '20260329T033000'],
    ['20260329T020000', '20260329T023000'],
    ['20260329T023000', '20260329T040000'],
    ['20261025T013000', '20261025T023000'],
    ['20261025T023000', '20261025T024500'],
    ['20261025T025959', '20261025T030000'],
  ])('%s to %s as the zone of its real name', async (start, end) => {
    const real = event(start, end).replaceAll('"W. Europe Standard Time"', 'Europe/Berlin');
    expect(await happenings(event(start, end), { timezone: 'UTC' })).toEqual(
      await happenings(real, { timezone: 'UTC' }),
    );
  });

  test('one that ended its summers, by an instant and by dates', async () => {
    const text = calendarText(
      'BEGIN:VTIMEZONE',
      'TZID:Home',
      'BEGIN:STANDARD',
      'DTSTART:20051030T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RDATE:20061029T030000',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20060326T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20060326T010000Z',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      ...eventLines('DTSTART;TZID=Home:20260715T120000', 'DTEND;TZID=Home:20260715T130000'),
    );
    expect(await happenings(text)).toEqual(['2026-07-15T11:00Z/2026-07-15T12:00Z']);
    const early = text.replaceAll('20260715', '20040715');
    const range = [Date.UTC(2004, 0), Date.UTC(2005, 0)] as const;
    expect(await happenings(early, { range })).toEqual(['2004-07-15T10:00Z/2004-07-15T11:00Z']);
  });

  test.each([
    [['TZOFFSETTO:+0100'], /has no `DTSTART`/u],
    [['DTSTART:20260101T000000', 'TZOFFSETFROM:+0100'], /has no `TZOFFSETTO`/u],
    [['DTSTART:20260101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+02'], /has no `TZOFFSETTO`/u],
    [
      ['DTSTART:20260101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:-003000', 'RRULE:FREQ=NEVER'],
      /`NEVER` is not a frequency/u,
    ],
    [
      ['DTSTART:20260101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=SECONDLY'],
      /recurs too often/u,
    ],
    [
      ['DTSTART:20260101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=HOURLY'],
      /changes its clocks too often/u,
    ],
  ])('one that cannot be used: %s', async (lines, reason) => {
    const text = calendarText(
      'BEGIN:VTIMEZONE',
      'TZID:Home',
      'BEGIN:STANDARD',
      ...['TZOFFSETFROM:+0100', ...lines].slice(lines[0]?.startsWith('DTSTART') ? 1 : 0),
      'END:STANDARD',
      'END:VTIMEZONE',
      ...eventLines('DTSTART;TZID=Home:20260715T120000', 'DTEND;TZID=Home:20260715T130000'),
    );
    expect(await happenings(text)).toMatch(reason);
  });

  test('one that describes no time', async () => {
    expect(await happenings(calendarText('BEGIN:VTIMEZONE', 'TZID:Home', 'END:VTIMEZONE'))).toMatch(
      /the `VTIMEZONE` on line 4 describes no time$/u,
    );
  });
});

describe('events that cannot be understood whole', () => {
  test.each([
    [['SUMMARY:closed'], /has no `DTSTART`$/u],
    [['DTSTART:2026-11-27'], /`DTSTART` on line 6 is not a date or a time$/u],
    [['DTSTART:20260230T000000'], /is not a date or a time$/u],
    [['DTSTART:20261127T000000', 'DTEND:20261126T000000'], /ends before it begins$/u],
    [
      ['DTSTART;TZID=Europe/Berlin:20261127T000000', 'DTEND;TZID=Asia/Tokyo:20261127T000000'],
      /ends before it begins$/u,
    ],
    [['DTSTART:20261127T000000', 'DTEND;VALUE=DATE:20261128'], /of another kind than its `DTSTART`/u],
    [['DTSTART:20261127T000000', 'RDATE;VALUE=DATE:20261128'], /of another kind than its `DTSTART`/u],
    [['DTSTART:20261127T000000', 'DURATION:-PT1H'], /`DURATION` on line 7 is not a duration$/u],
    [['DTSTART:20261127T000000', 'DURATION:P'], /is not a duration$/u],
    [['DTSTART:20261127T000000', 'RDATE;VALUE=PERIOD:20261127T000000'], /is not a date or a time$/u],
    [['DTSTART:20261127T000000', 'RRULE:FREQ=NEVER'], /line 7: `NEVER` is not a frequency/u],
    [['DTSTART:20261127T000000', 'EXRULE:FREQ=DAILY'], /has an `EXRULE`/u],
    [
      ['DTSTART:20261127T000000', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261127T000000'],
      /replaces a `RANGE` of others$/u,
    ],
  ])('%s', async (lines, reason) => {
    expect(await of(...lines)).toMatch(reason);
  });

  test('a time that stands for another of nobody', async () => {
    const text = calendarText('BEGIN:VEVENT', 'DTSTART:20261127', 'RECURRENCE-ID:20261127', 'END:VEVENT');
    expect(await happenings(text)).toMatch(/has a `RECURRENCE-ID` and no `UID`$/u);
  });
});

describe('the text of a calendar', () => {
  test('folded lines, parameters in quotes, other line ends, small letters, empty lines', async () => {
    const text = [
      'begin:VCALENDAR',
      'X-WR-CALNAME;X-A="b:c;d,e":Freezes',
      '',
      'BEGIN:vevent',
      'DTSTART;VALUE=DA',
      '\tTE:2026',
      ' 1127',
      'BEGIN:VALARM',
      'TRIGGER:-PT15M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
    ].join('\n');
    expect(await happenings(text)).toEqual(['2026-11-26T23:00Z/2026-11-27T23:00Z']);
  });

  test.each([
    ['', /it begins with nothing$/u],
    ['{"error":"no such calendar"}', /it begins with `\{"error":"no such ca`$/u],
    [calendarText('no line of a calendar'), /line 4 is not a line of a calendar$/u],
    [`BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR`, /line 2 ends a `VEVENT` that is not begun there$/u],
    [`${calendarText()}END:VCALENDAR`, /ends a `VCALENDAR` that is not begun there$/u],
    [`${calendarText()}X-LATE:1`, /stands outside of every calendar$/u],
    [`${calendarText()}BEGIN:VEVENT\nEND:VEVENT`, /line 5 begins no calendar$/u],
  ])('%j', async (text, reason) => {
    expect(await happenings(text)).toMatch(reason);
  });

  test('a long line without an end takes no long time', async () => {
    const started = performance.now();
    expect(await happenings(calendarText(`X;A=${'a'.repeat(200_000)}`))).toMatch(/is not a line/u);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
