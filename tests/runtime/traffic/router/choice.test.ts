import { createHash } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Chooser, placeOf } from '../../../../src/runtime/traffic/router/choice.ts';
import type { Standing } from '../../../../src/runtime/traffic/router/weights.ts';
import { runs } from '../../../support/tier.ts';

const slots = ['blue', 'green'] as const;

function standing(green: number, round = 'r1'): Standing {
  const weights = new Map([
    ['blue', 100 - green],
    ['green', green],
  ]);
  return { weights, canary: 'green', round, evicted: false, epoch: 0 };
}

test('the place of a user is the start of a digest, as a fraction', () => {
  const digest = createHash('sha256').update('x-user:ada').digest();
  expect(placeOf('x-user', 'ada')).toBeCloseTo(Number(digest.readBigUInt64BE()) / 2 ** 64, 12);
});

describe('by a header', () => {
  const chooser = (green: number) => new Chooser(slots, { header: 'x-user' }, standing(green));

  test('raising the weight takes nobody out', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (user, a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const headers = { 'x-user': user };
          const before = chooser(low).choose(headers).slot;
          expect(chooser(low).choose(headers).slot).toBe(before);
          if (before === 'green') expect(chooser(high).choose(headers).slot).toBe('green');
        },
      ),
      { seed: 5, numRuns: runs(500, 20_000) },
    );
  });

  test('at the ends everybody is on one side', () => {
    for (let user = 0; user < 1000; user++) {
      const headers = { 'x-user': String(user) };
      expect(chooser(0).choose(headers).slot).toBe('blue');
      expect(chooser(100).choose(headers).slot).toBe('green');
    }
  });

  test('shares of users are within three standard deviations', () => {
    const users = 10_000;
    for (const green of [1, 10, 25, 50, 90]) {
      const one = chooser(green);
      const on = Array.from({ length: users }, (_, user) => one.choose({ 'x-user': `user-${user}` })).filter(
        ({ slot }) => slot === 'green',
      ).length;
      const p = green / 100;
      expect(Math.abs(on - users * p)).toBeLessThanOrEqual(3 * Math.sqrt(users * p * (1 - p)));
    }
  });

  test('who is not named takes a turn', () => {
    const one = chooser(50);
    const slotsOf = Array.from({ length: 4 }, () => one.choose({}).slot);
    expect(slotsOf.toSorted()).toEqual(['blue', 'blue', 'green', 'green']);
  });
});

describe('by a cookie', () => {
  const chooser = (green: number) => new Chooser(slots, { cookie: 'track' }, standing(green));
  const cookieOf = (setCookie: string | undefined) => ({ cookie: `a=b; ${setCookie?.split(';')[0]}; c=d` });

  test('it is set once, for this site and not for scripts', () => {
    const one = chooser(50);
    const { slot, setCookie } = one.choose({ cookie: 'tracks=1; xtrack=2; track' });
    expect(setCookie).toMatch(/^track=[\w-]{16}(?:\.r1)?; Path=\/; HttpOnly; SameSite=Lax$/u);
    for (let i = 0; i < 20; i++) expect(one.choose(cookieOf(setCookie))).toEqual({ slot });
  });

  test('the canary keeps its users until it is evicted, and a rise brings others', () => {
    const one = chooser(50);
    const users = Array.from({ length: 200 }, () => one.choose({}));
    const on = () => users.map(({ setCookie }) => one.choose(cookieOf(setCookie)).slot);
    const before = users.map(({ slot }) => slot);
    expect(on()).toEqual(before);
    one.follow(standing(80));
    const raised = on();
    for (const [index, slot] of before.entries()) if (slot === 'green') expect(raised[index]).toBe('green');
    expect(raised.filter((slot) => slot === 'green').length).toBeGreaterThan(
      before.filter((slot) => slot === 'green').length,
    );
    one.follow(standing(0));
    expect(on()).toEqual(before);
    one.follow(standing(0, 'r2'));
    expect(new Set(on())).toEqual(new Set(['blue']));
  });

  test('a cookie of an earlier round gives way to a new one', () => {
    const { setCookie } = chooser(100).choose({});
    const evicted = new Chooser(slots, { cookie: 'track' }, standing(0, 'r2'));
    const next = evicted.choose(cookieOf(setCookie));
    expect(next).toMatchObject({ slot: 'blue', setCookie: expect.not.stringContaining('r1') as string });
    expect(evicted.choose(cookieOf(next.setCookie))).toEqual({ slot: 'blue' });
  });

  test('a header goes before it', () => {
    const both = new Chooser(slots, { cookie: 'track', header: 'x-user' }, standing(50));
    expect(both.choose({ 'x-user': 'ada' })).not.toHaveProperty('setCookie');
    expect(both.choose({})).toHaveProperty('setCookie');
  });
});
