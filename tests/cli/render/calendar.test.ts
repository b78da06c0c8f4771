import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { CalendarReport } from '../../../src/app/index.ts';
import { calendarForms } from '../../../src/cli/render/calendar/forms.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { unknown } from '../../../src/plan/value.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { expectSchema } from '../../support/schema.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const hour = 3_600_000;

/** A period on clocks that are `ahead` hours ahead of UTC. */
function period(from: string, until: string, ahead = 0) {
  return {
    from: at(from) - ahead * hour,
    localFrom: at(from),
    until: at(until) - ahead * hour,
    localUntil: at(until),
  };
}

const now = at('2026-11-27T06:00');

const report: CalendarReport = {
  policy: { name: 'shop', file: 'sentinel.yaml' },
  now,
  from: now,
  until: at('2026-12-05T06:00'),
  timezone: 'Europe/Berlin',
  freezes: [
    {
      kind: 'freeze',
      name: 'black-friday',
      mode: 'enforce',
      timezone: 'America/New_York',
      blocks: ['start', 'promote'],
      environments: ['prod'],
      window: 'from Fri 27 Nov 2026 00:00 until Tue 1 Dec 2026 00:00, on the clocks of America/New_York',
      reason: 'peak trading',
      except: 'release.source ==\n  "emergency"',
      times: [period('2026-11-27T00:00', '2026-12-01T00:00', -5)],
    },
    {
      kind: 'freeze',
      name: 'always',
      mode: 'shadow',
      timezone: 'Europe/Berlin',
      blocks: ['promote'],
      when: 'release.env == "dev"',
      times: [{}],
    },
    {
      kind: 'incident',
      name: 'incident 1a2b',
      mode: 'enforce',
      timezone: 'UTC',
      blocks: ['start', 'promote'],
      reason:
        'the database; is down,\nand more: \\o/ ⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡ (ada)',
      times: [period('2026-11-27T05:00', '2026-11-27T08:00:30')],
    },
    {
      kind: 'freeze',
      name: 'company',
      mode: 'enforce',
      timezone: 'UTC',
      blocks: ['start'],
      times: unknown('`company.ics` cannot be read: there is no such file'),
    },
  ],
  nextFree: [
    { environment: 'dev', slot: { at: now, text: 'now' } },
    { environment: 'stage', slot: { at: now, text: 'now' } },
    {
      environment: 'prod',
      slot: { at: at('2026-12-01T05:00'), text: 'Tue 1 Dec 00:00 New York (in 3 d 23 h)' },
    },
    { environment: 'lab', slot: undefined },
    { environment: 'desk', slot: unknown('the times of `company` are not known') },
  ],
  diagnostics: [],
  sources: new Map(),
};

async function textOf(fields: Partial<CalendarReport> = {}): Promise<string> {
  const forms = calendarForms({ ...report, ...fields }, () => -60);
  return `\n${shownLines(forms.lines(await pageFor(forms.texts(), 100)))}`;
}

test('a table of times, and what each freeze is', async () => {
  expect(await textOf()).toMatchInlineSnapshot(`
    "
    Freezes of shop, to Sat 5 Dec
    ✓ dev, stage: free now
    ✗ prod: frozen, and free again Tue 1 Dec 00:00 New York (in 3 d 23 h), Tue 1 Dec 06:00 here
    ✗ lab: frozen, and no free time is foreseen
    ✗ desk: when it is free is not known: the times of \`company\` are not known

    ▸ long ago          to  no end foreseen      Berlin    always
    ▸ Fri 27 Nov 00:00  to  Tue 1 Dec 00:00      New York  black-friday
    ▸ Fri 27 Nov 05:00  to  Fri 27 Nov 08:00:30  UTC       incident 1a2b

      black-friday   prod; from Fri 27 Nov 2026 00:00 until Tue 1 Dec 2026 00:00, on the clocks of
                     America/New_York; peak trading; except release.source == "emergency"
      always         everywhere; promotions only; in shadow, stops nothing; when release.env == "dev"
      incident 1a2b  everywhere; the database; is down, and more: \\o/
                     ⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡ (ada)
      company        everywhere; starts only; its times are unknown, so it holds: \`company.ics\` cannot
                     be read: there is no such file
    "
  `);
});

