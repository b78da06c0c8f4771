import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { Rotation } from '../../../../src/runtime/traffic/router/rotation.ts';
import { runs } from '../../../support/tier.ts';

function turns(weights: Record<string, number>, count: number): string[] {
  const rotation = new Rotation(new Map(Object.entries(weights)));
  return Array.from({ length: count }, () => rotation.next());
}

test('the turns of a small share are spread out', () => {
  expect(turns({ blue: 70, green: 30 }, 10).join(' ')).toBe(
    'blue green blue blue blue green blue blue green blue',
  );
});

test('a slot without weight has no turn', () => {
  expect(new Set(turns({ blue: 100, green: 0 }, 500))).toEqual(new Set(['blue']));
  expect(new Set(turns({ blue: 0, green: 100 }, 500))).toEqual(new Set(['green']));
  expect(() => turns({ blue: 0, green: 0 }, 1)).toThrow('no slot takes traffic');
});

test('each window of requests has its share, to within one request', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 1, max: 2000 }),
      (green, from, length) => {
        const window = turns({ blue: 100 - green, green }, from + length).slice(from);
        const share = window.filter((slot) => slot === 'green').length;
        expect(Math.abs(share - (length * green) / 100)).toBeLessThanOrEqual(1 + 1e-6);
      },
    ),
    { seed: 5, numRuns: runs(200, 5_000) },
  );
});
