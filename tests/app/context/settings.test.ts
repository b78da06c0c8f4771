import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentAccess } from '../../../src/app/context/environment.ts';
import { resolveSettings } from '../../../src/app/context/settings.ts';
import type { Secret, Setting } from '../../../src/plan/plan.ts';
import { revealSecret, SecretText } from '../../../src/plan/secret.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { planWith, somewhere } from '../../support/plan.ts';

interface Options {
  readonly env?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly root?: string;
  readonly untrusted?: boolean;
}

function resolve(
  parts: { settings?: readonly Setting[]; secrets?: readonly Secret[] },
  { variables = {}, untrusted = false, root = '/', env }: Options = {},
) {
  return resolveSettings(planWith(parts), {
    environment: environmentAccess(variables, { untrusted }),
    root,
    untrusted,
    host: hostIn(root, variables),
    signal: new AbortController().signal,
    ...(env !== undefined && { env }),
  });
}

function setting(parts: Partial<Setting>): Setting {
  return { name: 'api_url', perEnv: {}, location: somewhere, ...parts };
}

function secret(parts: Partial<Secret>): Secret {
  return { name: 'token', location: somewhere, ...parts };
}

describe('settings', () => {
  test('the value for the environment stands before the variable, and that before the default', async () => {
    const settings = [setting({ env: 'API_URL', perEnv: { prod: 'for prod' }, default: 'default' })];
    const variables = { API_URL: 'variable' };
    const read = async (options: Options) => (await resolve({ settings }, options)).settings.get('api_url');
    expect(await read({ env: 'prod', variables })).toEqual({ value: 'for prod', from: 'per_env' });
    expect(await read({ env: 'dev', variables })).toEqual({ value: 'variable', from: 'API_URL' });
    expect(await read({ env: 'dev' })).toEqual({ value: 'default', from: 'default' });
  });

  test.each([
    [{}, 'the setting `api_url` is missing: the environment variable `API_URL` is not set'],
    [{ API_URL: '' }, 'the setting `api_url` is missing: the environment variable `API_URL` is empty'],
  ])('a missing or empty one names its variable (%j)', async (variables, message) => {
    const { diagnostics } = await resolve({ settings: [setting({ env: 'API_URL' })] }, { variables });
    expect(diagnostics).toMatchObject([{ code: 'SEN2101', message }]);
  });

  test('one without a variable names the environment that it has no value for', async () => {
    const settings = [setting({ perEnv: { prod: 'x' } })];
    const { diagnostics } = await resolve({ settings }, { env: 'dev' });
    expect(diagnostics).toMatchObject([
      { code: 'SEN2101', message: 'the setting `api_url` has no value for `dev`' },
    ]);
  });

  test('the name of an environment that every object has is no value', async () => {
    const { diagnostics } = await resolve({ settings: [setting({})] }, { env: 'constructor' });
    expect(diagnostics).toMatchObject([{ code: 'SEN2101' }]);
  });

  test('a variable of the machine is refused', async () => {
    const { diagnostics } = await resolve(
      { settings: [setting({ env: 'AWS_REGION' })] },
      { variables: { AWS_REGION: 'eu' } },
    );
    expect(diagnostics).toMatchObject([{ code: 'SEN2103' }]);
  });

  test('for an untrusted policy a variable is unknown, a default is not', async () => {
    const settings = [setting({ env: 'API_URL' }), setting({ name: 'other', env: 'OTHER', default: 'x' })];
    const resolved = await resolve(
      { settings },
      { untrusted: true, variables: { API_URL: 'x', OTHER: 'y' } },
    );
    expect(isUnknown(resolved.settings.get('api_url')?.value)).toBe(true);
    expect(resolved.settings.get('other')?.value).toBe('x');
    expect(resolved.diagnostics).toEqual([]);
  });
});

describe('secrets', () => {
  const text = 's3cr3t-t0ken';

  test('from a variable, as an opaque text', async () => {
    const { secrets } = await resolve(
      { secrets: [secret({ env: 'TOKEN' })] },
      { variables: { TOKEN: text } },
    );
    const found = secrets.get('token');
    expect((found as SecretText).toString()).toBe('‹secret token›');
    expect(found instanceof SecretText && revealSecret(found)).toBe(text);
  });

  test('from a file beside the policy, without its last line break', async () => {
    const root = await temporaryFolder({ 'token.txt': `${text}\n` });
    const { secrets } = await resolve({ secrets: [secret({ file: 'token.txt' })] }, { root });
    const found = secrets.get('token');
    expect(found instanceof SecretText && revealSecret(found)).toBe(text);
  });

  test.each([
    ['a missing variable', { env: 'TOKEN' }, {}, 'the environment variable `TOKEN` is not set'],
    ['an empty variable', { env: 'TOKEN' }, { TOKEN: '' }, 'the environment variable `TOKEN` is empty'],
    ['a missing file', { file: 'none' }, {}, 'the file `none` cannot be read (ENOENT)'],
    ['an empty file', { file: 'empty' }, {}, 'the file `empty` is empty'],
    ['a directory', { file: '.' }, {}, '`.` is not a regular file'],
    ['a large file', { file: 'large' }, {}, '`large` is larger than 64 KiB'],
  ])('%s blocks and is named', async (_, parts, variables, why) => {
    const root = await temporaryFolder({ empty: '\n', large: 'x'.repeat(65_537) });
    const { diagnostics } = await resolve({ secrets: [secret(parts)] }, { root, variables });
    expect(diagnostics).toMatchObject([
      { code: 'SEN2102', message: `the secret \`token\` is missing: ${why}` },
    ]);
  });

  test('a short one is refused without being shown', async () => {
    const { diagnostics } = await resolve(
      { secrets: [secret({ env: 'TOKEN' })] },
      { variables: { TOKEN: 'q7z' } },
    );
    expect(diagnostics).toMatchObject([{ code: 'SEN2104' }]);
    expect(JSON.stringify(diagnostics)).not.toContain('q7z');
  });

  test('one of the machine is refused', async () => {
    const { diagnostics } = await resolve(
      { secrets: [secret({ env: 'GITHUB_TOKEN' })] },
      { variables: { GITHUB_TOKEN: text } },
    );
    expect(diagnostics).toMatchObject([{ code: 'SEN2103' }]);
  });

  test('none is read for an untrusted policy', async () => {
    const root = await temporaryFolder({ 'token.txt': text });
    const { secrets, diagnostics } = await resolve(
      { secrets: [secret({ file: 'token.txt' }), secret({ name: 'other', env: 'TOKEN' })] },
      { root: join(root), untrusted: true, variables: { TOKEN: text } },
    );
    expect([...secrets.values()].every(isUnknown)).toBe(true);
    expect(diagnostics).toEqual([]);
  });
});
