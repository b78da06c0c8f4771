import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf } from '../../../../src/runtime/core/assignment/bucket.ts';
import { hashed } from '../../../../src/runtime/core/assignment/hash.ts';
import { runs } from '../../../support/tier.ts';

function reference(text: string): readonly number[] {
  const bytes = hash('sha256', text, 'buffer');
  return [0, 4, 8, 12].map((at) => bytes.readUInt32BE(at));
}

test.each([
  '',
  'abc',
  'é',
  'a'.repeat(55),
  'a'.repeat(56),
  `${'a'.repeat(54)}é`,
  'ü'.repeat(200),
  '\u{1F680}',
])('the hash of %j is SHA-256', (text) => {
  expect([...hashed(text, [])]).toEqual(reference(text));
});

const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.toWellFormed());

test('the hash of any seed and fields is SHA-256, whatever was hashed before', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (seed, fields) => {
      expect([...hashed(seed, fields)]).toEqual(reference(seed + fields.join(':')));
    }),
    { seed: 6, numRuns: runs(300, 20_000) },
  );
});

test('the first 8 bytes of `seed` and the fields joined by colons, as a fraction of 2^64', () => {
  const exact = hash('sha256', 'shop/main/acme:ada', 'buffer').readBigUInt64BE(0);
  const { share } = bucketOf('shop/main/', ['acme', 'ada']);
  expect(share).toBe(Number(exact) / 2 ** 64);
  expect(share).toBeLessThan(1);
});

/** Seeds are fixed, and so are the counts: a million with the full counts. */
const users = runs(20_000, 1_000_000);

function rateOf(count: number): number {
  return count / users;
}

test('of many users a tenth is in at 10 %, to within three standard deviations', () => {
  let inside = 0;
  for (let id = 0; id < users; id++) if (bucketOf('shop/main/', [`user-${id}`]).share < 0.1) inside++;
  expect(Math.abs(rateOf(inside) - 0.1)).toBeLessThan(3 * Math.sqrt((0.1 * 0.9) / users));
});

test('two rollouts are independent: at 10 % each, one user in a hundred is in both', () => {
  let both = 0;
  for (let id = 0; id < users; id++) {
    const fields = [`user-${id}`];
    if (bucketOf('shop/main/', fields).share < 0.1 && bucketOf('shop/other/', fields).share < 0.1) both++;
  }
  const sigma = Math.sqrt((0.01 * 0.99) / users);
  expect(Math.abs(rateOf(both) - 0.01)).toBeLessThan(runs(3 * sigma, 0.0005));
});

test('the place among the variants has nothing to do with the place among all', () => {
  let both = 0;
  for (let id = 0; id < users; id++) {
    const { share, variant } = bucketOf('shop/main/', [`user-${id}`]);
    if (share < 0.1 && variant < 0.1) both++;
  }
  expect(Math.abs(rateOf(both) - 0.01)).toBeLessThan(3 * Math.sqrt((0.01 * 0.99) / users));
});
