import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/command/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/command/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fieldsOf, observed, probeContext } from '../../../support/probe.ts';

const look = async (config: ResolvedRecord) =>
  observed(probe, withDefaults(descriptor, config), probeContext(await temporaryFolder()));
const shell = (script: string, more: ResolvedRecord = {}) => look({ run: ['sh', '-c', script], ...more });
const print = (text: string, more: ResolvedRecord) => look({ run: ['printf', '%s', text], ...more });
const because = (reason: string) => ({ unknown: reason });

describe('the exit code', () => {
  test('is known, and nothing else is read', async () => {
    const fields = await shell('echo 1');
    const unread = because('`parse: exit` reads no output');
    expect(fields).toEqual({ ok: true, exit_code: 0, text: unread, json: unread, value: unread });
    expect(Object.keys(fields).sort()).toEqual(Object.keys(descriptor.fields).sort());
  });

  test('says no with what was said', async () => {
    const reading = await probe.observe(
      withDefaults(descriptor, { run: ['sh', '-c', 'echo 5; echo why >&2; exit 2'], parse: 'text' }),
      probeContext('/'),
    );
    expect(fieldsOf(reading)).toMatchObject({ ok: false, exit_code: 2, value: because('exit code 2: why') });
    expect(reading.detail).toBe('exit code 2: why');
  });

  test('is told in short', async () => {
    const reading = await probe.observe(
      withDefaults(descriptor, { run: ['sh', '-c', 'head -c 300 /dev/zero | tr "\\0" x >&2; exit 1'] }),
      probeContext('/'),
    );
    expect(reading.detail).toBe(`exit code 1: ${'x'.repeat(200)}…`);
  });
});

describe('text', () => {
  test.each([
    ['hello\n', 'hello', because('it did not print a number')],
    [' 12.5\n', '12.5', 12.5],
    ['-1e3', '-1e3', -1000],
    ['', '', because('it did not print a number')],
    ['NaN', 'NaN', because('it did not print a number')],
    ['Infinity', 'Infinity', because('it did not print a number')],
    ['1 2', '1 2', because('it did not print a number')],
  ])('%j', async (printed, text, value) => {
    expect(await print(printed, { parse: 'text' })).toEqual({
      ok: true,
      exit_code: 0,
      text,
      json: because('`parse: text` reads no JSON'),
      value,
    });
  });

  test('that is too long is not known', async () => {
    expect(await shell('head -c 1048577 /dev/zero', { parse: 'text' })).toMatchObject({
      ok: true,
      text: because('it printed more than 1 MiB'),
    });
  });
});

describe('JSON', () => {
  test.each<[string, string | undefined, unknown]>([
    ['5', undefined, 5],
    ['{"disk":{"used":42}}', 'disk.used', 42],
    ['{"disk":{"used":"42"}}', 'disk.used', because('there is no number at `disk.used`')],
    ['{}', 'disk.used', because('there is nothing at `disk.used`')],
    ['1e999', undefined, because('it did not print a number')],
    ['"5"', undefined, because('it did not print a number')],
  ])('%s at %s is %j', async (printed, at, value) => {
    const fields = await print(printed, { parse: 'json', ...(at !== undefined && { at }) });
    expect(fields).toMatchObject({ json: JSON.parse(printed) as unknown, value });
  });

  test('that is none is not known', async () => {
    const reason = because(expect.stringContaining('its output is not valid JSON') as string);
    expect(await print('{', { parse: 'json' })).toMatchObject({
      ok: true,
      text: '{',
      json: reason,
      value: reason,
    });
  });
});

test.each([
  ['number', '2', 2],
  ['ratio', '0.02', 0.02],
  ['percent', '0.7', 0.007],
  ['percent', '1e-7', 1e-9],
  ['seconds', '1.5', 1500],
  ['milliseconds', '250', 250],
  ['bytes', '1024', 1024],
])('in %s %s is %d', async (unit, printed, value) => {
  expect(await print(printed, { parse: 'text', unit })).toMatchObject({ value });
});

test('it runs where and with what the policy says, and with nothing else', async () => {
  const root = await temporaryFolder({ 'inner/x': '' });
  const env = { TOKEN: new SecretText('token', 's3cret'), PLAIN: 'p' };
  const fields = await observed(
    probe,
    withDefaults(descriptor, { run: ['sh', '-c', 'pwd; env'], cwd: 'inner', env, parse: 'text' }),
    probeContext(root),
  );
  const [folder, ...variables] = String(fields['text']).split('\n');
  expect(folder).toBe(`${root}/inner`);
  expect(variables).toEqual(expect.arrayContaining(['TOKEN=s3cret', 'PLAIN=p']));
  const allowed = new Set([
    'TOKEN',
    'PLAIN',
    'PATH',
    'HOME',
    'LANG',
    'LC_ALL',
    'TMPDIR',
    'PWD',
    'OLDPWD',
    'SHLVL',
    '_',
  ]);
  expect(variables.map((line) => line.split('=', 1)[0]).filter((name) => !allowed.has(name ?? ''))).toEqual(
    [],
  );
});

test.each<[ResolvedRecord, string]>([
  [{ run: ['sleep', '60'], timeout: 30 }, '`sleep` did not end within 30 ms'],
  [{ run: ['no-such-program'] }, 'there is no program `no-such-program` in PATH'],
  [{ run: ['true'], cwd: '/' }, '`/` lies outside the directory of the policy'],
  [{ run: ['true'], env: { 'A B': '' } }, '`A B` cannot be the name of an environment variable'],
  [{ run: ['sh', '-c', 'kill -KILL $$'] }, '`sh` was ended by SIGKILL'],
])('%j measures nothing', async (config, message) => {
  await expect(look(config)).rejects.toThrow(message);
});
