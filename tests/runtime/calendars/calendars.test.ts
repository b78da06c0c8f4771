import { symlink, utimes, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendars } from '../../../src/runtime/calendars/index.ts';
import { expand, zoneOf } from '../../../src/runtime/core/time/index.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { calendarText, eventLines, freezeOf, load, shown, year } from '../../support/calendar.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { closedPort, httpServer } from '../../support/server.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const text = calendarText(...eventLines('DTSTART:20261127T000000Z', 'DTEND:20261128T000000Z'));
const closed = ['2026-11-27T00:00Z/2026-11-28T00:00Z'];
const hour = 3_600_000;

describe('files', () => {
  const read = async (root: string, source: string, maxAge?: number) => {
    const calendars = await load(
      { kind: 'calendar', source, ...(maxAge !== undefined && { maxAge }) },
      { root, offline: true },
    );
    return shown(calendars.calendar(source, 'UTC', year, 'closed'));
  };

  test('beneath the directory of the policy, also for an untrusted policy', async () => {
    const root = await temporaryFolder({ 'calendars/freezes.ics': text });
    expect(await read(root, './calendars/freezes.ics')).toEqual(closed);
  });

  test('not elsewhere, not through a link, nothing but regular files', async () => {
    const root = await temporaryFolder({ 'inside/sentinel.yaml': '', 'freezes.ics': text });
    const inside = join(root, 'inside');
    await symlink(join(root, 'freezes.ics'), join(inside, 'link.ics'));
    await mkdir(join(inside, 'folder.ics'));
    const outside = /lies outside the directory of the policy$/u;
    expect(await read(inside, '../freezes.ics')).toMatch(outside);
    expect(await read(inside, 'link.ics')).toMatch(outside);
    expect(await read(inside, '/etc/hostname')).toMatch(outside);
    expect(await read(inside, 'folder.ics')).toMatch(/is not a regular file$/u);
    expect(await read(inside, 'missing.ics')).toBe('`missing.ics` cannot be read: there is no such file');
  });

  test('no larger than may be, and text', async () => {
    const root = await temporaryFolder({ 'large.ics': `${text}${'X'.repeat(4 * 1024 ** 2)}` });
    expect(await read(root, 'large.ics')).toMatch(/is larger than 4 MiB$/u);
  });

  test('as old as its last change', async () => {
    const root = await temporaryFolder({ 'freezes.ics': text });
    const changed = new Date(Date.parse('2026-11-24T10:00:00Z') - 25 * hour);
    await utimes(join(root, 'freezes.ics'), changed, changed);
    expect(await read(root, 'freezes.ics', 26 * hour)).toEqual(closed);
    expect(await read(root, 'freezes.ics', 24 * hour)).toBe('`freezes.ics` is 1 d 1 h old, more than 1 d');
  });
});

