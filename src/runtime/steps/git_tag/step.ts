/** Tags the commit of a release. */
import { isUnknown } from '../../../plan/value.ts';
import { StepFailure } from '../../failure.ts';
import { textOf } from '../../host/config.ts';
import { failingAs } from '../../host/failures.ts';
import { remoteTags } from '../../host/git-tags.ts';
import { gitComplaint, openGit, type Git, type GitCall } from '../../host/git.ts';
import type { ResolvedRecord, Step, StepContext, StepOutcome } from '../../ports/index.ts';

const PUSH_TIMEOUT_MS = 60_000;

/** Who tags where git knows nobody, as in most CI jobs. */
const fallbackIdentity = ['-c', 'user.name=Release Sentinel', '-c', 'user.email=release-sentinel@localhost'];

export const step: Step = {
  perform: (config, context) => failingAs(StepFailure, () => tagRelease(config, context)),
};

/** Nothing is changed before everything that could refuse has been asked. */
async function tagRelease(config: ResolvedRecord, context: StepContext): Promise<StepOutcome> {
  const git = await openGit(context.root, context.signal);
  const tag = await tagName(git, config, context);
  const commit = await commitToTag(git, config, context);
  const remote = textOf(config, 'push');

  const isHere = isAt(tag, await commitOf(git, `refs/tags/${tag}`), commit, 'here');
  const isPushed =
    remote === undefined || isAt(tag, await remoteCommit(git, remote, tag), commit, `on ${remote}`);
  if (!isHere) await createTag(git, tag, commit, textOf(config, 'message') ?? `Release ${tag}`);
  if (!isPushed) await pushTag(git, remote, tag);

  const did = [...(isHere ? [] : ['created']), ...(isPushed ? [] : ['pushed'])];
  const place = `tag ${tag} at ${short(commit)}`;
  return did.length === 0
    ? { result: 'already', text: `${place} is there` }
    : { result: 'done', text: `${did.join(' and ')} ${place}` };
}

async function tagName(git: Git, config: ResolvedRecord, context: StepContext): Promise<string> {
  const tag = textOf(config, 'tag') ?? context.tag;
  if (tag === undefined) throw new StepFailure('the release has no tag, because its version is not known');
  const { exitCode } = await git.run(['check-ref-format', `refs/tags/${tag}`]);
  if (exitCode !== 0 || tag.startsWith('-')) throw new StepFailure(`\`${tag}\` cannot be the name of a tag`);
  return tag;
}

async function commitToTag(git: Git, config: ResolvedRecord, context: StepContext): Promise<string> {
  const wanted = textOf(config, 'commit') ?? context.release['commit'];
  if (typeof wanted !== 'string') throw new StepFailure('the commit of the release is not known');
  const commit = await commitOf(git, wanted);
  if (commit === undefined) throw new StepFailure(`there is no commit \`${wanted}\` in this clone`);
  return commit;
}

async function commitOf(git: Git, name: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { exitCode, stdout } = await git.run(args);
  return exitCode === 0 ? stdout.trim() : undefined;
}

async function remoteCommit(git: Git, remote: string, tag: string): Promise<string | undefined> {
  const tags = await remoteTags(git, remote);
  if (isUnknown(tags)) throw new StepFailure(tags.reason);
  return tags.get(tag)?.commit;
}

/** Whether the tag is there. One at another commit is never moved. */
function isAt(tag: string, found: string | undefined, commit: string, place: string): boolean {
  if (found !== undefined && found !== commit)
    throw new StepFailure(`the tag \`${tag}\` ${place} is at ${short(found)}, not at ${short(commit)}`);
  return found !== undefined;
}

async function createTag(git: Git, tag: string, commit: string, message: string): Promise<void> {
  await runOrFail(git, [
    ...(git.hasIdentity ? [] : fallbackIdentity),
    'tag',
    '--annotate',
    '--no-sign',
    '--cleanup=whitespace',
    `--message=${message}`,
    '--end-of-options',
    tag,
    commit,
  ]);
}

async function pushTag(git: Git, remote: string, tag: string): Promise<void> {
  const ref = `refs/tags/${tag}:refs/tags/${tag}`;
  await runOrFail(git, ['push', '--quiet', '--no-signed', '--no-verify', '--end-of-options', remote, ref], {
    network: true,
    timeout: PUSH_TIMEOUT_MS,
  });
}

async function runOrFail(git: Git, args: readonly string[], call?: GitCall): Promise<void> {
  const result = await git.run(args, call);
  if (result.exitCode !== 0) throw new StepFailure(gitComplaint(result));
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
