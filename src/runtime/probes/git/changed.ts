/** Files that changed since the release before this one. */
import { isUnknown, unknown, type Known } from '../../../plan/value.ts';
import { gitComplaint, type Git } from '../../host/git.ts';
import { CommandFailure } from '../../host/process.ts';

export interface ChangedQuestion {
  /** What the policy compares with. */
  readonly base?: string;
  /** The tag of the release and the version in it, which show how earlier tags look. */
  readonly tag?: string;
  readonly version?: string;
}

/** Paths from the top of the repository, sorted as git does. */
export async function changedFiles(git: Git, question: ChangedQuestion): Promise<Known<readonly string[]>> {
  const base =
    question.base === undefined ? await previousTag(git, question) : await resolveCommit(git, question.base);
  if (isUnknown(base)) return base;
  const result = await git.run([
    'diff-tree',
    '-r',
    '-z',
    '--name-only',
    '--no-renames',
    '--end-of-options',
    base,
    'HEAD',
  ]);
  if (result.exitCode !== 0) throw new CommandFailure(gitComplaint(result));
  return result.stdout.split('\0').filter((path) => path !== '');
}

async function resolveCommit(git: Git, name: string): Promise<Known<string>> {
  const result = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return result.exitCode === 0
    ? result.stdout.trim()
    : unknown(`there is no commit \`${name}\` in this clone`);
}

async function previousTag(git: Git, { tag, version }: ChangedQuestion): Promise<Known<string>> {
  const result = await git.run([
    'describe',
    '--tags',
    '--abbrev=0',
    ...(tag === undefined ? [] : [`--exclude=${tag}`, ...likeTag(tag, version)]),
    'HEAD',
  ]);
  return result.exitCode === 0
    ? `refs/tags/${result.stdout.trim()}`
    : unknown('no earlier release tag is in this clone; `base` can say what to compare with');
}

/** With `v1.2.3-cart` for 1.2.3, an earlier tag is one of `v*-cart`. */
function likeTag(tag: string, version: string | undefined): readonly string[] {
  const bare = version?.replace(/^v/u, '') ?? '';
  return bare !== '' && tag.includes(bare) ? [`--match=${tag.replace(bare, '*')}`] : [];
}
