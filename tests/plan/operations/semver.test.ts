import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePrecedence, isSemver, isVsemver, parseVersion } from '../../../src/plan/operations/semver.ts';
import { runs } from '../../support/tier.ts';

function order(a: string, b: string): number | undefined {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left && right && Math.sign(comparePrecedence(left, right));
}

test('precedence is that of the standard, § 11', () => {
  const rising = [
    '0.0.1',
    '0.9.10',
    '1.0.0-0',
    '1.0.0-2',
    '1.0.0-11',
    '1.0.0--',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.10.0',
    'v2.0.0',
    '18446744073709551617.0.0',
    '18446744073709551618.0.0',
  ];
  for (const [i, a] of rising.entries())
    for (const [j, b] of rising.entries()) expect(order(a, b), `${a} and ${b}`).toBe(Math.sign(i - j));
});

test('build metadata and a leading v have no precedence', () => {
  expect(order('1.2.3+a', 'v1.2.3+b.2')).toBe(0);
  expect(order('1.2.3-rc.1+a', '1.2.3-rc.1')).toBe(0);
});

test('the order is total', () => {
  const identifiers = fc.constantFrom('0', '1', '10', 'a', 'b', '1a', '-');
  const versions = fc
    .tuple(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), fc.array(identifiers, { maxLength: 3 }))
    .map(([core, words]) => core.join('.') + (words.length > 0 ? `-${words.join('.')}` : ''));
  fc.assert(
    fc.property(versions, versions, versions, (a, b, c) => {
      expect(order(a, b)).toBe(-(order(b, a) ?? Number.NaN) + 0);
      const [x, y, z] = [a, b, c].toSorted((left, right) => order(left, right) ?? 0);
      expect(order(x ?? '', z ?? '')).toBeLessThanOrEqual(0);
      expect(order(x ?? '', y ?? '')).toBeLessThanOrEqual(0);
      expect(order(a, b) === 0).toBe(a === b);
    }),
    { seed: 1, numRuns: runs(500, 50_000) },
  );
});

describe('is semver', () => {
  test.each([
    '1.2.3',
    '0.0.0',
    '1.0.0-alpha.1',
    '1.0.0-0a',
    '1.0.0+001',
    '1.0.0--.-+-',
    '99999999999999999999.0.0',
  ])('%s', (text) => expect(isSemver(text)).toBe(true));
  test.each([
    'v1.2.3',
    '1.2',
    '1.2.3.4',
    '01.2.3',
    '1.02.3',
    '1.2.3-',
    '1.2.3-01',
    '1.2.3-a..b',
    '1.2.3+',
    '1.2.3 ',
    '1.2.3\n',
    '',
    `1.2.3-${'a'.repeat(256)}`,
  ])('not %j', (text) => expect(isSemver(text)).toBe(false));
});

describe('is vsemver', () => {
  test.each(['v1.2.3', 'v0.0.0', 'v10.20.30'])('%s', (text) => expect(isVsemver(text)).toBe(true));
  test.each([
    '1.2.3',
    'V1.2.3',
    'v1.2',
    'v1.2.3-rc.1',
    'v1.2.3+b',
    'v01.2.3',
    'vv1.2.3',
    'v1.2.3\n',
    `v1.2.${'3'.repeat(256)}`,
  ])('not %j', (text) => expect(isVsemver(text)).toBe(false));
});

test.each(['', 'nightly', '1.2', 'vv1.2.3', `1.2.3-${'a'.repeat(256)}`])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
