import { DateTime } from 'luxon';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnknown, unknown } from '../../../../src/plan/value.ts';
import type { Weekday, Window } from '../../../../src/plan/window.ts';
import { type Calendars, noCalendars } from '../../../../src/runtime/core/time/calendars.ts';
import {
  expand,
  localTime,
  type Span,
  type TimeIndex,
  type Zone,
  zoneOf,
} from '../../../../src/runtime/core/time/index.ts';
import { absoluteNear, weekly } from '../../../support/arbitrary/windows.ts';
import { runs } from '../../../support/tier.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const nothingElse: Calendars = {
  occurrences: () => [],
  holidays: () => [],
  calendar: () => [],
};

function indexOf(
  window: Window,
  zoneName: string,
  [from, until]: readonly [string, string],
  calendars: Partial<Calendars> = {},
): TimeIndex {
  const zone = zoneOf(zoneName);
  if (!zone) throw new TypeError(`no zone ${zoneName}`);
  const range = [Date.parse(from), Date.parse(until)] as const;
  const index = expand(window, zone, range, { ...nothingElse, ...calendars });
  if (isUnknown(index)) throw new TypeError(index.reason);
  return index;
}

/** `2026-03-29T00:00Z/2026-03-29T01:00Z` for each span. */
function spansOf(...given: Parameters<typeof indexOf>): readonly string[] {
  return indexOf(...given).spans.map((span) =>
    span
      .map((t) => DateTime.fromMillis(t, { zone: 'utc' }))
      .map(short)
      .join('/'),
  );
}

function short(time: DateTime): string {
  return time.toISO({ suppressSeconds: true, suppressMilliseconds: true }) ?? '';
}

const daily = (from: string, until: string, days = everyDay): Window => ({
  kind: 'weekly',
  days,
  between: {
    from: localTime(`1970-01-01T${from}`) / MINUTE,
    until: localTime(`1970-01-01T${until}`) / MINUTE,
  },
});
const days = (...days: readonly Weekday[]): Window => ({ kind: 'weekly', days });
const absolute = (from: string, until: string): Window => ({ kind: 'absolute', from, until });
const outside = (...open: readonly Window[]): Window => ({ kind: 'outside', open });

test.each([
  ['1970-01-01T00:00', 0],
  ['2026-11-27T06:30', Date.UTC(2026, 10, 27, 6, 30)],
  ['2026-11-27T06:30:15', Date.UTC(2026, 10, 27, 6, 30, 15)],
  ['2028-02-29T24:00', Date.UTC(2028, 2, 1)],
])('the time %s', (text, ms) => {
  expect(localTime(text)).toBe(ms);
});

describe('spring, when clocks go from 02:00 to 03:00', () => {
  const around = ['2026-03-28T22:00Z', '2026-03-29T12:00Z'] as const;

  test('a start that there is not moves to the first instant that exists', () => {
    expect(spansOf(absolute('2026-03-29T02:30', '2026-03-29T04:00'), 'Europe/Berlin', around)).toEqual([
      '2026-03-29T01:00Z/2026-03-29T02:00Z',
    ]);
  });

  test('so does an end', () => {
    expect(spansOf(absolute('2026-03-29T01:00', '2026-03-29T02:30'), 'Europe/Berlin', around)).toEqual([
      '2026-03-29T00:00Z/2026-03-29T01:00Z',
    ]);
  });

  test('what lies in the gap whole is no time', () => {
    expect(spansOf(absolute('2026-03-29T02:10', '2026-03-29T02:50'), 'Europe/Berlin', around)).toEqual([]);
    expect(spansOf(outside(daily('02:10', '02:50')), 'Europe/Berlin', around)).toEqual([
      '2026-03-28T22:00Z/2026-03-29T12:00Z',
    ]);
  });

  test('a night is an hour shorter', () => {
    expect(spansOf(daily('22:00', '06:00', [6]), 'Europe/Berlin', ['2026-03-28T12:00Z', around[1]])).toEqual([
      '2026-03-28T21:00Z/2026-03-29T04:00Z',
    ]);
  });
});

