import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/plan/window.ts';
import { expectClean, expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

function withFreeze(keys: string): string {
  return policyWith(`freezes: { f: { ${keys} } }`, ...cleanTree);
}

test('a freeze with all its keys', () => {
  const plan = planOf(
    policyWith(
      'environments: [dev, prod]',
      'freezes:',
      '  peak:',
      '    environments: [prod]',
      '    mode: shadow',
      '    every: [fri]',
      '    timezone: America/New_York',
      '    when: git.clean',
      '    except: release.source == "emergency"',
      '    reason: peak trading',
      '    blocks: [promote]',
      '    in_flight: rollback',
      ...cleanTree,
    ),
  );
  expect(plan.freezes).toMatchObject([
    {
      name: 'peak',
      mode: 'shadow',
      environments: ['prod'],
      window: { kind: 'weekly', days: [5] },
      timezone: 'America/New_York',
      reason: 'peak trading',
      blocks: ['promote'],
      inFlight: 'rollback',
    },
  ]);
  expect(plan.freezes[0]?.when).toBeDefined();
  expect(plan.freezes[0]?.except).toBeDefined();
});

test('what is not written is filled in', () => {
  const [freeze] = planOf(withFreeze('calendar: ./freezes.ics')).freezes;
  expect(freeze).toMatchObject({
    mode: 'enforce',
    timezone: 'UTC',
    blocks: ['start', 'promote'],
    inFlight: 'pause',
  });
  expect(freeze).not.toHaveProperty('environments');
});

describe('windows', () => {
  const windows: readonly (readonly [string, Window])[] = [
    [
      'from: 2026-11-27, until: 2026-12-01T12:30:00',
      { kind: 'absolute', from: '2026-11-27T00:00', until: '2026-12-01T12:30' },
    ],
    [
      'from: 2026-11-27T00:00, until: 2026-11-27T00:00:30',
      { kind: 'absolute', from: '2026-11-27T00:00', until: '2026-11-27T00:00:30' },
    ],
    ['every: day', { kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7] }],
    ['every: [sun, weekday, mon]', { kind: 'weekly', days: [1, 2, 3, 4, 5, 7] }],
    [
      'every: [fri], between: "14:00-24:00"',
      { kind: 'weekly', days: [5], between: { from: 840, until: 1440 } },
    ],
    [
      'every: day, between: "22:00-06:30"',
      { kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], between: { from: 1320, until: 390 } },
    ],
    [
      'rrule: FREQ=MONTHLY;BYDAY=-1FR, start: 2026-01-30T18:00, duration: 12h',
      {
        kind: 'recurring',
        rule: 'FREQ=MONTHLY;BYDAY=-1FR',
        start: '2026-01-30T18:00',
        duration: 43_200_000,
      },
    ],
    ['holidays: US-NY', { kind: 'holidays', region: 'US-NY' }],
    ['calendar: ./freezes.ics', { kind: 'calendar', source: './freezes.ics' }],
    [
      'calendar: ./freezes.ics, max_age: 24h',
      { kind: 'calendar', source: './freezes.ics', maxAge: 86_400_000 },
    ],
    [
      'outside: [{ every: weekday, between: "09:00-17:00" }, { from: 2026-11-28T10:00, until: 2026-11-28T12:00 }]',
      {
        kind: 'outside',
        open: [
          { kind: 'weekly', days: [1, 2, 3, 4, 5], between: { from: 540, until: 1020 } },
          { kind: 'absolute', from: '2026-11-28T10:00', until: '2026-11-28T12:00' },
        ],
      },
    ],
  ];

  test.each(windows)('%s', (keys, window) => {
    expect(planOf(withFreeze(`${keys}, timezone: UTC`)).freezes[0]?.window).toEqual(window);
  });
});

