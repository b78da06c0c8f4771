import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { onTestFinished, vi } from 'vitest';

import { temporaryFolder, writeFiles } from './folder.ts';

const execute = promisify(execFile);

/** A repository for tests, independent of the configuration of whoever runs them. */
export interface TestRepository {
  readonly folder: string;
  git(...args: string[]): Promise<string>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Writes, adds and commits; the id of the commit. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
}

export async function emptyRepository(): Promise<TestRepository> {
  const repository = repositoryIn(await temporaryFolder());
  await repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

/** With one commit, which holds `a.txt`. */
export async function newRepository(): Promise<TestRepository> {
  const repository = await emptyRepository();
  await repository.commit({ 'a.txt': 'one\n' });
  return repository;
}

export async function cloneOf(origin: TestRepository, ...options: string[]): Promise<TestRepository> {
  const clone = repositoryIn(await temporaryFolder());
  await clone.git('clone', '--quiet', ...options, `file://${origin.folder}`, '.');
  return clone;
}

export function repositoryIn(folder: string): TestRepository {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await execute('git', args, {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.org',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.org',
        GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
        GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
      },
    });
    return stdout.trim();
  };
  const write = (files: Readonly<Record<string, string>>) => writeFiles(folder, files);
  return {
    folder,
    git,
    write,
    async commit(files) {
      await write(files);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'a change');
      return await git('rev-parse', 'HEAD');
    },
  };
}

/** Lets a clone speak to its origin by SSH, until the test ends: a client that runs the other side on this machine. */
export async function connectBySsh(
  clone: TestRepository,
  origin: { readonly folder: string },
): Promise<void> {
  const client = '#!/bin/sh\nwhile [ "$1" != host ]; do shift; done\nshift\neval "$@"\n';
  const bin = await temporaryFolder({ ssh: client });
  await chmod(join(bin, 'ssh'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await clone.git('remote', 'set-url', 'origin', `ssh://host${origin.folder}`);
}