describe('autumn, when the hour from 02:00 to 03:00 comes twice', () => {
  const around = ['2026-10-24T22:00Z', '2026-10-25T12:00Z'] as const;

  test('a freeze begins with the first and ends with the second', () => {
    expect(spansOf(absolute('2026-10-25T02:15', '2026-10-25T02:45'), 'Europe/Berlin', around)).toEqual([
      '2026-10-25T00:15Z/2026-10-25T01:45Z',
    ]);
  });

  test('release hours begin with the second', () => {
    expect(spansOf(outside(daily('02:15', '04:00')), 'Europe/Berlin', around)).toEqual([
      '2026-10-24T22:00Z/2026-10-25T01:15Z',
      '2026-10-25T03:00Z/2026-10-25T12:00Z',
    ]);
  });

  test('release hours that end before they begin stay closed', () => {
    expect(spansOf(outside(daily('02:15', '02:45')), 'Europe/Berlin', around)).toEqual([
      '2026-10-24T22:00Z/2026-10-25T12:00Z',
    ]);
  });

  test('a recurrence that begins twice lasts from the first start to its length after the second', () => {
    const recurring: Window = {
      kind: 'recurring',
      rule: 'FREQ=DAILY',
      start: '2026-10-25T02:30',
      duration: 20 * MINUTE,
    };
    const calendars = { occurrences: () => [localTime('2026-10-25T02:30')] };
    expect(spansOf(recurring, 'Europe/Berlin', around, calendars)).toEqual([
      '2026-10-25T00:30Z/2026-10-25T01:50Z',
    ]);
    expect(spansOf(outside(recurring), 'Europe/Berlin', around, calendars)).toEqual([
      '2026-10-24T22:00Z/2026-10-25T12:00Z',
    ]);
  });

  test('a recurrence lasts so much time, whatever clocks do meanwhile', () => {
    const window: Window = { kind: 'recurring', rule: '', start: '2026-10-24T20:00', duration: 8 * HOUR };
    expect(
      spansOf(window, 'Europe/Berlin', ['2026-10-24T12:00Z', around[1]], {
        occurrences: () => [localTime('2026-10-24T20:00')],
      }),
    ).toEqual(['2026-10-24T18:00Z/2026-10-25T02:00Z']);
  });
});

describe('zones with rules of their own', () => {
  test('Lord Howe: half an hour', () => {
    expect(
      spansOf(daily('01:45', '02:15'), 'Australia/Lord_Howe', ['2026-04-04T12:00Z', '2026-04-05T12:00Z']),
    ).toEqual(['2026-04-04T14:45Z/2026-04-04T15:45Z']);
    expect(
      spansOf(daily('01:45', '02:15'), 'Australia/Lord_Howe', ['2026-10-03T12:00Z', '2026-10-04T12:00Z']),
    ).toEqual(['2026-10-03T15:15Z/2026-10-03T15:30Z']);
  });

  test('Troll: two hours', () => {
    expect(
      spansOf(daily('00:30', '03:30'), 'Antarctica/Troll', ['2026-03-28T12:00Z', '2026-03-29T12:00Z']),
    ).toEqual(['2026-03-29T00:30Z/2026-03-29T01:30Z']);
    expect(
      spansOf(daily('00:30', '03:30'), 'Antarctica/Troll', ['2026-10-24T12:00Z', '2026-10-25T12:00Z']),
    ).toEqual(['2026-10-24T22:30Z/2026-10-25T03:30Z']);
  });

  test('Casablanca: back for Ramadan and forward again', () => {
    const nine = daily('09:00', '10:00', [1]);
    expect(spansOf(nine, 'Africa/Casablanca', ['2024-03-01T00:00Z', '2024-04-20T00:00Z'])).toEqual([
      '2024-03-04T08:00Z/2024-03-04T09:00Z',
      '2024-03-11T09:00Z/2024-03-11T10:00Z',
      '2024-03-18T09:00Z/2024-03-18T10:00Z',
      '2024-03-25T09:00Z/2024-03-25T10:00Z',
      '2024-04-01T09:00Z/2024-04-01T10:00Z',
      '2024-04-08T09:00Z/2024-04-08T10:00Z',
      '2024-04-15T08:00Z/2024-04-15T09:00Z',
    ]);
  });

  test('Apia had no 30 December 2011', () => {
    const around = ['2011-12-29T00:00Z', '2012-01-02T00:00Z'] as const;
    expect(spansOf(days(5), 'Pacific/Apia', around)).toEqual([]);
    expect(spansOf(days(4, 6), 'Pacific/Apia', around)).toEqual(['2011-12-29T10:00Z/2011-12-31T10:00Z']);
    // The night from the 29th goes straight over into the morning of the 31st.
    expect(
      spansOf(daily('22:00', '06:00'), 'Pacific/Apia', ['2011-12-30T00:00Z', '2011-12-31T00:00Z']),
    ).toEqual(['2011-12-30T08:00Z/2011-12-30T16:00Z']);
  });

  test('Havana: midnight comes twice, and the day before ends with the second', () => {
    const around = ['2026-10-30T00:00Z', '2026-11-03T00:00Z'] as const;
    expect(spansOf(days(6), 'America/Havana', around)).toEqual(['2026-10-31T04:00Z/2026-11-01T05:00Z']);
    expect(spansOf(days(7), 'America/Havana', around)).toEqual(['2026-11-01T04:00Z/2026-11-02T05:00Z']);
  });

  test('Beirut: midnight is left out, and the day begins at one', () => {
    expect(spansOf(days(7), 'Asia/Beirut', ['2026-03-27T00:00Z', '2026-03-31T00:00Z'])).toEqual([
      '2026-03-28T22:00Z/2026-03-29T21:00Z',
    ]);
  });
});

