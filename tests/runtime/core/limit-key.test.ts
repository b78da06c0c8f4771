import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitKey } from '../../../src/runtime/core/limit-key.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { runs } from '../../support/tier.ts';

test('a key is readable', () => {
  const scope = new Map([
    ['env', 'prod'],
    ['component', 'web'],
  ]);
  expect(limitKey('checkout-api', 'prod-starts', scope)).toBe(
    'checkout-api/prod-starts/component=web/env=prod',
  );
  expect(limitKey('checkout-api', 'prod-starts', new Map())).toBe('checkout-api/prod-starts');
});

test.each([
  ['a/b', 'a%002fb'],
  ['50%', '50%0025'],
  ['a=b', 'a%003db'],
  ['line\n', 'line%000a'],
  ['\0', '%0000'],
  ['\ud800', '%d800'],
  ['Käse 🧀', 'Käse 🧀'],
])('the value %j is written %s', (value, written) => {
  expect(limitKey('p', 'l', new Map([['env', value]]))).toBe(`p/l/env=${written}`);
});

/** Few signs, so that collisions would be frequent; and every kind of text. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'A', '/', '=', '%', '0', '2', 'f', '\n', '\ud800'), maxLength: 6 }),
  fc.string({ unit: codePoint, maxLength: 6 }),
);
const scope = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: false });
const subject = fc.tuple(text, text, scope);

function meaning([policy, limit, fields]: readonly [string, string, Record<string, string>]): string {
  return JSON.stringify([policy, limit, Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function keyOf([policy, limit, fields]: readonly [string, string, Record<string, string>]): string {
  return limitKey(policy, limit, new Map(Object.entries(fields)));
}

test('two keys are the same exactly when policy, limit and scope are', () => {
  fc.assert(
    fc.property(subject, subject, (a, b) => {
      expect(keyOf(a) === keyOf(b)).toBe(meaning(a) === meaning(b));
    }),
    { seed: 11, numRuns: runs(2_000, 200_000) },
  );
});

test('fields in another order are the same scope', () => {
  fc.assert(
    fc.property(subject, ([policy, limit, fields]) => {
      const entries = Object.entries(fields);
      expect(limitKey(policy, limit, new Map(entries.toReversed()))).toBe(
        limitKey(policy, limit, new Map(entries)),
      );
    }),
    { seed: 12, numRuns: runs(500, 20_000) },
  );
});

test('a key survives every store: no control character, no half of a character', () => {
  fc.assert(
    fc.property(subject, (asked) => {
      const key = keyOf(asked);
      expect(key.isWellFormed()).toBe(true);
      expect(key).not.toMatch(/\p{Cc}/u);
    }),
    { seed: 13, numRuns: runs(500, 20_000) },
  );
});