describe('addresses', () => {
  const clock = new VirtualClock();
  const read = async (
    source: string,
    { offline = false, maxAge }: { offline?: boolean; maxAge?: number } = {},
  ) => {
    const window = { kind: 'calendar', source, ...(maxAge !== undefined && { maxAge }) } as const;
    const calendars = await load(window, { offline, clock });
    return shown(calendars.calendar(source, 'UTC', year, 'closed'));
  };

  test('an answer is as old as the server and those between say', async () => {
    const headers: Record<string, string> = {};
    const origin = await httpServer((_, response) => {
      response.sendDate = false;
      response.writeHead(200, headers);
      response.end(`\uFEFF${text}`);
    });
    const maxAge = hour;
    expect(await read(origin, { maxAge })).toEqual(closed);
    headers['date'] = new Date(clock.now() - hour / 2).toUTCString();
    headers['age'] = '60';
    expect(await read(origin, { maxAge })).toEqual(closed);
    headers['age'] = '7200';
    expect(await read(origin, { maxAge })).toMatch(/ is 2 h old, more than 1 h$/u);
    headers['age'] = 'none';
    headers['date'] = new Date(clock.now() - 3 * hour).toUTCString();
    expect(await read(origin, { maxAge })).toMatch(/ is 3 h old, more than 1 h$/u);
    expect(await read(origin)).toEqual(closed);
  });

  test('what is no calendar to be had', async () => {
    const origin = await httpServer((_, response) => {
      response.writeHead(404);
      response.end(text);
    });
    expect(await read(origin)).toMatch(/the answer is HTTP 404$/u);
    expect(await read(`http://127.0.0.1:${await closedPort()}/`)).toMatch(/connection refused$/u);
    expect(await read('http://169.254.169.254/freezes.ics')).toMatch(/refused: .* is a link-local address$/u);
    expect(await read('ftp://example.com/freezes.ics')).toMatch(/only http and https$/u);
    expect(await read('file:///etc/hostname')).toMatch(/only http and https$/u);
    expect(await read('http:')).toMatch(/^the calendar of this address cannot be read/u);
  });

  test('nothing is opened for an untrusted policy', async () => {
    let asked = false;
    const origin = await httpServer((_, response) => {
      asked = true;
      response.end(text);
    });
    expect(await read(origin, { offline: true })).toMatch(/nothing is opened for an untrusted policy$/u);
    expect(asked).toBe(false);
  });

  test('an interrupt ends the reading', async () => {
    const origin = await httpServer(() => {});
    const abort = new AbortController();
    const reading = load({ kind: 'calendar', source: origin }, { signal: abort.signal });
    abort.abort(new Error('interrupted'));
    await expect(reading).rejects.toThrow('interrupted');
  });
});

describe('what several freezes need', () => {
  test('windows within release hours are read too; the least age of a source counts', async () => {
    const root = await temporaryFolder({ 'freezes.ics': text });
    const clock = new VirtualClock();
    const changed = new Date(clock.now() - 2 * hour);
    await utimes(join(root, 'freezes.ics'), changed, changed);
    const calendar = { kind: 'calendar', source: 'freezes.ics' } as const;
    const options = { root, clock, signal: AbortSignal.timeout(10_000), offline: false };
    const fresh = await loadCalendars([freezeOf({ kind: 'outside', open: [calendar] })], options);
    expect(shown(fresh.calendar('freezes.ics', 'UTC', year, 'open'))).toEqual(closed);
    const stale = await loadCalendars([freezeOf({ ...calendar, maxAge: hour }), freezeOf(calendar)], options);
    expect(shown(stale.calendar('freezes.ics', 'UTC', year, 'closed'))).toMatch(/is 2 h old/u);
    expect(shown(stale.calendar('freezes.ics', 'Mars/Olympus', year, 'closed'))).toMatch(/is 2 h old/u);
    expect(shown(fresh.calendar('freezes.ics', 'Mars/Olympus', year, 'closed'))).toMatch(/not known here/u);
  });

  test('what was not read is unknown', async () => {
    const none = await load({ kind: 'weekly', days: [6] });
    expect(isUnknown(none.holidays('US', year))).toBe(true);
    expect(isUnknown(none.calendar('freezes.ics', 'UTC', year, 'closed'))).toBe(true);
    expect(none.occurrences('FREQ=NEVER', '2026-01-01T00:00', year)).toMatchObject({
      reason: expect.stringContaining('not a frequency') as string,
    });
  });

  test('a window by a rule', async () => {
    const window = {
      kind: 'recurring',
      rule: 'FREQ=MONTHLY;BYDAY=-1FR',
      start: '2026-01-01T18:00',
      duration: 12 * hour,
    } as const;
    const zone = zoneOf('Europe/Berlin');
    const calendars = await load(window);
    const range = [Date.UTC(2026, 2, 20), Date.UTC(2026, 4, 1)] as const;
    const index = zone && expand(window, zone, range, calendars);
    expect(index && !isUnknown(index) && shown(index.spans)).toEqual([
      '2026-03-27T17:00Z/2026-03-28T05:00Z',
      '2026-04-24T16:00Z/2026-04-25T04:00Z',
    ]);
  });
});
