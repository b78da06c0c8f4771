import { describe, expect, test } from 'vitest';

import type { ResolvedRecord, StepContext } from '../../../../src/runtime/ports/index.ts';
import { StepFailure } from '../../../../src/runtime/failure.ts';
import { step } from '../../../../src/runtime/steps/git_tag/step.ts';
import { cloneOf, connectBySsh, newRepository, type TestRepository } from '../../../support/git.ts';
import { stepContext } from '../../../support/step.ts';

async function perform(
  repository: TestRepository,
  config: ResolvedRecord = {},
  more: Partial<StepContext> = {},
) {
  const commit = await repository.git('rev-parse', 'HEAD');
  return await step.perform(
    config,
    stepContext(repository.folder, { tag: 'v1.2.3', release: { version: 'v1.2.3', commit }, ...more }),
  );
}

const typeOf = (repository: TestRepository, tag: string) =>
  repository.git('cat-file', '-t', `refs/tags/${tag}`);

describe('a tag', () => {
  test('is created once, annotated, at the commit of the release', async () => {
    const repository = await newRepository();
    const commit = await repository.git('rev-parse', 'HEAD');
    const release = { version: 'v1.2.3', commit };
    await repository.commit({ 'later.txt': '' });
    expect(await perform(repository, {}, { release })).toEqual({
      result: 'done',
      text: `created tag v1.2.3 at ${commit.slice(0, 7)}`,
    });
    expect(await repository.git('rev-parse', 'v1.2.3^{commit}')).toBe(commit);
    expect(await typeOf(repository, 'v1.2.3')).toBe('tag');
    expect(await repository.git('tag', '--list', '--format=%(contents)', 'v1.2.3')).toBe('Release v1.2.3');
    expect(await perform(repository, {}, { release })).toEqual({
      result: 'already',
      text: `tag v1.2.3 at ${commit.slice(0, 7)} is there`,
    });
  });

  test('takes name, commit and text from the policy', async () => {
    const repository = await newRepository();
    await repository.git('branch', 'stable');
    await repository.commit({ 'b.txt': '' });
    await perform(repository, { tag: 'suite/7', commit: 'stable', message: '-m\n# not a comment' });
    expect(await repository.git('rev-parse', 'suite/7^{}')).toBe(await repository.git('rev-parse', 'stable'));
    expect(await repository.git('tag', '--list', '--format=%(contents)', 'suite/7')).toBe(
      '-m\n# not a comment',
    );
  });

  test('is made by whom git knows', async () => {
    const repository = await newRepository();
    const tagger = (tag: string) => repository.git('tag', '--list', '--format=%(taggername)', tag);
    await perform(repository, { tag: 'first' });
    expect(await tagger('first')).toMatch(/./u);
    await repository.git('config', 'user.name', 'Grace');
    await repository.git('config', 'user.email', 'grace@example.org');
    await perform(repository, { tag: 'second' });
    expect(await tagger('second')).toBe('Grace');
  });

  test('at another commit is never moved', async () => {
    const repository = await newRepository();
    const first = await repository.git('rev-parse', 'HEAD');
    await repository.git('tag', 'v1.2.3');
    const second = await repository.commit({ 'b.txt': '' });
    await expect(perform(repository)).rejects.toThrow(
      new StepFailure(`the tag \`v1.2.3\` here is at ${first.slice(0, 7)}, not at ${second.slice(0, 7)}`),
    );
  });

  test.each(['--delete', 'a b', 'x..y', '', 'HEAD^', 'a\nb'])('cannot be called %j', async (tag) => {
    await expect(perform(await newRepository(), { tag })).rejects.toThrow(
      `\`${tag}\` cannot be the name of a tag`,
    );
  });
});

describe('without', () => {
  test('a version there is no tag', async () => {
    const context = stepContext((await newRepository()).folder);
    await expect(step.perform({}, context)).rejects.toThrow('its version is not known');
  });

  test('a commit there is nothing to tag', async () => {
    const repository = await newRepository();
    await expect(perform(repository, {}, { release: {} })).rejects.toThrow(
      'the commit of the release is not known',
    );
    await expect(perform(repository, { commit: '--all' })).rejects.toThrow('there is no commit `--all`');
  });
});

describe('a push', () => {
  async function pair(): Promise<{ origin: TestRepository; clone: TestRepository }> {
    const origin = await newRepository();
    const clone = await cloneOf(origin);
    await connectBySsh(clone, origin);
    return { origin, clone };
  }

  test('brings the tag to the remote, once', async () => {
    const { origin, clone } = await pair();
    expect(await perform(clone, { push: 'origin' })).toMatchObject({
      result: 'done',
      text: expect.stringMatching(/^created and pushed tag v1\.2\.3 at /u) as string,
    });
    expect(await typeOf(origin, 'v1.2.3')).toBe('tag');
    expect(await perform(clone, { push: 'origin' })).toMatchObject({ result: 'already' });
  });

  test('goes on where an earlier attempt stopped', async () => {
    const { origin, clone } = await pair();
    await perform(clone);
    expect(await perform(clone, { push: 'origin' })).toMatchObject({
      text: expect.stringMatching(/^pushed tag/u) as string,
    });
    expect(await typeOf(origin, 'v1.2.3')).toBe('tag');
  });

  test('changes nothing when the remote has the tag elsewhere', async () => {
    const { origin, clone } = await pair();
    await origin.commit({ 'b.txt': '' });
    await origin.git('tag', 'v1.2.3');
    await expect(perform(clone, { push: 'origin' })).rejects.toThrow('the tag `v1.2.3` on origin is at');
    expect(await clone.git('tag', '--list')).toBe('');
  });

  test('changes nothing when the remote does not answer', async () => {
    const { clone } = await pair();
    for (const push of ['nowhere', '--all', `file://${clone.folder}`])
      await expect(perform(clone, { push })).rejects.toThrow(`the remote \`${push}\` does not answer`);
    expect(await clone.git('tag', '--list')).toBe('');
  });

  test('that the remote refuses says why', async () => {
    const { origin, clone } = await pair();
    await origin.git('config', 'receive.denyCurrentBranch', 'refuse');
    await origin.git('config', 'transfer.hideRefs', 'refs/tags');
    await expect(perform(clone, { push: 'origin' })).rejects.toThrow(StepFailure);
  });
});