describe('days', () => {
  test('24:00 is the end of the day, and where the next one goes on', () => {
    const around = ['2026-11-26T00:00Z', '2026-11-30T00:00Z'] as const;
    expect(spansOf(daily('14:00', '24:00', [5]), 'UTC', around)).toEqual([
      '2026-11-27T14:00Z/2026-11-28T00:00Z',
    ]);
    expect(
      spansOf(outside(daily('00:00', '14:00', [5]), daily('14:00', '24:00', [5])), 'UTC', around),
    ).toEqual(['2026-11-26T00:00Z/2026-11-27T00:00Z', '2026-11-28T00:00Z/2026-11-30T00:00Z']);
  });

  test('a range over midnight belongs to the day on which it starts', () => {
    expect(spansOf(daily('22:00', '06:00', [7]), 'UTC', ['2026-11-21T00:00Z', '2026-11-24T00:00Z'])).toEqual([
      '2026-11-22T22:00Z/2026-11-23T06:00Z',
    ]);
  });

  test('what began before the range reaches into it', () => {
    expect(spansOf(daily('22:00', '21:00', [7]), 'UTC', ['2026-11-23T20:00Z', '2026-11-24T00:00Z'])).toEqual([
      '2026-11-23T20:00Z/2026-11-23T21:00Z',
    ]);
  });

  test('29 February is a day of leap years', () => {
    expect(spansOf(days(2), 'UTC', ['2028-02-26T00:00Z', '2028-03-05T00:00Z'])).toEqual([
      '2028-02-29T00:00Z/2028-03-01T00:00Z',
    ]);
    expect(
      spansOf(absolute('2028-02-29T12:00', '2028-03-01T00:00'), 'UTC', [
        '2028-02-26T00:00Z',
        '2028-03-05T00:00Z',
      ]),
    ).toEqual(['2028-02-29T12:00Z/2028-03-01T00:00Z']);
  });

  test('weeks go on over new year, in years of 52 and of 53 weeks', () => {
    const zone = 'America/New_York';
    const edges = Array.from({ length: 60 }, (_, i) =>
      DateTime.fromObject({ year: 1990 + i, month: 1, day: 1 }, { zone }),
    );
    for (const newYear of edges) {
      const [from, until] = [newYear.minus({ days: 9 }), newYear.plus({ days: 9 })];
      for (const day of everyDay) {
        const index = indexOf(days(day), zone, [short(from), short(until)]);
        for (let noon = from.plus({ hours: 12 }); noon < until; noon = noon.plus({ days: 1 }))
          expect(index.covers(noon.toMillis())).toBe(noon.weekday === day);
      }
    }
  });

  test('holidays are whole local days', () => {
    const christmas = localTime('2026-12-25T00:00');
    const calendars: Partial<Calendars> = { holidays: () => [[christmas, christmas + DAY]] };
    const around = ['2026-12-20T00:00Z', '2026-12-30T00:00Z'] as const;
    expect(spansOf({ kind: 'holidays', region: 'US' }, 'America/New_York', around, calendars)).toEqual([
      '2026-12-25T05:00Z/2026-12-26T05:00Z',
    ]);
  });
});

