import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doctor, init, lint, plan, test as testPolicies } from '../../../src/app/index.ts';
import { openSqliteStore } from '../../../src/runtime/stores/sqlite/store.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { newRepository } from '../../support/git.ts';
import { hostIn, requestWith } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

const { signal } = new AbortController();

describe('init', () => {
  test('fits a repository, lints clean, and its next command works', async () => {
    const repository = await newRepository();
    await repository.commit({
      'package.json': '{ "name": "@acme/shop", "version": "1.4.0" }',
      'CHANGELOG.md': '# Changes\n',
      '.github/workflows/ci.yml': '',
      'haproxy.cfg': '',
    });
    await repository.git('tag', 'v1.4.0');
    await repository.git('tag', 'v1.3.9');
    const host = hostIn(repository.folder);
    const report = await init({ signal }, host);
    expect(report.saw).toEqual([
      'a git repository with 2 tags, released from `main`',
      'continuous integration by GitHub Actions',
      'a version in `package.json`',
      'a changelog, `CHANGELOG.md`',
      'HAProxy, `haproxy.cfg`',
    ]);
    expect(report.next).toBe('sentinel plan --version v1.4.1');
    expect(report.text).toContain('policy: shop\n');
    expect(report.text).toContain('mode: shadow');
    const { files } = await lint({ files: [] }, host);
    expect(files[0]?.diagnostics).toEqual([]);
    expect(report.tests).toBe('sentinel.test.yaml');
    const tested = await testPolicies({ files: [], signal }, host);
    expect(tested.files.flatMap((file) => file.cases).filter((one) => one.differences.length > 0)).toEqual(
      [],
    );
    expect(tested.diagnostics).toEqual([]);
    const planned = await plan(requestWith({ release: { version: 'v1.4.1' } }), host);
    expect(planned).toMatchObject({ exitCode: 0 });
    expect(planned.decision.rules.map(({ name }) => name)).toEqual([
      'clean-tree',
      'branch',
      'version',
      'files-agree',
      'changelog',
      'disk',
    ]);
  });

  test.each([
    ['an empty directory', {}, 'sentinel plan --version v0.1.0'],
    [
      'a name that needs quotes',
      { 'package.json': '{ "name": "Shop: one" }' },
      'sentinel plan --version v0.1.0',
    ],
  ])('fits %s', async (_, files, next) => {
    const host = hostIn(await temporaryFolder(files));
    const report = await init({ signal }, host);
    expect(report).toMatchObject({ next });
    // The machine may run an HAProxy of its own.
    expect(report.saw.filter((text) => !text.startsWith('HAProxy, `/'))).toEqual(['no git repository']);
    expect((await lint({ files: [] }, host)).files[0]?.diagnostics).toEqual([]);
  });

  test('proposes the version of the project where nothing was released, and names no place of this machine', async () => {
    const folder = await temporaryFolder({ 'Cargo.toml': '[package]\nversion = "1.0.0"\n' });
    const report = await init({ signal }, hostIn(folder));
    expect(report.next).toBe('sentinel plan --version v1.0.0');
    expect(report.text).toMatch(/^# What must be true/u);
  });

  test('takes tags without `v` as they are', async () => {
    const repository = await newRepository();
    await repository.git('tag', '2.0.0');
    const report = await init({ signal }, hostIn(repository.folder));
    expect(report.next).toBe('sentinel plan --version 2.0.1');
    expect(report.text).toContain('release.version is semver');
  });

  test('overwrites nothing', async () => {
    const folder = await temporaryFolder({ 'sentinel.yaml': 'mine' });
    expect(await refusedWith(init({ signal }, hostIn(folder)))).toMatchObject([{ code: 'SEN2015' }]);
    expect(await readFile(join(folder, 'sentinel.yaml'), 'utf8')).toBe('mine');
    const nowhere = init({ signal, policy: 'none/p.yaml' }, hostIn(folder));
    expect(await refusedWith(nowhere)).toMatchObject([{ code: 'SEN2011' }]);
  });
});

describe('doctor', () => {
  const checksOf = async (cwd: string, env: Record<string, string> = {}, config?: string) => {
    const report = await doctor({ signal, ...(config !== undefined && { config }) }, hostIn(cwd, env));
    return new Map(report.checks.map((check) => [check.name, check]));
  };

  test('finds everything in order', async () => {
    const repository = await newRepository();
    await repository.write({ 'sentinel.yaml': 'sentinel: 1' });
    const checks = await checksOf(repository.folder, { PATH: '/nowhere', GITHUB_ACTIONS: 'true' });
    expect([...checks.values()].filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(checks.get('CI')?.text).toBe('GitHub Actions');
    expect(checks.get('sentinel')?.text).toBe('no `sentinel` is on the PATH');
  });

  test('asks the store that a run would use', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': 'sentinel: 1' });
    const storeFor = async (env?: Record<string, string>) => (await checksOf(cwd, env)).get('store');
    expect(await storeFor()).toMatchObject({
      status: 'ok',
      text: 'none yet; the first `apply` creates `.sentinel/state.db`',
    });
    expect(await storeFor({ SENTINEL_STORE: 'sqlite:sentinel.yaml' })).toMatchObject({
      status: 'problem',
      text: expect.stringContaining('the store is lost'),
    });
    expect(await storeFor({ SENTINEL_STORE: 'state.db' })).toMatchObject({ status: 'problem' });
    const created = async (name: string, at: string) => {
      const clock = { now: () => Date.parse(at) };
      await (await openSqliteStore(join(cwd, name), { create: true, clock })).close();
      return storeFor({ SENTINEL_STORE: `sqlite:${name}` });
    };
    expect(await created('old.db', '2026-11-20T10:00:00Z')).toMatchObject({
      status: 'ok',
      text: '`old.db`, since 2026-11-20T10:00:00Z',
    });
    expect(await created('ahead.db', '2026-11-24T10:00:30Z')).toMatchObject({
      status: 'warning',
      text: 'the clock of this machine is 30 s behind that of the store',
    });
  });

  test('names another vendor’s `sentinel`', async () => {
    const bin = await temporaryFolder({ sentinel: '' });
    const { chmod } = await import('node:fs/promises');
    await chmod(join(bin, 'sentinel'), 0o755);
    const checks = await checksOf(bin, { PATH: bin });
    expect(checks.get('sentinel')).toMatchObject({
      status: 'warning',
      help: 'call this one `release-sentinel`',
    });
    expect(checks.get('git')).toMatchObject({ status: 'warning' });
    expect(checks.get('policy')).toMatchObject({ status: 'warning' });
  });

  test('names a configuration that does not fit', async () => {
    const folder = await temporaryFolder({ 'c.yaml': 'zebra: 1\n' });
    const elsewhere = await temporaryFolder();
    const checks = await checksOf(elsewhere, {}, join(folder, 'c.yaml'));
    expect(checks.get("operator's configuration")).toMatchObject({ status: 'problem' });
  });
});
