import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { ProbeFailure } from '../../../src/runtime/failure.ts';
import { confine, readConfined, readTextConfined } from '../../../src/runtime/host/files.ts';
import { findFiles } from '../../../src/runtime/host/glob.ts';
import { runCommand } from '../../../src/runtime/host/process.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('a file beneath the root', () => {
  test('is read, through links too', async () => {
    const root = await temporaryFolder({ 'a/b.txt': '\uFEFFtext' });
    await symlink('a/b.txt', join(root, 'link'));
    for (const path of ['a/b.txt', './a/../a/b.txt', 'link', join(root, 'a/b.txt')])
      expect(await readTextConfined(root, path)).toBe('text');
  });

  test('may be missing', async () => {
    const root = await temporaryFolder({ 'a.txt': '' });
    await symlink('nowhere', join(root, 'dangling'));
    for (const path of ['b.txt', 'a.txt/b', 'dangling'])
      expect(await readConfined(root, path)).toBeUndefined();
    await expect(readTextConfined(root, 'b.txt')).rejects.toThrow('there is no file `b.txt`');
  });

  test('may be reached through a root that is a link', async () => {
    const root = await temporaryFolder({ 'real/a.txt': 'text' });
    await symlink('real', join(root, 'alias'));
    expect(await readTextConfined(join(root, 'alias'), 'a.txt')).toBe('text');
  });
});

describe('refused is', () => {
  test('what lies outside', async () => {
    const root = await temporaryFolder({ 'in/a.txt': '', 'inside.txt': '' });
    await symlink('/etc', join(root, 'in/etc'));
    await symlink('../inside.txt', join(root, 'in/out'));
    for (const path of [
      '../inside.txt',
      '..',
      '/etc/passwd',
      '/proc/self/environ',
      'etc/passwd',
      'out',
      '../x',
    ])
      await expect(confine(join(root, 'in'), path)).rejects.toThrow(
        new ProbeFailure(`\`${path}\` lies outside the directory of the policy`),
      );
    await expect(confine(root, 'a\0b')).rejects.toThrow('a path has no NUL character');
  });

  test('what is no regular file', async () => {
    const root = await temporaryFolder({ 'a.txt': '' });
    await mkdir(join(root, 'folder'));
    await runCommand('mkfifo', [join(root, 'pipe')], {
      cwd: root,
      env: { PATH: '/usr/bin:/bin' },
      timeout: 5000,
      maxOutput: 0,
    });
    for (const path of ['folder', '.', 'pipe'])
      await expect(readConfined(root, path)).rejects.toThrow(`\`${path}\` is not a regular file`);
  });

  test('a chain of links without end', async () => {
    const root = await temporaryFolder();
    await symlink('loop', join(root, 'loop'));
    await expect(readConfined(root, 'loop')).rejects.toThrow('`loop` cannot be read (ELOOP)');
  });

  test('what is too large', async () => {
    const root = await temporaryFolder({ a: 'x'.repeat(2000) });
    expect(await readConfined(root, 'a', 2000)).toHaveLength(2000);
    await expect(readConfined(root, 'a', 1999)).rejects.toThrow('`a` is larger than 2 KiB');
  });

  test('what is no text', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'a'), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(readTextConfined(root, 'a')).rejects.toThrow('`a` is not text in UTF-8');
  });
});

describe('a pattern', () => {
  test.each([
    ['*.xml', ['a.xml', 'b.xml']],
    ['a.xml', ['a.xml']],
    ['missing.xml', ['missing.xml']],
    ['?.xml', ['a.xml', 'b.xml']],
    ['r/*/*.xml', ['r/one/c.xml', 'r/two/d.xml', 'r/two/x+y.xml']],
    ['./r/t*/d.xml', ['r/two/d.xml']],
    ['r/*/d.xml', ['r/two/d.xml']],
    ['**/*.xml', ['a.xml', 'b.xml', 'r/e.xml', 'r/one/c.xml', 'r/two/d.xml', 'r/two/x+y.xml']],
    ['**/x+*', ['r/two/x+y.xml']],
    ['**', ['a.xml', 'b.xml', 'c.txt', 'r/e.xml', 'r/one/c.xml', 'r/two/d.xml', 'r/two/x+y.xml']],
    ['r/**', ['r/e.xml', 'r/one/c.xml', 'r/two/d.xml', 'r/two/x+y.xml']],
    ['.h*/*', ['.hidden/f.xml']],
    ['a.xml/*', []],
    ['nowhere/*', []],
    ['*.json', []],
  ])('%s finds %j', async (pattern, found) => {
    const names = [
      'a.xml',
      'b.xml',
      'c.txt',
      'r/one/c.xml',
      'r/two/d.xml',
      'r/two/x+y.xml',
      'r/e.xml',
      '.hidden/f.xml',
    ];
    const root = await temporaryFolder(Object.fromEntries(names.map((name) => [name, ''])));
    expect(await findFiles(root, pattern)).toEqual(found);
  });

  test('does not leave the root', async () => {
    await expect(findFiles(await temporaryFolder(), '../*')).rejects.toThrow('lies outside');
  });
});