describe('what comes from outside', () => {
  const around = ['2026-11-01T00:00Z', '2026-12-01T00:00Z'] as const;
  const calendar: Window = { kind: 'calendar', source: 'freezes.ics' };

  test('events of a calendar are instants', () => {
    const event = [Date.parse('2026-11-10T00:00Z'), Date.parse('2026-11-11T00:00Z')] as const;
    expect(spansOf(calendar, 'Europe/Berlin', around, { calendar: () => [event] })).toEqual([
      '2026-11-10T00:00Z/2026-11-11T00:00Z',
    ]);
  });

  test('events of a calendar of release hours are open', () => {
    const asked: string[] = [];
    indexOf(outside(calendar), 'Europe/Berlin', around, {
      calendar: (...[source, timezone, , sense]) => {
        asked.push(`${source} ${timezone} ${sense}`);
        return [];
      },
    });
    expect(asked).toEqual(['freezes.ics Europe/Berlin open']);
  });

  test.each<Window>([
    calendar,
    { kind: 'holidays', region: 'US' },
    { kind: 'recurring', rule: 'FREQ=DAILY', start: '2026-01-01T00:00', duration: HOUR },
    outside(daily('09:00', '16:00'), calendar),
  ])('$kind is unknown when that is', (window) => {
    const zone = zoneOf('UTC');
    if (!zone) throw new TypeError('no UTC');
    expect(expand(window, zone, [0, DAY], noCalendars)).toEqual(unknown('nothing is read from outside'));
  });

  test('a recurrence is asked for what reaches into the range', () => {
    let asked: readonly number[] = [];
    indexOf({ kind: 'recurring', rule: 'R', start: '2026-01-01T00:00', duration: 30 * DAY }, 'UTC', around, {
      occurrences: (...[, , range]) => {
        asked = range;
        return [];
      },
    });
    expect(asked[0]).toBeLessThanOrEqual(Date.parse('2026-10-01T00:00Z'));
    expect(asked[1]).toBeGreaterThanOrEqual(Date.parse('2026-12-01T00:00Z'));
  });
});

describe('laws, around changes of clocks', () => {
  const changes = [
    ['Europe/Berlin', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['Antarctica/Troll', '2026-10-25T01:00Z'],
    ['America/St_Johns', '2010-11-07T02:31Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
  ] as const;
  const place = fc.constantFrom(...changes).chain(([name, at]) => {
    const change = Date.parse(at);
    const zone = zoneOf(name);
    if (!zone) throw new TypeError(`no zone ${name}`);
    return fc.record({
      name: fc.constant(name),
      zone: fc.constant(zone),
      range: fc.constant([change - 9 * DAY, change + 9 * DAY] as const),
      instants: fc.array(
        fc
          .integer({ min: change - 4 * DAY, max: change + 4 * DAY })
          .map((ms) => Math.floor(ms / 1000) * 1000),
        { minLength: 20, maxLength: 40 },
      ),
      absolute: absoluteNear(zone.localAt(change)),
      window: weekly,
      other: weekly,
    });
  });
  const index = (window: Window, { zone, range }: { readonly zone: Zone; readonly range: Span }) => {
    const found = expand(window, zone, range, nothingElse);
    if (isUnknown(found)) throw new TypeError(found.reason);
    return found;
  };
  const counts = { seed: 11, numRuns: runs(150, 2000) };
  const shown = (instant: number, zone: string) =>
    DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");

  test('a freeze is never shorter than it is written', () => {
    fc.assert(
      fc.property(place, (place) => {
        const { from, until } = place.absolute;
        const frozen = index(place.absolute, place);
        for (const t of place.instants) {
          const time = shown(t, place.name);
          if (`${from}:00` <= time && time < `${until}:00`) expect(frozen.covers(t)).toBe(true);
        }
      }),
      counts,
    );
  });

  test('release hours are never longer than they are written', () => {
    fc.assert(
      fc.property(place, (place) => {
        const { from, until } = place.absolute;
        const frozen = index(outside(place.absolute), place);
        for (const t of place.instants) {
          const time = shown(t, place.name);
          if (`${from}:00` > time || time >= `${until}:00`) expect(frozen.covers(t)).toBe(true);
        }
      }),
      counts,
    );
  });

  test('outside of a window is nothing that the window, as a freeze, does not cover', () => {
    fc.assert(
      fc.property(place, (place) => {
        const [frozen, outsideOf] = [index(place.window, place), index(outside(place.window), place)];
        for (const t of place.instants) expect(frozen.covers(t) || outsideOf.covers(t)).toBe(true);
      }),
      counts,
    );
  });

  test('outside of what is outside is the window', () => {
    fc.assert(
      fc.property(place, (place) => {
        const twice = index(outside(outside(place.window)), place);
        expect(twice.spans).toEqual(index(place.window, place).spans);
      }),
      counts,
    );
  });

  test('outside of two windows is outside of both', () => {
    fc.assert(
      fc.property(place, (place) => {
        const both = index(outside(place.window, place.other), place);
        const [one, other] = [index(outside(place.window), place), index(outside(place.other), place)];
        for (const t of place.instants) expect(both.covers(t)).toBe(one.covers(t) && other.covers(t));
      }),
      counts,
    );
  });
});
