/** Ten calendars of the kind that people really have. Each is read right, or refused with a reason. */
import { describe, expect, test } from 'vitest';
import { calendarText, eventLines, happenings, load, shown, year } from '../../support/calendar.ts';
import { httpServer } from '../../support/server.ts';

const day = ['DTSTART:20261127T000000', 'DTEND:20261128T000000'];

describe('ten bad calendars', () => {
  test('a zone that is not known', async () => {
    const text = calendarText(
      ...eventLines('DTSTART;TZID=Mars/Olympus:20261127T000000', 'DTEND;TZID=Mars/Olympus:20261128T000000'),
    );
    expect(await happenings(text)).toBe(
      '`freezes.ics` cannot be used: the time zone `Mars/Olympus` is neither an IANA name nor described in it',
    );
  });

  test('a zone without its description: an IANA name is enough', async () => {
    const text = calendarText(
      ...eventLines(
        'DTSTART;TZID=America/New_York:20261127T000000',
        'DTEND;TZID=America/New_York:20261128T000000',
      ),
    );
    expect(await happenings(text)).toEqual(['2026-11-27T05:00Z/2026-11-28T05:00Z']);
  });

  test('times without a zone are those of the freeze', async () => {
    const text = calendarText(...eventLines(...day));
    expect(await happenings(text)).toEqual(['2026-11-26T23:00Z/2026-11-27T23:00Z']);
    expect(await happenings(text, { timezone: 'Asia/Tokyo' })).toEqual([
      '2026-11-26T15:00Z/2026-11-27T15:00Z',
    ]);
  });

  test('whole days are local days of the freeze, 23 and 25 hours long ones too', async () => {
    const of = (first: string, last: string) =>
      calendarText(...eventLines(`DTSTART;VALUE=DATE:${first}`, `DTEND;VALUE=DATE:${last}`));
    expect(await happenings(of('20260329', '20260330'))).toEqual(['2026-03-28T23:00Z/2026-03-29T22:00Z']);
    expect(await happenings(of('20261025', '20261026'))).toEqual(['2026-10-24T22:00Z/2026-10-25T23:00Z']);
    // Written wrong, and meant as one day.
    expect(await happenings(of('20261127', '20261127'))).toEqual(['2026-11-26T23:00Z/2026-11-27T23:00Z']);
  });

  test('a time that is left out', async () => {
    const text = calendarText(
      ...eventLines(
        'DTSTART;TZID=Europe/Berlin:20261127T220000',
        'DURATION:PT8H',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;TZID=Europe/Berlin:20261128T220000',
      ),
    );
    expect(await happenings(text)).toEqual([
      '2026-11-27T21:00Z/2026-11-28T05:00Z',
      '2026-11-29T21:00Z/2026-11-30T05:00Z',
    ]);
    const other = calendarText(
      ...eventLines('DTSTART:20261127T220000', 'RRULE:FREQ=DAILY', 'EXDATE;VALUE=DATE:20261128'),
    );
    expect(await happenings(other)).toBe(
      '`freezes.ics` cannot be used: the event on line 4 has a `EXDATE` of another kind than its `DTSTART`: ' +
        'one is a day, the other a time',
    );
  });

  test('a recurrence without an end', async () => {
    const text = calendarText(...eventLines('DTSTART;VALUE=DATE:19700104', 'RRULE:FREQ=WEEKLY'));
    const sundays = await happenings(text, { timezone: 'UTC' });
    expect(sundays).toHaveLength(52);
    expect(sundays[0]).toBe('2026-01-04T00:00Z/2026-01-05T00:00Z');
  });

  test('a recurrence without measure', async () => {
    const often = calendarText(
      ...eventLines('DTSTART:20260101T000000', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'),
    );
    expect(await happenings(often)).toBe(
      'the calendar cannot be used: the event on line 4: the rule recurs too often to be played',
    );
    const many = Array.from({ length: 20 }, () =>
      eventLines('DTSTART:20260101T000000', 'DURATION:PT1S', 'RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30'),
    );
    expect(await happenings(calendarText(...many.flat()))).toMatch(/too often to be played$/u);
  });

  test('a file that is cut, wherever that is', async () => {
    const text = calendarText(...eventLines(...day));
    for (let end = 0; end < text.trimEnd().length; end++) {
      const cut = await happenings(text.slice(0, end));
      expect(typeof cut, text.slice(0, end)).toBe('string');
    }
    expect(await happenings(text.slice(0, -30))).toBe(
      '`freezes.ics` cannot be used: it is cut: the `VEVENT` that begins on line 4 does not end',
    );
  });

  test('a page of a website instead', async () => {
    const origin = await httpServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!DOCTYPE html><title>Sign in</title>');
    });
    const source = `${origin}/private-token/freezes.ics`;
    const calendars = await load({ kind: 'calendar', source }, { clock: present });
    const reason = shown(calendars.calendar(source, 'UTC', year, 'closed'));
    expect(reason).toBe(
      `the calendar of ${new URL(origin).host} cannot be used: it is not a calendar: it begins with \`<!DOCTYPE html><titl\``,
    );
    expect(reason).not.toContain('private-token');
  });

  test('a hundred megabytes, of which no more is read than may be', async () => {
    let sent = 0;
    const origin = await httpServer((_, response) => {
      const piece = Buffer.alloc(1024 ** 2, 'X-COMMENT:no end\r\n');
      const send = () => {
        while (sent < 100 * 1024 ** 2 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) return;
        }
        response.end();
      };
      response.write('BEGIN:VCALENDAR\r\n');
      response.on('drain', send);
      send();
    });
    const calendars = await load({ kind: 'calendar', source: origin }, { clock: present });
    expect(shown(calendars.calendar(origin, 'UTC', year, 'closed'))).toMatch(
      /cannot be read: the answer is larger than 4 MiB$/u,
    );
    expect(sent).toBeLessThan(50 * 1024 ** 2);
  });

  test('a redirect', async () => {
    const asked: string[] = [];
    const origin = await httpServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(302, { location: '/elsewhere' });
      response.end();
    });
    const source = `${origin}/freezes.ics`;
    const calendars = await load({ kind: 'calendar', source }, { clock: present });
    expect(shown(calendars.calendar(source, 'UTC', year, 'closed'))).toMatch(
      /cannot be read: the answer is a redirect, which is not followed$/u,
    );
    expect(asked).toEqual(['/freezes.ics']);
  });
});

/** Servers say what time it is. */
const present = { now: () => Date.now(), monotonic: () => performance.now(), sleep: () => Promise.resolve() };
