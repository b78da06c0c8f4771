import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/plan/canonical-json.ts';
import { runs } from '../support/tier.ts';

test('sorts keys at every depth and leaves lists as they are', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }, 0], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1},0]}');
});

test('leaves out what is undefined', () => {
  expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
});

test('sorts by UTF-16 units, so that the order depends on no locale', () => {
  expect(canonicalJson({ ä: 1, z: 2, Z: 3 })).toBe('{"Z":3,"z":2,"ä":1}');
});

test('keeps a key that looks like a prototype', () => {
  expect(canonicalJson(JSON.parse('{"__proto__": 1}'))).toBe('{"__proto__":1}');
});

test('means the same JSON as what it was given', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 1, numRuns: runs(200, 5000) },
  );
});