describe('exactly one window', () => {
  test('none', () => {
    expectDiag(withFreeze('timezone: UTC'))
      .code('SEN1512')
      .underlines('f')
      .message('the freeze `f` does not say when it holds')
      .help('write `from` and `until`, `every`, `rrule`, `holidays`, `calendar` or `outside`');
  });

  test('none among release hours', () => {
    expectDiags(withFreeze('outside: [{ between: "09:00-17:00" }], timezone: UTC'))
      .only('SEN1103')
      .underlines('between')
      .message('`between` without `every`')
      .help('add `every: day`');
  });

  test('two', () => {
    expectDiag(withFreeze('holidays: US, between: "09:00-17:00", timezone: UTC'))
      .code('SEN1512')
      .underlines('between')
      .message('`between` cannot stand beside `holidays`')
      .help('keep one of them, or write two freezes');
  });

  test('two among release hours', () => {
    expectDiag(withFreeze('outside: [{ calendar: a.ics, every: [mon] }], timezone: UTC'))
      .code('SEN1512')
      .underlines('every')
      .help('keep one of them, or write two windows');
  });

  test.each([
    ['from: 2026-11-27', 'from', '`from` without `until`', 'add `until: 2026-12-01T00:00`'],
    ['until: 2026-12-01', 'until', '`until` without `from`', 'add `from: 2026-11-27T00:00`'],
    ['max_age: 24h', 'max_age', '`max_age` without `calendar`', 'add `calendar: ./freezes.ics`'],
    [
      'duration: 12h',
      'duration',
      '`duration` without `rrule` and `start`',
      'add `rrule: FREQ=MONTHLY;BYDAY=-1FR` and `start: 2026-01-30T18:00`',
    ],
    ['rrule: FREQ=DAILY, start: 2026-01-01', 'rrule', '`rrule` without `duration`', 'add `duration: 12h`'],
  ])('%s', (keys, underlined, message, help) => {
    expectDiag(withFreeze(`${keys}, timezone: UTC`))
      .code('SEN1103')
      .underlines(underlined)
      .message(message)
      .help(help);
  });

  test.each([
    ['from: 2026-11-27T25:00, until: 2026-12-01', 'SEN1108 2026-11-27T25:00'],
    ['rrule: FREQ=DAILY, start: tomorrow, duration: 1h', 'SEN1108 tomorrow'],
    ['holidays: 3', 'SEN1102 3'],
    ['calendar: 3', 'SEN1102 3'],
  ])('what cannot be read is not told as missing as well: %s', (keys, found) => {
    expectDiags(withFreeze(`${keys}, timezone: UTC`)).are(found);
  });

  test('a key that the syntax cannot read counts as written', () => {
    expectDiags(policyWith('freezes:', '  f:', '    from: 2026-11-27', '    until: [', ...cleanTree)).without(
      'SEN1103',
    );
  });
});

describe('times that do not fit together', () => {
  test.each([
    [
      'from: 2026-12-01, until: 2026-12-01T00:00',
      '2026-12-01T00:00',
      '`until` is not after `from`',
      'write a time after `2026-12-01`',
    ],
    [
      'rrule: FREQ=DAILY, start: 2026-01-01, duration: 0s',
      '0s',
      'a freeze cannot last no time',
      'write a duration above zero',
    ],
    [
      'calendar: a.ics, max_age: 0s',
      '0s',
      'every calendar is older than `0s`',
      'say how old it may be: `max_age: 24h`',
    ],
  ])('%s', (keys, underlined, message, help) => {
    expectDiags(withFreeze(`${keys}, timezone: UTC`))
      .only('SEN1508')
      .underlines(underlined)
      .message(message)
      .help(help);
  });
});

describe('time zones', () => {
  test.each(['UTC', 'Europe/Berlin', 'US/Eastern', 'Europe/Kyiv', 'Etc/GMT+5'])('%s', (zone) => {
    expectClean(withFreeze(`every: [fri], timezone: ${zone}`));
  });

  test.each([
    ['Europe/Berln', 'did you mean `Europe/Berlin`?'],
    ['europe/berlin', 'did you mean `Europe/Berlin`?'],
    ['New York', 'did you mean `America/New_York`?'],
    ['+02:00', 'write an IANA name, such as `Europe/Berlin`'],
    ['Mars/Olympus', 'write an IANA name, such as `Europe/Berlin`'],
  ])('%s', (zone, help) => {
    expectDiag(withFreeze(`every: [fri], timezone: "${zone}"`))
      .code('SEN1519')
      .underlines(`"${zone}"`)
      .message(`\`${zone}\` is not a time zone`)
      .help(help);
  });
});

test('the rest of a freeze with mistakes', () => {
  expectDiags(
    policyWith(
      'environments: [prod]',
      'freezes:',
      '  fri: { environments: [prd], every: [fri, fri], timezone: UTC, when: git.x, except: release.y, blocks: [start, start] }',
      ...cleanTree,
    ),
  ).are('SEN1504 prd', 'SEN1502 fri', 'SEN1402 x', 'SEN1402 y', 'SEN1502 start');
});
