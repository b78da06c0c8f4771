import { describe, expect, test } from 'vitest';
import { environmentAccess } from '../../../src/app/context/environment.ts';

const variables = { API_URL: 'x', AWS_SECRET_ACCESS_KEY: 'k', SHOP_A: 'a', EMPTY: '' };

describe('what a policy may read of the environment', () => {
  test('its own variables, as they are', () => {
    const access = environmentAccess(variables, { untrusted: false });
    expect(access.read('API_URL')).toBe('x');
    expect(access.read('EMPTY')).toBe('');
    expect(access.read('NONE')).toBeUndefined();
    expect(access.read('constructor')).toBeUndefined();
  });

  test.each([
    'NODE_OPTIONS',
    'LD_PRELOAD',
    'AWS_SECRET_ACCESS_KEY',
    'aws_secret_access_key',
    'GITHUB_TOKEN',
    'SENTINEL_STORE',
  ])('not the machine’s own %s', (name) => {
    const access = environmentAccess(variables, { untrusted: false });
    expect(() => access.read(name)).toThrow(/belongs to the machine/u);
  });

  test('where the operator has a list, that and nothing else', () => {
    const access = environmentAccess(variables, {
      untrusted: false,
      allowEnv: ['SHOP_*', 'AWS_SECRET_ACCESS_KEY'],
    });
    expect(access.read('SHOP_A')).toBe('a');
    expect(access.read('AWS_SECRET_ACCESS_KEY')).toBe('k');
    expect(() => access.read('API_URL')).toThrow(/does not list `API_URL`/u);
  });

  test('nothing for an untrusted policy', () => {
    const access = environmentAccess(variables, { untrusted: true, allowEnv: ['API_URL'] });
    expect(() => access.read('API_URL')).toThrow(/untrusted/u);
  });
});
