import { describe, expect, test } from 'vitest';

import { StoreFailure } from '../../../../src/runtime/failure.ts';
import { parseAddress, placeOf } from '../../../../src/runtime/stores/postgresql/address.ts';
import { revealSecret } from '../../../../src/plan/secret.ts';

describe('the address of a PostgreSQL', () => {
  test('is taken apart', () => {
    const address = parseAddress('postgresql://ada:p%40ss@db.example.com:6543/shop?sslrootcert=/etc/ca.pem');
    expect(address).toMatchObject({
      host: 'db.example.com',
      port: 6543,
      database: 'shop',
      user: 'ada',
      tls: { authority: '/etc/ca.pem' },
    });
    expect(revealSecret(address.password ?? '')).toBe('p@ss');
    expect(placeOf(address)).toBe('postgres://ada@db.example.com:6543/shop');
  });

  test.each([
    ['postgres://ada@db/shop', true],
    ['postgres://ada@db/shop?sslmode=require', true],
    ['postgres://ada@db/shop?sslmode=verify-full', true],
    ['postgres://ada@db/shop?sslmode=disable', false],
    ['postgres://ada@localhost/shop', false],
    ['postgres://ada@127.0.0.1/shop', false],
    ['postgres://ada@[::1]/shop', false],
    ['postgres://ada@localhost/shop?sslmode=require', true],
    ['postgres://ada@localhost.example.com/shop', true],
  ])('%s: a verified certificate: %s', (text, verified) => {
    const { tls } = parseAddress(text);
    expect(tls).toEqual(verified ? {} : undefined);
  });

  test('shows an IPv6 address in brackets', () => {
    expect(placeOf(parseAddress('postgres://ada@[::1]/shop'))).toBe('postgres://ada@[::1]:5432/shop');
  });

  test.each([
    'nonsense',
    'mysql://ada:hunter2@db/shop',
    'postgres://db/shop',
    'postgres://ada:hunter2@db',
    'postgres://ada:hunter2@db/shop?sslmode=prefer',
    'postgres://ada:hunter2@db/shop?sslmode=no-verify',
    'postgres://ada@db/shop?password=hunter2',
    'postgres://ada:hunter2%@db/shop',
  ])('%s is refused without being quoted', (text) => {
    expect(() => parseAddress(text)).toThrow(StoreFailure);
    expect(() => parseAddress(text)).toThrow(/^(?!.*hunter2).*$/su);
  });
});