test('months', async () => {
  const days = Array.from({ length: 33 }, (_, index) => {
    const date = new Date(at('2026-11-29T00:00') + index * 24 * hour).toISOString().slice(0, 10);
    const freezes = [{ index: 1, whole: true }, ...(index < 3 ? [{ index: 0, whole: index < 2 }] : [])];
    return { date, freezes: index > 10 ? [] : freezes };
  });
  expect(await textOf({ days })).toMatchInlineSnapshot(`
    "
    Freezes of shop
    ✓ dev, stage: free now
    ✗ prod: frozen, and free again Tue 1 Dec 00:00 New York (in 3 d 23 h), Tue 1 Dec 06:00 here
    ✗ lab: frozen, and no free time is foreseen
    ✗ desk: when it is free is not known: the times of \`company\` are not known

    November 2026  days of Berlin
      Mo    Tu    We    Th    Fr    Sa    Su
                                          29 BA
      30 BA

    December 2026  days of Berlin
      Mo    Tu    We    Th    Fr    Sa    Su
             1 Ba  2 B   3 B   4 B   5 B   6 B
       7 B   8 B   9 B  10    11    12    13
      14    15    16    17    18    19    20
      21    22    23    24    25    26    27
      28    29    30    31

      a  black-friday   prod; from Fri 27 Nov 2026 00:00 until Tue 1 Dec 2026 00:00, on the clocks of
                        America/New_York; peak trading; except release.source == "emergency"
      b  always         everywhere; promotions only; in shadow, stops nothing; when release.env == "dev"
      c  incident 1a2b  everywhere; the database; is down, and more: \\o/
                        ⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡⚡ (ada)
      d  company        everywhere; starts only; its times are unknown, so it holds: \`company.ics\`
                        cannot be read: there is no such file
      a capital letter: all day
    "
  `);
});

test('nothing is frozen', async () => {
  const nothing = { freezes: [], environment: 'dev', nextFree: [{ slot: { at: now, text: 'now' } }] };
  expect(await textOf(nothing)).toBe('\nNo freezes of shop in dev, to Sat 5 Dec\n✓ free now\n');
});

test('JSON fits its schema', () => {
  const value: unknown = JSON.parse(jsonDocument(calendarForms(report).json()));
  expectSchema('calendar', value);
  expect(value).toMatchObject({
    freezes: [
      { name: 'always', from: null, until: null, environments: null },
      { name: 'black-friday', from: '2026-11-27T05:00:00Z', until: '2026-12-01T05:00:00Z' },
      { kind: 'incident' },
    ],
    unknown: [{ name: 'company', why: '`company.ics` cannot be read: there is no such file' }],
    nextFree: null,
    environments: [
      { name: 'dev', nextFree: '2026-11-27T06:00:00Z' },
      { name: 'stage' },
      { name: 'prod', nextFree: '2026-12-01T05:00:00Z' },
      { name: 'lab', nextFree: null },
      { name: 'desk', nextFree: null },
    ],
  });
  const one = { ...report, environment: 'prod', nextFree: report.nextFree.slice(2, 3) };
  const single: unknown = JSON.parse(jsonDocument(calendarForms(one).json()));
  expectSchema('calendar', single);
  expect(single).toMatchObject({ environment: 'prod', nextFree: '2026-12-01T05:00:00Z' });
});

test('a calendar that programs read', () => {
  const text = calendarForms(report).ics?.() ?? '';
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.split('\r\n');
  expect(lines.join('')).not.toMatch(/[\r\n]/u);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(text) as [string, unknown[], unknown[]]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  expect(
    events.map(({ summary, startDate, endDate }) => [summary, String(startDate), String(endDate)]),
  ).toEqual([
    ['Freeze: always', '2026-11-27T06:00:00Z', '2026-12-05T06:00:00Z'],
    ['Freeze: black-friday (prod)', '2026-11-27T05:00:00Z', '2026-12-01T05:00:00Z'],
    ['Freeze: incident 1a2b', '2026-11-27T05:00:00Z', '2026-11-27T08:00:30Z'],
    ['Freeze: company', '2026-11-27T06:00:00Z', '2026-12-05T06:00:00Z'],
  ]);
  const incident = report.freezes[2];
  expect(events[2]?.description).toBe(incident?.reason);
  expect(events.map(({ description }) => description)).toEqual([
    'It stops promotions only.\nIt is in shadow mode and stops nothing.\nWhen: release.env == "dev"',
    'peak trading\nExcept: release.source ==\n  "emergency"',
    incident?.reason,
    'Its times are unknown, so it holds: `company.ics` cannot be read: there is no such file\nIt stops starts only.',
  ]);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(4);
});

test('an event keeps its identity', () => {
  const uids = (later: number) =>
    calendarForms({ ...report, now: now + later })
      .ics?.()
      .match(/^UID:.*$/gmu);
  expect(uids(hour)).toEqual(uids(0));
});
