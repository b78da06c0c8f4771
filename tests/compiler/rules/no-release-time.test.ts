import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

function freezes(...lines: readonly string[]): string {
  return policyWith(
    'environments: [dev, prod]',
    ...cleanTree,
    'freezes:',
    ...lines.map((line) => `  ${line}`),
  );
}

test('freezes that together close the week', () => {
  expectDiags(
    freezes(
      'weekends: { every: [sat, sun], timezone: UTC }',
      'nights: { every: day, between: "18:00-09:00", timezone: UTC }',
      'office: { environments: [prod], every: weekday, between: "09:00-18:00", timezone: UTC }',
      'more: { every: [mon], timezone: UTC }',
    ),
  )
    .only('SEN1212')
    .underlines('office')
    .message('with `weekends`, `nights` `office` leaves no time of the week to release in `prod`')
    .help('leave some hours open, or say with `except` or `when` who may release')
    .related('weekends', 'nights');
});

test('one that is always there is told once', () => {
  expectDiags(freezes('always: { every: day, timezone: UTC }'))
    .only('SEN1212')
    .message('`always` leaves no time of the week to release in `dev`');
});

test('a policy without environments', () => {
  expectDiags(policyWith(...cleanTree, 'freezes: { always: { every: day } }'))
    .only('SEN1212')
    .message('`always` leaves no time of the week to release');
});

test('release hours that a freeze covers', () => {
  expectDiags(
    freezes(
      'hours: { outside: [{ every: [tue, thu], between: "10:00-12:00" }], timezone: UTC }',
      'mornings: { every: weekday, between: "00:00-12:00", timezone: UTC }',
    ),
  )
    .only('SEN1212')
    .underlines('mornings');
});

describe('some time is left', () => {
  const nights = 'nights: { every: day, between: "18:00-09:00", timezone: UTC }';
  test.each([
    ['a minute', [nights, 'office: { every: day, between: "09:00-17:59", timezone: UTC }']],
    ['elsewhere', [nights, 'office: { every: day, between: "09:00-18:00", timezone: Europe/Berlin }']],
    [
      'for some',
      [nights, 'office: { every: day, between: "09:00-18:00", timezone: UTC, except: git.clean }'],
    ],
    ['at times', [nights, 'office: { every: day, between: "09:00-18:00", timezone: UTC, when: git.clean }']],
    [
      'to start',
      [nights, 'office: { every: day, between: "09:00-18:00", timezone: UTC, blocks: [promote] }'],
    ],
    ['in shadow', [nights, 'office: { every: day, between: "09:00-18:00", timezone: UTC, mode: shadow }']],
    ['by dates', [nights, 'office: { from: 2026-06-01, until: 2026-06-09, timezone: UTC }']],
    ['by days nobody counts', ['hours: { outside: [{ holidays: US }], timezone: UTC }']],
  ])('%s', (_, lines) => {
    expectDiags(freezes(...lines)).without('SEN1212');
  });
});

test('what blocks a start blocks it, whatever else', () => {
  expectDiags(freezes('always: { every: day, timezone: UTC, blocks: [promote, start] }')).only('SEN1212');
});
