import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile, lint } from '../../../src/app/index.ts';
import { findPolicy } from '../../../src/app/policy/loader.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

const policy = 'sentinel: 1\npolicy: shop\ngates: { clean: { require: git.clean } }\n';

describe('finding the policy', () => {
  test('here, or above up to the root of the repository', async () => {
    const root = await temporaryFolder({
      'repo/sentinel.yml': policy,
      'repo/.git/HEAD': '',
      'repo/a/b/x': '',
    });
    const file = join(root, 'repo/sentinel.yml');
    expect(findPolicy(join(root, 'repo'), undefined)).toBe(file);
    expect(findPolicy(join(root, 'repo/a/b'), undefined)).toBe(file);
    expect(findPolicy(join(root, 'repo/a/b'), 'other.yaml')).toBe(join(root, 'repo/a/b/other.yaml'));
  });

  test('not above the root, and outside of a repository only here', async () => {
    const root = await temporaryFolder({ 'sentinel.yaml': policy, 'repo/.git/HEAD': '', 'plain/x': '' });
    const find = async (cwd: string) => findPolicy(cwd, undefined);
    for (const folder of ['repo', 'plain'])
      expect(await refusedWith(find(join(root, folder)))).toMatchObject([{ code: 'SEN2010' }]);
  });
});

describe('reading the policy', () => {
  test.each([
    ['missing', undefined, 'there is no file `p.yaml`'],
    ['too large', 'x'.repeat(1024 ** 2 + 1), '`p.yaml` is larger than 1 MiB'],
    ['not UTF-8', Buffer.from([0xff, 0xfe]), '`p.yaml` is not text in UTF-8'],
  ])('%s', async (_, content, message) => {
    const cwd = await temporaryFolder();
    if (content !== undefined) await writeFile(join(cwd, 'p.yaml'), content);
    const found = await refusedWith(compile({ policy: 'p.yaml' }, hostIn(cwd)));
    expect(found).toMatchObject([{ code: 'SEN2011', message }]);
  });

  test('a directory', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'p.yaml'));
    expect(await refusedWith(compile({ policy: 'p.yaml' }, hostIn(cwd)))).toMatchObject([
      { code: 'SEN2011' },
    ]);
  });

  test('names the file as seen from here', async () => {
    const cwd = await temporaryFolder({ 'a/p.yaml': policy });
    const compiled = await compile({ policy: 'a/p.yaml' }, hostIn(cwd));
    expect(compiled).toMatchObject({ file: 'a/p.yaml', path: join(cwd, 'a/p.yaml'), diagnostics: [] });
    expect(compiled.plan?.policy).toBe('shop');
    const other = await mkdtemp(join(cwd, 'other-'));
    expect(await compile({ policy: '../a/p.yaml' }, hostIn(other))).toMatchObject({
      file: join(cwd, 'a/p.yaml'),
    });
  });
});

describe('lint', () => {
  test('of several files, each with its findings', async () => {
    const cwd = await temporaryFolder({
      'a.yaml': policy,
      'b.yaml': policy.replace('git.clean', 'git.claen'),
    });
    const { files, fixed } = await lint({ files: ['a.yaml', 'b.yaml'] }, hostIn(cwd));
    expect(files.map(({ file, diagnostics }) => [file, diagnostics.map(({ code }) => code)])).toEqual([
      ['a.yaml', []],
      ['b.yaml', ['SEN1402']],
    ]);
    expect(fixed).toBe(0);
  });

  test('fixes what is safe to fix, and nothing else', async () => {
    const text = policy.replace('git.clean', 'git.claen');
    const cwd = await temporaryFolder({ 'sentinel.yaml': text });
    await lint({ files: [], fix: 'safe' }, hostIn(cwd));
    expect(await readFile(join(cwd, 'sentinel.yaml'), 'utf8')).toBe(text);
  });
});
