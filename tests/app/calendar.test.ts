import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { calendar, type CalendarRequest, freeze } from '../../src/app/index.ts';
import { isUnknown } from '../../src/plan/value.ts';
import { calendarText, eventLines } from '../support/calendar.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';

/** It is Tuesday 24 November 2026, 10:00 UTC, of the test's clock. */
const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
gates:
  clean: { require: git.clean }
freezes:
  black-friday:
    environments: [prod]
    from: 2026-11-27T00:00
    until: 2026-12-01T00:00
    timezone: America/New_York
    when: release.event != "rollback"
    except: release.source == "emergency"
    reason: peak trading
  nights: { environments: [prod], every: day, between: "22:00-06:00", timezone: Europe/Berlin }
  tuesdays: { environments: [dev], every: [tue], timezone: Europe/Berlin }
  promotions: { every: day, timezone: Europe/Berlin, blocks: [promote], environments: [dev] }
`;

const text = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);

async function calendarOf(
  parts: Partial<CalendarRequest> = {},
  { files = {}, env = {} }: { files?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const folder = await temporaryFolder({ 'sentinel.yaml': policy, ...files });
  return calendar({ view: 'table', signal: AbortSignal.timeout(10_000), ...parts }, hostIn(folder, env));
}

describe('calendar', () => {
  test('of one environment: what touches the coming days, whole', async () => {
    const report = await calendarOf({ env: 'prod', until: '4d' });
    expect(report).toMatchObject({ environment: 'prod', timezone: 'Europe/Berlin' });
    expect(
      report.freezes.map(({ name, times }) => [
        name,
        isUnknown(times) ? times.reason : times.map(({ from, until }) => `${text(from)}/${text(until)}`),
      ]),
    ).toEqual([
      ['black-friday', ['2026-11-27T05:00/2026-12-01T05:00']],
      [
        'nights',
        [
          '2026-11-24T21:00/2026-11-25T05:00',
          '2026-11-25T21:00/2026-11-26T05:00',
          '2026-11-26T21:00/2026-11-27T05:00',
          '2026-11-27T21:00/2026-11-28T05:00',
        ],
      ],
    ]);
    expect(report.freezes[0]).toMatchObject({
      when: 'release.event != "rollback"',
      except: 'release.source == "emergency"',
      reason: 'peak trading',
      blocks: ['start', 'promote'],
    });
  });

  test('of all environments, each with its next free time; promotions are another matter', async () => {
    const { freezes, nextFree } = await calendarOf();
    expect(freezes.map(({ name }) => name)).toEqual(['black-friday', 'nights', 'tuesdays', 'promotions']);
    expect(nextFree).toMatchObject([
      { environment: 'dev', slot: { text: 'Wed 25 Nov 00:00 Berlin (in 13 h)' } },
      { environment: 'prod', slot: { at: Date.parse('2026-11-24T10:00:00Z') } },
    ]);
  });

  test('as of another time, for so many weeks', async () => {
    const report = await calendarOf({ env: 'prod', at: '2026-11-30T12:00:00Z', weeks: 1 });
    expect(report.nextFree).toMatchObject([{ slot: { text: 'Tue 1 Dec 00:00 New York (in 17 h)' } }]);
    expect(text(report.until)).toBe('2026-12-07T12:00');
  });

  test('months are whole, days are those of the zone', async () => {
    const { days, from, until } = await calendarOf({ env: 'prod', view: 'month', weeks: 1 });
    expect([text(from), text(until)]).toEqual(['2026-10-31T23:00', '2026-12-31T23:00']);
    expect(days).toHaveLength(61);
    expect(days?.slice(25, 31)).toEqual([
      { date: '2026-11-26', freezes: [{ index: 1, whole: false }] },
      {
        date: '2026-11-27',
        freezes: [
          { index: 0, whole: false },
          { index: 1, whole: false },
        ],
      },
      {
        date: '2026-11-28',
        freezes: [
          { index: 0, whole: true },
          { index: 1, whole: false },
        ],
      },
      {
        date: '2026-11-29',
        freezes: [
          { index: 0, whole: true },
          { index: 1, whole: false },
        ],
      },
      {
        date: '2026-11-30',
        freezes: [
          { index: 0, whole: true },
          { index: 1, whole: false },
        ],
      },
      {
        date: '2026-12-01',
        freezes: [
          { index: 0, whole: false },
          { index: 1, whole: false },
        ],
      },
    ]);
  });

  test('a calendar that cannot be read holds, on every day', async () => {
    const files = {
      'sentinel.yaml': policy.replace('every: [tue]', 'calendar: ./company.ics'),
    };
    const { freezes, nextFree, days } = await calendarOf({ view: 'month' }, { files });
    expect(freezes[2]?.times).toMatchObject({ reason: expect.stringContaining('no such file') as string });
    expect(nextFree[0]?.slot).toMatchObject({ reason: 'the times of `tuesdays` are not known' });
    expect(days?.every((day) => day.freezes.some(({ index, whole }) => index === 2 && whole))).toBe(true);
    const read = {
      ...files,
      'company.ics': calendarText(...eventLines('DTSTART;VALUE=DATE:20261124')),
    };
    const report = await calendarOf({}, { files: read });
    expect(report.nextFree).toMatchObject([{ slot: { text: 'Wed 25 Nov 00:00 Berlin (in 13 h)' } }, {}]);
  });

  test('in shadow mode nothing stops', async () => {
    const files = { 'sentinel.yaml': policy.replace('policy: shop', 'policy: shop\nmode: shadow') };
    const { freezes, nextFree, now } = await calendarOf({}, { files });
    expect(new Set(freezes.map(({ mode }) => mode))).toEqual(new Set(['shadow']));
    expect(nextFree).toMatchObject([{ slot: { at: now } }, { slot: { at: now } }]);
  });

  test('without freezes, without environments', async () => {
    const files = {
      'sentinel.yaml': 'sentinel: 1\npolicy: shop\ngates: { clean: { require: git.clean } }\n',
    };
    const report = await calendarOf({ view: 'month' }, { files });
    expect(report).toMatchObject({ freezes: [], timezone: 'UTC', nextFree: [{ slot: { at: report.now } }] });
  });

  test('what cannot be asked', async () => {
    expect((await refusedWith(calendarOf({ env: 'prdo' }))).map(({ code }) => code)).toEqual(['SEN2013']);
    expect((await refusedWith(calendarOf({ at: 'now' }))).map(({ code }) => code)).toEqual(['SEN2017']);
    expect((await refusedWith(calendarOf({ until: 'Christmas' }))).map(({ code }) => code)).toEqual([
      'SEN2017',
    ]);
    expect(
      (await refusedWith(calendarOf({ until: '2026-11-01T00:00:00Z' }))).map(({ code }) => code),
    ).toEqual(['SEN2017']);
  });
});

describe('stops made by hand', () => {
  test('are shown, where they concern the environment', async () => {
    const folder = await temporaryFolder({ 'sentinel.yaml': policy });
    const host = hostIn(folder);
    const stop = { until: '2h', reason: 'the database is down', actor: 'ada', scope: 'env=prod' };
    const {
      freezes: [incident],
    } = await freeze(stop, host);
    const of = (env: string, untrusted = false) =>
      calendar({ view: 'table', env, until: '1d', untrusted, signal: AbortSignal.timeout(10_000) }, host);
    const { freezes, nextFree, now } = await of('prod');
    expect(freezes.at(-1)).toMatchObject({
      kind: 'incident',
      name: `incident ${incident?.id}`,
      environments: ['prod'],
      reason: 'the database is down (ada)',
      times: [{ until: incident?.until }],
    });
    expect(nextFree).toMatchObject([{ slot: { at: incident?.until } }]);
    expect(nextFree[0]).not.toMatchObject({ slot: { at: now } });
    expect((await of('dev')).freezes.map(({ kind }) => kind)).not.toContain('incident');
    expect((await of('prod', true)).freezes.map(({ kind }) => kind)).not.toContain('incident');
  });

  test('of a store that is lost are not known', async () => {
    const folder = await temporaryFolder({ 'sentinel.yaml': policy });
    await mkdir(`${folder}/broken.db`);
    const request = { view: 'table', store: `sqlite:${folder}/broken.db` } as const;
    const report = await calendar({ ...request, signal: AbortSignal.timeout(10_000) }, hostIn(folder));
    expect(report.diagnostics.map(({ severity }) => severity)).toContain('error');
    expect(report.nextFree[1]?.slot).toMatchObject({
      reason: 'the times of the stops made by hand are not known',
    });
  });
});
