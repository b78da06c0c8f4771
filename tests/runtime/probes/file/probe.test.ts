import { describe, expect, test } from 'vitest';

import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/file/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/file/probe.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { observed, probeContext } from '../../../support/probe.ts';

async function look(files: Readonly<Record<string, string>>, config: ResolvedRecord) {
  return await observed(probe, config, probeContext(await temporaryFolder(files)));
}

async function valueOf(path: string, text: string, more: ResolvedRecord = {}) {
  return (await look({ [path]: text }, { path, ...more }))['value'];
}

test('a file has a size, a digest and a text', async () => {
  const fields = await look({ 'a.txt': 'abc' }, { path: 'a.txt' });
  expect(fields).toEqual({
    exists: true,
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    text: 'abc',
    value: { unknown: 'the name `a.txt` does not say its format; `format` can' },
  });
  expect(Object.keys(fields).sort()).toEqual(Object.keys(descriptor.fields).sort());
});

test('a missing file is known to be missing', async () => {
  const reason = { unknown: 'there is no file `b.txt`' };
  expect(await look({}, { path: 'b.txt' })).toEqual({
    exists: false,
    size: reason,
    sha256: reason,
    text: reason,
    value: reason,
  });
});

test('a large file has a digest, and no text', async () => {
  const reason = { unknown: '`big.json` is larger than 1 MiB' };
  expect(await look({ 'big.json': 'x'.repeat(1024 ** 2 + 1) }, { path: 'big.json' })).toMatchObject({
    exists: true,
    size: 1024 ** 2 + 1,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
    text: reason,
    value: reason,
  });
});

test('a file elsewhere is not read', async () => {
  await expect(look({}, { path: '/etc/passwd' })).rejects.toThrow('lies outside the directory of the policy');
});

describe('the value', () => {
  test.each<[string, string, ResolvedRecord, unknown]>([
    ['a.json', '{"a":{"b":[1,{"c":"x"}]}}', { at: 'a.b.1.c' }, 'x'],
    ['a.json', '{"a/b":{"~":1}}', { at: '/a~1b/~0' }, 1],
    ['a.json', '{"__proto__":1}', { at: '__proto__' }, 1],
    ['a.json', '[null,true]', {}, [null, true]],
    ['a.yaml', 'image: { tag: "1.10" }\n', { at: 'image.tag' }, '1.10'],
    ['a.yml', 'on: 2026-01-31\n', { at: 'on' }, '2026-01-31'],
    ['a.toml', '[package]\nversion = "1.2.3"\nat = 2026-01-31\n', { at: 'package.version' }, '1.2.3'],
    ['a.toml', 'at = 2026-01-31\n', { at: 'at' }, '2026-01-31'],
    ['a.conf', '{"a":1}', { format: 'json', at: 'a' }, 1],
  ])('of %s with %s at %j is %j', async (path, text, more, expected) => {
    expect(await valueOf(path, text, more)).toEqual(expected);
  });

  test.each<[string, string, ResolvedRecord, RegExp]>([
    ['a.json', '{"a":1}', { at: 'b' }, /^there is nothing at `b`$/u],
    ['a.json', '{"a":1}', { at: 'constructor' }, /nothing at/u],
    ['a.json', '[1]', { at: '1' }, /nothing at/u],
    ['a.json', '[1]', { at: 'length' }, /nothing at/u],
    ['a.json', '[1]', { at: '00' }, /nothing at/u],
    ['a.json', '"text"', { at: '0' }, /nothing at/u],
    ['a.json', '{', {}, /^`a\.json` is not valid JSON: /u],
    ['a.yaml', 'a: [', {}, /^`a\.yaml` is not valid YAML: /u],
    ['a.yaml', 'a: 1\na: 2', {}, /not valid YAML: Map keys must be unique/u],
    ['a.toml', 'a = ', {}, /^`a\.toml` is not valid TOML: /u],
  ])('of %s with %j at %j is unknown', async (path, text, more, reason) => {
    expect(await valueOf(path, text, more)).toEqual({ unknown: expect.stringMatching(reason) as string });
  });
});

test('a deadline that has passed ends the reading, and nothing beside it', async () => {
  const root = await temporaryFolder({ 'a.bin': 'x'.repeat(200_000) });
  const late = new Error('it took longer than 10 s');
  const stop = new AbortController();
  const looking = probe.observe({ path: 'a.bin' }, probeContext(root, { signal: stop.signal }));
  stop.abort(late);
  await expect(looking).rejects.toThrow(late);
  const again = probe.observe({ path: 'a.bin' }, probeContext(root, { signal: stop.signal }));
  await expect(again).rejects.toThrow(late);
});
