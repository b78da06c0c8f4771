import { describe, expect, test } from 'vitest';
import { inspect } from 'node:util';
import type { ConfigRecord, ConfigTemplate, Sink } from '../../../src/plan/plan.ts';
import { revealSecret, SecretText } from '../../../src/plan/secret.ts';
import type { TextTemplate } from '../../../src/plan/term.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { resolveConfig } from '../../../src/runtime/core/resolve-config.ts';
import { t } from '../../support/sketch.ts';

const facts: Record<string, Known<Value | SecretText>> = {
  'settings.url': 'http://localhost:8080',
  'secrets.token': new SecretText('token', 's3cr3t'),
  'secrets.other': new SecretText('other', 'hidden'),
  count: 3,
  took: 1500,
  ready: true,
  lost: unknown('no data'),
  tags: ['a'],
};
const read = (id: string) => facts[id] ?? unknown('absent');
const resolve = (config: ConfigRecord, locals?: ReadonlyMap<string, Value>) =>
  resolveConfig(config, read, locals);
const filled = (sink: Sink, ...template: TextTemplate): ConfigTemplate => ({ template, sink, secret: false });

const url = t.fact('settings.url', 'string');
const token = t.fact('secrets.token', 'string');

test('literals stay as they are, at every depth', () => {
  const config = { timeout: 3000, ok: true, text: 'x', list: [1, ['y']], map: { a: { b: 'c' } } };
  expect(resolve(config)).toEqual(config);
});

test('templates are filled in, at every depth', () => {
  const config = {
    url: filled('url', url, '/health'),
    list: [filled('text', t.fact('count', 'number'), ' of ', t.fact('took', 'duration'))],
    map: { svc: filled('text', t.local('svc', 'string')) },
  };
  expect(resolve(config, new Map([['svc', 'cart']]))).toEqual({
    url: 'http://localhost:8080/health',
    list: ['3 of 1s500ms'],
    map: { svc: 'cart' },
  });
});

test('in JSON, numbers and booleans are bare and what has a unit is a text', () => {
  const json = filled(
    'json',
    '{"n": ',
    t.fact('count', 'number'),
    ', "u": ',
    t.fact('count', 'any'),
    ', "b": ',
    t.fact('ready', 'boolean'),
    ', "d": ',
    t.fact('took', 'duration'),
    '}',
  );
  expect(resolve({ json })).toEqual({ json: '{"n": 3, "u": 3, "b": true, "d": "1s500ms"}' });
});

describe('unknown', () => {
  test.each<[string, ConfigRecord, string]>([
    ['a fact', { url: filled('url', t.fact('lost', 'string')) }, 'url: `lost` is unknown: no data'],
    [
      'in a list',
      { run: ['x', filled('argv', t.fact('lost', 'string'))] },
      'run: `lost` is unknown: no data',
    ],
    [
      'in a record',
      { headers: { A: filled('header', t.fact('lost', 'string')) } },
      'headers: A: `lost` is unknown: no data',
    ],
    ['a local', { a: filled('text', t.local('svc', 'string')) }, 'a: `svc` is unknown: it was not observed'],
    [
      'an expression',
      { a: filled('text', t.call('lower', 'string', t.fact('lost', 'string'))) },
      'a: `the value` is unknown: no data',
    ],
    [
      'no text',
      { a: filled('text', t.fact('tags', { list: 'string' })) },
      'a: `tags` is unknown: a list cannot stand in a text',
    ],
    [
      'what its place refuses',
      { a: filled('path', url) },
      'a: `settings.url` has a path separator, and only a name can be filled in',
    ],
  ])('%s', (_, config, reason) => {
    expect(resolve(config)).toEqual(unknown(reason));
  });
});

describe('a secret', () => {
  test('makes the text opaque, and stands in it as it is', () => {
    const config = { header: { template: ['Bearer ', token], sink: 'header', secret: true } } as const;
    const resolved = resolve(config);
    if (isUnknown(resolved)) throw new Error(resolved.reason);
    const { header } = resolved;
    if (!(header instanceof SecretText)) throw new Error('it is not opaque');
    expect(revealSecret(header)).toBe('Bearer s3cr3t');
    expect([String(header), JSON.stringify(resolved), inspect(resolved)].join()).not.toContain('s3cr3t');
    expect(header.name).toBe('token');
  });

  test('is opaque whatever the plan says, and names all that are in it', () => {
    const resolved = resolve({ a: filled('text', token, t.fact('secrets.other', 'string')) });
    expect(JSON.stringify(resolved)).toBe('{"a":"‹secret token, other›"}');
  });

  test('is not shown by the reason why it cannot stand there', () => {
    facts['secrets.broken'] = new SecretText('broken', 'line\nbreak');
    const resolved = resolve({ a: filled('header', t.fact('secrets.broken', 'string')) });
    expect(resolved).toEqual(
      unknown('a: `secrets.broken` has a line break or another control character, which no header can hold'),
    );
  });

  test('is read by no operation', () => {
    const resolved = resolve({ a: filled('text', t.call('version', 'version', token)) });
    expect(resolved).toEqual(unknown('a: `the value` is unknown: a secret cannot be read here'));
  });

  test('a text that the plan calls secret is opaque without one', () => {
    const resolved = resolve({ a: { template: ['x'], sink: 'text', secret: true } });
    expect(JSON.stringify(resolved)).toBe('{"a":"‹secret ›"}');
  });
});
