import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatNumber } from '../../src/plan/units.ts';
import { runs } from '../support/tier.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [41203, '41,203'],
  [-1234567, '-1,234,567'],
  [999, '999'],
  [2.7, '2.7'],
  [1234.5678, '1,235'],
  [0.000123456, '0.0001235'],
  [-1e-15, '0'],
  [1e21, '1e+21'],
  [Number.NaN, 'NaN'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('writes as the English locale does', () => {
  const numbers = fc.double({ noNaN: true, min: -1e15, max: 1e15 }).filter((value) => Math.abs(value) > 1e-9);
  fc.assert(
    fc.property(numbers, (value) => {
      const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(4));
      expect(formatNumber(value)).toBe(rounded.toLocaleString('en-US', { maximumFractionDigits: 12 }));
    }),
    { seed: 1, numRuns: runs(300, 10_000) },
  );
});
