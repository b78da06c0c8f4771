import { describe, expect, test } from 'vitest';
import { chooseStore } from '../../../src/app/store/address.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

function chosen(store: string | undefined, limitStore?: string) {
  const flags = { ...(store !== undefined && { store }), ...(limitStore !== undefined && { limitStore }) };
  return chooseStore(flags, {}, '/srv/shop', hostIn('/srv'));
}

describe('which store', () => {
  test('the one beside the policy, where none is named', () => {
    expect(chosen(undefined)).toEqual({
      state: { kind: 'sqlite', path: '/srv/shop/.sentinel/state.db', shown: 'shop/.sentinel/state.db' },
    });
  });

  test('the command line before the environment before the operator', () => {
    const operator = { store: 'sqlite:/o.db', limitStore: 'redis://o' };
    const env = { SENTINEL_STORE: 'sqlite:/e.db', SENTINEL_LIMIT_STORE: 'redis://e' };
    const choose = (flags: object, variables: Readonly<Record<string, string>>) =>
      chooseStore(flags, operator, '/srv', hostIn('/', variables));
    expect(choose({ store: 'sqlite:/f.db', limitStore: 'redis://f' }, env)).toMatchObject({
      state: { path: '/f.db' },
      from: '--store',
      limits: { url: 'redis://f' },
    });
    expect(choose({}, env)).toMatchObject({
      state: { path: '/e.db' },
      from: 'SENTINEL_STORE',
      limits: { url: 'redis://e' },
    });
    expect(choose({}, { SENTINEL_STORE: '' })).toMatchObject({
      state: { path: '/o.db' },
      from: "the operator's configuration",
      limits: { url: 'redis://o' },
    });
  });

  test.each([
    ['sqlite:state.db', '/srv/state.db'],
    ['file:../x/state.db', '/x/state.db'],
    ['sqlite:/var/state.db', '/var/state.db'],
    ['sqlite:///var/state.db', '/var/state.db'],
    ['file:///var/a%20b.db', '/var/a%20b.db'],
  ])('%s is a file', (url, path) => {
    expect(chosen(url)).toMatchObject({ state: { kind: 'sqlite', path } });
  });

  test('a server is shown without its password and parameters', () => {
    const url = 'postgres://ann:pa%2Fss@db.example:5433/sentinel?sslpassword=x';
    expect(chosen(url, 'rediss://:secret@cache:6380/2')).toEqual({
      state: { kind: 'postgresql', url, shown: 'postgres://ann@db.example:5433/sentinel' },
      from: '--store',
      limits: { kind: 'redis', url: 'rediss://:secret@cache:6380/2', shown: 'rediss://cache:6380/2' },
    });
  });

  test.each([
    ['/var/state.db', undefined, '--store is not the URL of a store'],
    ['mysql://ann:secret@db/x', undefined, '--store is not the URL of a store'],
    ['postgres://[', undefined, '--store is not the URL of a store'],
    ['sqlite:', undefined, '--store names no file'],
    ['sqlite://state.db', undefined, '--store names no file'],
    ['redis://cache', undefined, '--store: Redis counts limits, and keeps neither records nor an audit'],
    ['sqlite:a.db', 'sqlite:b.db', '--limit-store: only Redis counts limits apart from the store'],
  ])('%s and %s are refused, and not shown', async (store, limitStore, message) => {
    const refused = refusedWith(Promise.resolve().then(() => chosen(store, limitStore)));
    expect(await refused).toMatchObject([{ code: 'SEN2401', message }]);
  });
});
