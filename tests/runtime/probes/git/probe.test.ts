import { existsSync } from 'node:fs';
import { chmod, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import { probe } from '../../../../src/runtime/probes/git/probe.ts';
import { descriptor } from '../../../../src/runtime/probes/git/descriptor.ts';
import type { ProbeContext, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import {
  cloneOf,
  connectBySsh,
  emptyRepository,
  newRepository,
  type TestRepository,
} from '../../../support/git.ts';
import { observed, probeContext } from '../../../support/probe.ts';

const look = (
  repository: { readonly folder: string },
  more: Partial<ProbeContext> = {},
  config: ResolvedRecord = {},
): Promise<Record<string, unknown>> =>
  observed(probe, withDefaults(descriptor, config), probeContext(repository.folder, more));

const unknownWith = (text: string) => ({ unknown: expect.stringContaining(text) as string });

describe('a repository', () => {
  test('is read whole', async () => {
    const repository = await newRepository();
    const commit = await repository.git('rev-parse', 'HEAD');
    expect(await look(repository, { tag: 'v1.0.0', release: { version: 'v1.0.0' } })).toEqual({
      inside: true,
      clean: true,
      branch: 'main',
      detached: false,
      commit,
      tags: [],
      'release_tag.exists': false,
      'release_tag.commit': unknownWith('there is no tag `v1.0.0`'),
      'release_tag.annotated': unknownWith('there is no tag `v1.0.0`'),
      changed: unknownWith('no earlier release tag'),
      ahead: unknownWith('no upstream'),
      behind: unknownWith('no upstream'),
      shallow: false,
    });
  });

  test('gives every declared field, inside and outside', async () => {
    const fields = Object.keys(descriptor.fields).sort();
    expect(Object.keys(await look(await newRepository())).sort()).toEqual(fields);
    expect(Object.keys(await look({ folder: await temporaryFolder() })).sort()).toEqual(fields);
  });

  test('is found from a directory inside it', async () => {
    const repository = await newRepository();
    await repository.commit({ 'services/cart/x.txt': 'x' });
    await repository.write({ 'top.txt': '' });
    const inner = { folder: join(repository.folder, 'services') };
    expect(await look(inner, {}, { path: 'cart' })).toMatchObject({
      inside: true,
      clean: false,
      branch: 'main',
    });
  });

  test('without a commit has a branch and no more', async () => {
    expect(await look(await emptyRepository())).toMatchObject({
      inside: true,
      clean: true,
      branch: 'main',
      commit: unknownWith('no commit yet'),
      changed: unknownWith('no commit yet'),
      tags: [],
    });
  });

  test('may be a worktree', async () => {
    const repository = await newRepository();
    const folder = join(await temporaryFolder(), 'tree');
    await repository.git('worktree', 'add', '--quiet', '-b', 'release/1', folder);
    expect(await look({ folder })).toMatchObject({ inside: true, branch: 'release/1', clean: true });
  });
});

describe('outside of a repository', () => {
  test('only that is known', async () => {
    const fields = await look({ folder: await temporaryFolder() });
    expect(fields).toMatchObject({ inside: false, clean: unknownWith('not inside the work tree') });
  });

  test('lies a bare one too', async () => {
    const folder = await temporaryFolder();
    await (await newRepository()).git('clone', '--quiet', '--bare', '.', folder);
    expect(await look({ folder })).toMatchObject({
      inside: false,
      commit: unknownWith('not inside the work tree'),
    });
  });

  test.each([
    ['missing', 'there is no directory `missing`'],
    ['..', '`..` lies outside the directory of the policy'],
  ])('`path: %s` is refused', async (path, message) => {
    await expect(look(await newRepository(), {}, { path })).rejects.toThrow(message);
  });
});

describe('clean', () => {
  test.each<[string, (repository: TestRepository) => Promise<unknown>, string]>([
    ['a changed file', (r) => r.write({ 'a.txt': 'two\n' }), 'a.txt'],
    ['a file with a space in its name', (r) => r.write({ 'b c.txt': '' }), 'b c.txt'],
    ['an added file', async (r) => (await r.write({ 'b.txt': '' }), r.git('add', 'b.txt')), 'b.txt'],
    ['a deleted file', (r) => r.git('rm', '--quiet', 'a.txt'), 'a.txt'],
    ['a renamed file', (r) => r.git('mv', 'a.txt', 'b.txt'), 'a.txt, b.txt'],
    ['many files', (r) => r.write({ b: '', c: '', d: '', e: '' }), 'b, c, d and 1 more'],
  ])('is false with %s, which is named', async (_, change, names) => {
    const repository = await newRepository();
    await change(repository);
    const reading = await probe.observe(withDefaults(descriptor, {}), probeContext(repository.folder));
    expect(reading.fields.get('clean')).toBe(false);
    expect(reading.details?.get('clean')).toBe(`not committed: ${names}`);
  });

  test('is false with a conflict', async () => {
    const repository = await newRepository();
    await repository.git('switch', '--quiet', '-c', 'other');
    await repository.commit({ 'a.txt': 'other\n' });
    await repository.git('switch', '--quiet', 'main');
    await repository.commit({ 'a.txt': 'main\n' });
    await expect(repository.git('merge', 'other')).rejects.toThrow('merge');
    const reading = await probe.observe(withDefaults(descriptor, {}), probeContext(repository.folder));
    expect(reading.details?.get('clean')).toBe('not committed: a.txt');
  });

  test('is true with ignored files', async () => {
    const repository = await newRepository();
    await repository.commit({ '.gitignore': 'dist\n' });
    await repository.write({ 'dist/x': '' });
    expect(await look(repository)).toMatchObject({ clean: true });
  });

  test('is not widened by settings of the repository', async () => {
    const repository = await newRepository();
    await repository.git('config', 'status.showUntrackedFiles', 'no');
    await repository.write({ 'new.txt': '' });
    expect(await look(repository)).toMatchObject({ clean: false });
  });
});

describe('a detached HEAD', () => {
  test('takes its branch from the CI system', async () => {
    const repository = await newRepository();
    await repository.git('checkout', '--quiet', '--detach');
    expect(await look(repository, { ciBranch: 'main' })).toMatchObject({ detached: true, branch: 'main' });
    expect(await look(repository)).toMatchObject({ detached: true, branch: unknownWith('HEAD is detached') });
  });

  test('is the only case in which the CI system is believed', async () => {
    expect(await look(await newRepository(), { ciBranch: 'other' })).toMatchObject({ branch: 'main' });
  });
});

describe('the tag of the release', () => {
  test('is peeled to its commit', async () => {
    const repository = await newRepository();
    const first = await repository.git('rev-parse', 'HEAD');
    await repository.git('tag', 'v1.0.0');
    await repository.git('tag', '--annotate', '--message', 'x', 'v1.1.0');
    await repository.git('tag', '--annotate', '--message', 'x', 'v1.2.0', 'v1.1.0');
    await repository.commit({ 'a.txt': 'two\n' });
    const seen = (tag: string) => look(repository, { tag });
    const there = { 'release_tag.exists': true, 'release_tag.commit': first };
    expect(await seen('v1.0.0')).toMatchObject({ ...there, 'release_tag.annotated': false });
    expect(await seen('v1.1.0')).toMatchObject({ ...there, 'release_tag.annotated': true });
    expect(await seen('v1.2.0')).toMatchObject({ ...there, tags: ['v1.0.0', 'v1.1.0', 'v1.2.0'] });
    expect(await seen('v1.3.0')).toMatchObject({ 'release_tag.exists': false });
  });

  test('is unknown where the release has none', async () => {
    expect(await look(await newRepository())).toMatchObject({
      'release_tag.exists': unknownWith('its version is not known'),
    });
  });

  test.each(['--upload-pack=touch x', '-v', 'v1..2', '$(id)'])('may have any name: %s', async (tag) => {
    expect(await look(await newRepository(), { tag, release: { version: tag } })).toMatchObject({
      'release_tag.exists': false,
    });
  });
});

describe('a clone that may lack tags', () => {
  const tag = 'v1.0.0';

  async function tagged(): Promise<TestRepository> {
    const origin = await newRepository();
    await origin.git('tag', '--annotate', '--message', 'x', tag);
    await origin.commit({ 'a.txt': 'two\n' });
    return origin;
  }

  test.each([
    ['shallow', ['--depth=1', '--no-tags'], 'the clone is shallow'],
    ['without tags', ['--no-tags'], 'the clone has no tags'],
  ])('is unknown when %s and the remote does not answer', async (_, options, reason) => {
    const clone = await cloneOf(await tagged(), ...options);
    // `file` is a transport that is never used
    for (const config of [{}, { remote: false }]) {
      expect(await look(clone, { tag }, config)).toMatchObject({
        'release_tag.exists': unknownWith(reason),
        'release_tag.commit': unknownWith(reason),
        tags: unknownWith(reason),
      });
    }
  });

  test('is asked no further where it has the tag itself', async () => {
    const clone = await cloneOf(await tagged(), '--depth=1', `--branch=${tag}`);
    const commit = await clone.git('rev-parse', 'HEAD');
    expect(await look(clone, { tag })).toMatchObject({
      shallow: true,
      detached: true,
      'release_tag.exists': true,
      'release_tag.commit': commit,
      tags: unknownWith('the clone is shallow'),
    });
  });

  test('that does not tell whether it is shallow is not taken for a whole one', async () => {
    const script =
      '#!/bin/sh\ncase "$*" in *--is-shallow-repository*) echo "fatal: odd" >&2; exit 128;; esac\n';
    const bin = await temporaryFolder({ git: `${script}PATH='${process.env['PATH']}' exec git "$@"\n` });
    await chmod(join(bin, 'git'), 0o755);
    const repository = await tagged();
    vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(look(repository, { tag })).rejects.toThrow(new ProbeFailure('odd'));
  });

  test('is believed when it is whole and has tags', async () => {
    const clone = await cloneOf(await tagged());
    expect(await look(clone, { tag: 'v2.0.0' })).toMatchObject({ 'release_tag.exists': false, tags: [tag] });
  });

  test.each([['--depth=1'], ['--no-tags']])('%s: asks a remote that answers', async (option) => {
    const origin = await tagged();
    const clone = await cloneOf(origin, option, '--no-tags');
    await connectBySsh(clone, origin);
    const commit = await origin.git('rev-parse', `${tag}^{}`);
    expect(await look(clone, { tag })).toMatchObject({
      'release_tag.exists': true,
      'release_tag.commit': commit,
      'release_tag.annotated': true,
      tags: [tag],
    });
    expect(await look(clone, { tag: 'v2.0.0' })).toMatchObject({ 'release_tag.exists': false });
    expect(await look(clone, { tag }, { remote: false })).toMatchObject({
      tags: unknownWith('git fetch --tags'),
    });
  });

  test('takes the word of a remote that has no tags either', async () => {
    const origin = await newRepository();
    const clone = await cloneOf(origin);
    await connectBySsh(clone, origin);
    expect(await look(clone, { tag })).toMatchObject({ 'release_tag.exists': false, tags: [] });
  });
});

describe('changed', () => {
  test('starts at the release before', async () => {
    const repository = await newRepository();
    await repository.git('tag', 'v1.0.0');
    await repository.commit({ 'b c.txt': '', 'd/e.txt': '' });
    await repository.git('tag', 'other');
    await repository.commit({ 'f.txt': '' });
    await repository.git('tag', 'v1.1.0');
    expect(await look(repository, { tag: 'v1.1.0', release: { version: 'v1.1.0' } })).toMatchObject({
      changed: ['b c.txt', 'd/e.txt', 'f.txt'],
    });
  });

  test('keeps to the tags of the component', async () => {
    const repository = await newRepository();
    await repository.git('tag', 'v1.0.0-cart');
    await repository.commit({ 'cart.txt': '' });
    await repository.git('tag', 'v7.0.0-pay');
    await repository.commit({ 'pay.txt': '' });
    const release = { tag: 'v1.1.0-cart', release: { version: 'v1.1.0' } };
    expect(await look(repository, release)).toMatchObject({ changed: ['cart.txt', 'pay.txt'] });
  });

  test('starts at `base` where that is given', async () => {
    const repository = await newRepository();
    await repository.git('branch', 'earlier');
    await repository.commit({ 'b.txt': '' });
    expect(await look(repository, {}, { base: 'earlier' })).toMatchObject({ changed: ['b.txt'] });
    for (const base of ['nowhere', '--output=x', ''])
      expect(await look(repository, {}, { base })).toMatchObject({
        changed: unknownWith(`there is no commit \`${base}\``),
      });
  });
});

test('counts what the upstream branch lacks and has', async () => {
  const origin = await newRepository();
  const clone = await cloneOf(origin);
  await clone.commit({ 'b.txt': '' });
  await origin.commit({ 'c.txt': '' });
  await origin.commit({ 'd.txt': '' });
  await clone.git('fetch', '--quiet');
  expect(await look(clone)).toMatchObject({ ahead: 1, behind: 2 });
});

describe('a hostile repository starts nothing', () => {
  type Trap = (repository: TestRepository, program: string) => Promise<unknown>;
  const configure =
    (...settings: readonly (readonly [string, string])[]): Trap =>
    async (repository, program) => {
      for (const [key, value] of settings)
        await repository.git('config', ...[key, value].map((text) => text.replace('PROGRAM', program)));
    };

  test.each<[string, readonly string[], Trap]>([
    ['a file-system monitor', ['status'], configure(['core.fsmonitor', 'PROGRAM'])],
    ['a content filter', ['status'], configure(['filter.evil.clean', 'PROGRAM'])],
    [
      'a content filter that is required',
      ['status'],
      configure(['filter.evil.process', 'PROGRAM'], ['filter.evil.required', 'true']),
    ],
    [
      'a hook',
      ['status'],
      async ({ folder }, program) => {
        await symlink(program, join(folder, '.git/hooks/post-index-change'));
        // Another time than the index knows makes plain git write the index, which calls the hook.
        await utimes(join(folder, 'a.txt'), 1, 1);
      },
    ],
    [
      'a transport',
      ['ls-remote', 'origin'],
      configure(['remote.origin.url', 'ext::PROGRAM'], ['protocol.ext.allow', 'always']),
    ],
    [
      'a transport behind another address',
      ['ls-remote', 'origin'],
      configure(
        ['remote.origin.url', 'https://example.org/x'],
        ['url.ext::PROGRAM .insteadOf', 'https://example.org/'],
        ['protocol.ext.allow', 'always'],
      ),
    ],
    [
      'an SSH client',
      ['ls-remote', 'origin'],
      configure(['remote.origin.url', 'ssh://invalid./x'], ['core.sshCommand', 'PROGRAM']),
    ],
  ])('with %s', async (_, bait, setTrap) => {
    const repository = await newRepository();
    await repository.commit({ '.gitattributes': '* filter=evil\n', 'b.txt': 'b\n' });
    const sprung = join(await temporaryFolder(), 'sprung');
    const program = join(await temporaryFolder({ trap: `#!/bin/sh\ntouch ${sprung}\n` }), 'trap');
    await chmod(program, 0o755);
    await setTrap(repository, program);
    await repository.write({ 'b.txt': 'c\n' });

    expect(await look(repository, { tag: 'v1.0.0' })).toMatchObject({ clean: false });
    expect(existsSync(sprung)).toBe(false);
    // git by itself would have stepped into it
    await repository.git(...bait).catch(() => undefined);
    expect(existsSync(sprung)).toBe(true);
  });
});

test('the end of the run ends git', async () => {
  const { folder } = await newRepository();
  const reason = new Error('cancelled');
  await expect(
    probe.observe(withDefaults(descriptor, {}), probeContext(folder, { signal: AbortSignal.abort(reason) })),
  ).rejects.toBe(reason);
});

test('without git nothing is known', async () => {
  const { folder } = await newRepository();
  vi.stubEnv('PATH', '/nowhere');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await expect(look({ folder })).rejects.toThrow('there is no program `git` in PATH');
});
