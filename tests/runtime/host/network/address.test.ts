import { expect, test } from 'vitest';

import { guardedLookup, guardHost, refusedAddress } from '../../../../src/runtime/host/network/address.ts';
import { parseUrl } from '../../../../src/runtime/host/network/url.ts';
import { hostOf, shownUrl } from '../../../../src/runtime/host/network/url.ts';

const local = { local: true };
const foreign = { local: false };

test.each([
  ['169.254.169.254', 'link-local'],
  ['169.254.0.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['::ffff:169.254.169.254', 'link-local'],
  ['::ffff:a9fe:a9fe', 'link-local'],
  ['::a9fe:a9fe', 'link-local'],
  ['64:ff9b::a9fe:a9fe', 'link-local'],
  ['2002:a9fe:a9fe::1', 'link-local'],
  ['fd00:ec2::254', 'metadata'],
  ['fd20:ce::254', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['::ffff:100.100.100.200', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['192.0.0.192', 'metadata'],
  ['0.0.0.0', 'not the address of a host'],
  ['::', 'not the address of a host'],
  ['224.0.0.1', 'not the address of a host'],
  ['255.255.255.255', 'not the address of a host'],
  ['2001:0:1::', 'not the address of a host'],
])('%s is refused in any case', (address, why) => {
  expect(refusedAddress(address, local)).toContain(why);
  expect(refusedAddress(address, foreign)).toContain(why);
});

test.each([
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  'fc00::1',
  '100.64.0.1',
])('%s is reached only where local networks may be', (address) => {
  expect(refusedAddress(address, local)).toBeUndefined();
  expect(refusedAddress(address, foreign)).toBe(`${address} is an address of a local network`);
});

test.each(['93.184.216.34', '2606:4700::1111', '8.8.8.8'])('%s is reached', (address) => {
  expect(refusedAddress(address, foreign)).toBeUndefined();
});

test.each([
  'http://2852039166/latest/meta-data',
  'http://0xa9fea9fe/',
  'http://0251.0376.0251.0376/',
  'http://169.254.43518/',
  'http://169.254.169.254./',
  'http://[::ffff:169.254.169.254]/',
  'http://[::169.254.169.254]/',
])('%s is the metadata address in disguise', (text) => {
  expect(() => guardHost(hostOf(parseUrl(text)), local)).toThrow(/^refused: .* link-local/u);
});

test.each([
  ['health', '`url` is not a complete address, such as `https://example.com/health`'],
  ['file:///etc/passwd', '`file:` addresses are not asked, only http and https'],
  ['ftp://example.com', '`ftp:` addresses are not asked, only http and https'],
  ['https://user@example.com', '`url` holds a user name or password, which belong in `headers`'],
  ['https://:word@example.com', '`url` holds a user name or password, which belong in `headers`'],
])('%s is no address to ask', (text, reason) => {
  expect(() => parseUrl(text)).toThrow(reason);
});

test('an address is shown without its query', () => {
  expect(shownUrl(parseUrl('https://example.com:8443/a/b?token=abc#d'))).toBe('https://example.com:8443/a/b');
});

function lookUp(host: string, rules: { local: boolean }, all: boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    guardedLookup(rules)(host, { all }, (error, address) => {
      if (error) reject(error);
      else resolve(address);
    });
  });
}

test('a name is resolved once, and judged by what it resolves to', async () => {
  expect(await lookUp('127.0.0.1', local, false)).toBe('127.0.0.1');
  expect(await lookUp('127.0.0.1', local, true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  await expect(lookUp('localhost', foreign, true)).rejects.toThrow(/^refused: .* local network/u);
  // A number is a name here, and the resolver knows it as an address.
  await expect(lookUp('2852039166', local, true)).rejects.toThrow(
    'refused: 169.254.169.254 is a link-local address',
  );
  await expect(lookUp('nowhere.invalid', local, true)).rejects.toThrow(/host name/u);
});
