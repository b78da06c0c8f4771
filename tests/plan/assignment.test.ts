import { describe, expect, test } from 'vitest';
import {
  type Assignment,
  audienceNames,
  type Flag,
  placeOf,
  positionText,
  weightIn,
} from '../../src/plan/assignment.ts';
import { fieldsOfFlag, flagOfFields } from '../../src/plan/flag-fields.ts';

const audiences = [
  { name: 'internal', reaches: 50, splits: [] },
  { name: 'public', reaches: 100, splits: [] },
];
const assignment: Assignment = { seed: 's', by: ['actor'], overrides: [], audiences, variants: [] };
const flag: Flag = {
  policy: 'shop',
  rollout: 'main',
  enabled: true,
  paused: false,
  position: 110,
  assignment,
};

test.each([
  [0, '0 %', 0, 0],
  [50, 'internal 50 %', 50, 0],
  [100, 'internal 100 %', 50, 0],
  [100.5, 'public 0.5 %', 50, 0.5],
  [200, 'public 100 %', 50, 100],
])('position %d is %s', (position, text, internal, everybody) => {
  expect(positionText(position, audienceNames(assignment))).toBe(text);
  expect(audiences.map((audience, index) => weightIn(audience, index, position))).toEqual([
    internal,
    everybody,
  ]);
});

test('without audiences it is the percentage', () => {
  expect(audienceNames({ ...assignment, audiences: [{ reaches: 100, splits: [] }] })).toBeUndefined();
  expect(audienceNames(undefined)).toBeUndefined();
  expect(positionText(12.5)).toBe('12.5 %');
  expect(placeOf(0)).toEqual({ audience: 0, weight: 0 });
});

describe('the fields of a flag', () => {
  const fields = fieldsOfFlag(flag);

  test('are those that people know, and give the flag back', () => {
    expect(fields).toMatchObject({
      enabled: '1',
      paused: '0',
      internal_only: '0',
      audience: 'public',
      rollout_percent: '10',
    });
    for (const position of [0, 50, 100, 110, 200])
      expect(flagOfFields(fieldsOfFlag({ ...flag, position }))).toEqual({ ...flag, position });
  });

  test('after a change by hand say what lets fewer in', () => {
    expect(flagOfFields({ ...fields, internal_only: '1' })?.position).toBe(100);
    expect(flagOfFields({ ...fields, enabled: 'false' })?.enabled).toBe(false);
    expect(flagOfFields({ ...fields, paused: 'true', rollout_percent: '5' })).toMatchObject({
      paused: true,
      position: 105,
    });
  });

  test.each([
    ['enabled', 'yes'],
    ['paused', ''],
    ['rollout_percent', '-1'],
    ['rollout_percent', '1e3'],
    ['rollout_percent', '101'],
    ['audience', 'nobody'],
    ['policy', '{'],
    ['policy', '{"formatVersion":"9"}'],
    ['policy', '{"formatVersion":"1.0"}'],
    [
      'policy',
      '{"formatVersion":"1.0","assignment":{"seed":"s","by":[],"overrides":[],"audiences":[],"variants":[]}}',
    ],
    ['policy', 'null'],
  ])('%s %j cannot be read', (name, text) => {
    expect(flagOfFields({ ...fields, [name]: text })).toBeUndefined();
  });

  test('of which one is missing cannot be read', () => {
    for (const name of Object.keys(fields))
      expect(
        flagOfFields(Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))),
        name,
      ).toBeUndefined();
  });
});
