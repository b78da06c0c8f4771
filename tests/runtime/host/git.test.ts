import { chmod, chown } from 'node:fs/promises';

import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { gitComplaint, openGit } from '../../../src/runtime/host/git.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { newRepository, type TestRepository } from '../../support/git.ts';

const signal = new AbortController().signal;
const open = (repository: TestRepository) => openGit(repository.folder, signal);

/** The configuration of whoever runs the program. */
async function userHas(config: string): Promise<void> {
  vi.stubEnv('HOME', await temporaryFolder({ '.gitconfig': config }));
  vi.stubEnv('XDG_CONFIG_HOME', undefined);
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

beforeEach(() => userHas(''));

describe('the identity', () => {
  test('may be nobody’s', async () => {
    expect((await open(await newRepository())).hasIdentity).toBe(false);
  });

  test('is the user’s, unless the repository has one', async () => {
    await userHas('[user]\nname = Grace\nemail = grace@example.org\n');
    const repository = await newRepository();
    const name = async () => (await (await open(repository)).run(['config', 'user.name'])).stdout.trim();
    expect((await open(repository)).hasIdentity).toBe(true);
    expect(await name()).toBe('Grace');
    await repository.git('config', 'user.name', 'Robot');
    expect(await name()).toBe('Robot');
  });
});

describe('settings of the user', () => {
  test('reach git only where they concern access and identity', async () => {
    await userHas(
      '[core]\nexcludesFile = /x\n[credential]\nhelper = mine\n[alias]\nx = y\n[user]\nsigningKey\n',
    );
    const repository = await newRepository();
    await repository.git('config', 'credential.helper', 'theirs');
    const git = await open(repository);
    const { stdout } = await git.run([
      'config',
      '--get-regexp',
      '^(core\\.excludesfile|alias|credential|user)',
    ]);
    expect(stdout).toBe('credential.helper theirs\ncredential.helper \ncredential.helper mine\n');
  });

  test.skipIf(process.getuid?.() !== 0)('say whose repositories are trusted', async () => {
    const repository = await newRepository();
    await chown(repository.folder, 65_534, 65_534);
    await chown(`${repository.folder}/.git`, 65_534, 65_534);
    const complaint = async () =>
      gitComplaint(await (await open(repository)).run(['rev-parse', '--git-dir']));
    expect(await complaint()).toContain('dubious ownership');
    await userHas(`[safe]\ndirectory = ${repository.folder}\n`);
    expect((await (await open(repository)).run(['rev-parse', '--git-dir'])).stdout).toBe('.git\n');
  });
});

test('a filter of Git LFS is the only one that a repository may have', async () => {
  const repository = await newRepository();
  await repository.git('config', 'filter.lfs.clean', 'git-lfs clean -- %f');
  await repository.git('config', 'filter.evil.clean', 'touch x');
  await repository.git('config', 'filter.evil.required', 'true');
  const git = await open(repository);
  const value = async (key: string) => (await git.run(['config', '--get', key])).stdout.trim();
  expect(await value('filter.lfs.clean')).toBe('git-lfs clean -- %f');
  expect(await value('filter.evil.clean')).toBe('');
  expect(await value('filter.evil.required')).toBe('false');
});

test('an old git is refused', async () => {
  const { folder } = await newRepository();
  for (const said of ['git version 2.31.8', 'git version 1.9.1', 'nonsense']) {
    const bin = await temporaryFolder({ git: `#!/bin/sh\necho ${said}\n` });
    await chmod(`${bin}/git`, 0o755);
    vi.stubEnv('PATH', bin);
    await expect(openGit(folder, signal)).rejects.toThrow(
      `git 2.32 or later is needed, and this is \`${said}\``,
    );
  }
});

test('remotes are listed', async () => {
  const repository = await newRepository();
  await repository.git('remote', 'add', 'up.stream', 'https://example.org/x.git');
  expect((await open(repository)).remotes).toEqual(['up.stream']);
});

test('a silent failure is told by its exit code', async () => {
  const git = await open(await newRepository());
  expect(gitComplaint(await git.run(['rev-parse', '--verify', '--quiet', 'nowhere']))).toBe(
    'git ended with exit code 1',
  );
});
