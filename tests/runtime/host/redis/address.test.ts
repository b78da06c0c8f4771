import { expect, test } from 'vitest';

import { revealSecret } from '../../../../src/plan/secret.ts';
import { StoreFailure } from '../../../../src/runtime/failure.ts';
import { parseAddress, placeOf } from '../../../../src/runtime/host/redis/address.ts';

test.each([
  ['redis://cache', { host: 'cache', port: 6379, tls: false, database: 0 }, 'redis://cache:6379/0'],
  ['rediss://cache:7000/3', { host: 'cache', port: 7000, tls: true, database: 3 }, 'rediss://cache:7000/3'],
  ['redis://[::1]:7000/', { host: '::1', port: 7000, tls: false, database: 0 }, 'redis://[::1]:7000/0'],
  [
    'redis://ops@cache',
    { host: 'cache', port: 6379, tls: false, database: 0, username: 'ops' },
    'redis://cache:6379/0',
  ],
])('reads %s', (text, address, place) => {
  expect(parseAddress(text)).toEqual(address);
  expect(placeOf(parseAddress(text))).toBe(place);
});

test('a password is decoded, and shown nowhere', () => {
  const address = parseAddress('redis://o%40ps:s3cr%3At%20x@cache');
  expect(address.username).toBe('o@ps');
  expect(revealSecret(address.password ?? '')).toBe('s3cr:t x');
  expect(JSON.stringify(address) + placeOf(address)).not.toContain('s3cr');
});

test.each([
  'cache:6379',
  'http://cache',
  'redis://',
  'redis://:s3cret@',
  'redis://:s3cret@cache/main',
  'redis://:s3cret@cache/-1',
  'redis://:s3cret@cache/0/1',
  'redis://:s3cret@cache?tls=no',
  'redis://:s3cret@cache#0',
  'redis://:s3cret%ZZ@cache',
  'redis://:s3cret@cache:99999',
])('refuses %s, and does not quote it', (text) => {
  expect(() => parseAddress(text)).toThrow(StoreFailure);
  expect(() => parseAddress(text)).toThrow(/^(?!.*s3cret)/u);
});
