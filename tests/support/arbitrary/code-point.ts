/** Any character of Unicode but half a pair, as the `unit` of texts. fast-check's `binary` lists them all first, for most of a second. */
import * as fc from 'fast-check';

const PAIRS = { from: 0xd800, size: 0x800 } as const;
const LAST = 0x10ffff;

/** Read back too, so that texts of such units can be hostile names, as `__proto__`. */
export const codePoint: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: LAST - PAIRS.size })
  .map((place) => String.fromCodePoint(place < PAIRS.from ? place : place + PAIRS.size), placeOf);

function placeOf(unit: unknown): number {
  const point = typeof unit === 'string' && unit.isWellFormed() ? unit.codePointAt(0) : undefined;
  if (point === undefined || String.fromCodePoint(point) !== unit) throw new TypeError('not one character');
  return point < PAIRS.from ? point : point - PAIRS.size;
}
