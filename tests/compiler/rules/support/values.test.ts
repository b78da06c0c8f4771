import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  above,
  allBut,
  areApart,
  below,
  isWithin,
  only,
  outside,
  type Values,
} from '../../../../src/compiler/rules/support/values.ts';
import { runs } from '../../../support/tier.ts';

/** Every number that lies on, between or beyond the edges of the sets below. */
const numbers = Array.from({ length: 13 }, (_, index) => index / 2 - 1);

const edge = fc.integer({ min: 0, max: 4 });
const sets: fc.Arbitrary<Values> = fc.oneof(
  fc.tuple(edge, fc.boolean()).map(([at, included]) => above(at, included)),
  fc.tuple(edge, fc.boolean()).map(([at, included]) => below(at, included)),
  fc.array(edge, { minLength: 1, maxLength: 3 }).map((values) => only(...values)),
  fc.array(edge, { minLength: 1, maxLength: 3 }).map((values) => allBut(...values)),
);

function membersOf(values: Values): readonly number[] {
  return numbers.filter((number) => isWithin(only(number), values));
}

const options = { seed: 7, numRuns: runs(500, 20_000) };

test('within, apart and outside are what they are number by number', () => {
  fc.assert(
    fc.property(sets, sets, (a, b) => {
      const [inA, inB] = [membersOf(a), membersOf(b)];
      expect(isWithin(a, b)).toBe(inA.every((number) => inB.includes(number)));
      expect(areApart(a, b)).toBe(!inA.some((number) => inB.includes(number)));
      expect(areApart(b, a)).toBe(areApart(a, b));
      expect(membersOf(outside(a))).toEqual(numbers.filter((number) => !inA.includes(number)));
    }),
    options,
  );
});

test('a text lies in no range', () => {
  expect(isWithin(only('a'), above(1, true))).toBe(false);
  expect(areApart(below(1, true), only('a'))).toBe(true);
});
