import { describe, expect, test } from 'vitest';
import { askGit, headOf } from '../../../src/app/release/git.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { emptyRepository, newRepository } from '../../support/git.ts';

const { signal } = new AbortController();

describe('HEAD', () => {
  test('with its tags, annotated or not, and no others', async () => {
    const repository = await newRepository();
    await repository.git('tag', 'v0.9.0');
    const commit = await repository.commit({ 'b.txt': 'two' });
    await repository.git('tag', 'v1.0.0');
    await repository.git('tag', '--annotate', '--message', 'one', 'api/v1.0.1');
    const head = await headOf(repository.folder, signal);
    expect(head?.commit).toBe(commit);
    expect(head?.tags.toSorted()).toEqual(['api/v1.0.1', 'v1.0.0']);
  });

  test('of a repository without commits, or of no repository, is not known', async () => {
    expect(await headOf((await emptyRepository()).folder, signal)).toBeUndefined();
    expect(await headOf(await temporaryFolder(), signal)).toBeUndefined();
    expect(await headOf('/nowhere', signal)).toBeUndefined();
  });
});

test('what git does not answer is not known', async () => {
  const { folder } = await newRepository();
  expect(
    await askGit(
      folder,
      [
        ['rev-parse', '--is-inside-work-tree'],
        ['rev-parse', 'none'],
      ],
      signal,
    ),
  ).toEqual(['true', undefined]);
  const answers = await askGit('/nowhere', [['version']], signal);
  expect(answers).toEqual([undefined]);
});
