/** The state of a repository, in a handful of git processes that run side by side. */
import { isUnknown, unknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { booleanOf, requiredTextOf, textOf } from '../../host/config.ts';
import { confine } from '../../host/files.ts';
import { gitComplaint, openGit, type Git } from '../../host/git.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';
import { changedFiles } from './changed.ts';
import { descriptor } from './descriptor.ts';
import { parseStatus, statusArguments, type Status } from './status.ts';
import { localTags, remoteTags, type Tag, type Tags } from '../../host/git-tags.ts';

export const probe: Probe = {
  async observe(config, context) {
    const path = requiredTextOf(config, 'path');
    const directory = await confine(context.root, path);
    if (directory === undefined) throw new ProbeFailure(`there is no directory \`${path}\``);
    return await observeRepository(await openGit(directory, context.signal), config, context);
  },
};

async function observeRepository(git: Git, config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const [statusResult, shallowResult] = await Promise.all([
    git.run(statusArguments),
    git.run(['rev-parse', '--is-shallow-repository']),
  ]);
  if (/not a git repository|must be run in a work tree/u.test(statusResult.stderr)) return outside();
  // A clone that does not tell whether it is shallow is not taken for a whole one.
  for (const result of [statusResult, shallowResult])
    if (result.exitCode !== 0) throw new ProbeFailure(gitComplaint(result));

  const status = parseStatus(statusResult.stdout);
  const shallow = shallowResult.stdout.trim() === 'true';
  const mayAsk = booleanOf(config, 'remote') === true;
  const base = textOf(config, 'base');
  const version = context.release['version'];
  const [tags, changed] = await Promise.all([
    gatherTags(git, status, shallow, mayAsk),
    status.commit === undefined
      ? unknown('there is no commit yet')
      : changedFiles(git, {
          ...(base !== undefined && { base }),
          ...(context.tag !== undefined && { tag: context.tag }),
          ...(typeof version === 'string' && { version }),
        }),
  ]);
  const fields = new Map<string, Known<Value>>([
    ['inside', true],
    ['clean', status.dirty.length === 0],
    ['branch', branchOf(status, context)],
    ['detached', status.branch === undefined],
    ['commit', status.commit ?? unknown('there is no commit yet')],
    ['tags', isUnknown(tags.all) ? tags.all : [...tags.all.keys()].sort()],
    ...releaseTagFields(tags, context.tag),
    ['changed', changed],
    ['ahead', status.ahead ?? unknown('the branch has no upstream')],
    ['behind', status.behind ?? unknown('the branch has no upstream')],
    ['shallow', shallow],
  ]);
  return {
    fields,
    ...(status.dirty.length > 0 && { details: new Map([['clean', dirtyDetail(status.dirty)]]) }),
  };
}

function outside(): Reading {
  const fields = new Map<string, Known<Value>>(
    Object.keys(descriptor.fields).map((name) => [
      name,
      unknown('not inside the work tree of a git repository'),
    ]),
  );
  return { fields: fields.set('inside', false) };
}

function branchOf(status: Status, context: ProbeContext): Known<string> {
  return status.branch ?? context.ciBranch ?? unknown('HEAD is detached, and no CI system names the branch');
}

interface GatheredTags {
  /** Those of the clone, which may be a part. */
  readonly here: Tags;
  readonly all: Known<Tags>;
}

/** A clone is taken at its word if it has its whole history and either some tags or no remote that could have some. */
async function gatherTags(
  git: Git,
  status: Status,
  shallow: boolean,
  mayAsk: boolean,
): Promise<GatheredTags> {
  const here = await localTags(git);
  const remote = remoteOf(git, status);
  if (!shallow && (here.size > 0 || remote === undefined)) return { here, all: here };
  const lacking = shallow ? 'the clone is shallow' : 'the clone has no tags';
  if (!mayAsk || remote === undefined)
    return { here, all: unknown(`${lacking}: \`git fetch --tags\` gets them`) };
  const there = await remoteTags(git, remote);
  if (isUnknown(there)) return { here, all: unknown(`${lacking}, and ${there.reason}`) };
  return { here, all: new Map([...there, ...here]) };
}

/** The remote of the upstream branch, else `origin`, else the first. */
function remoteOf(git: Git, status: Status): string | undefined {
  return (
    git.remotes.find((name) => status.upstream?.startsWith(`${name}/`)) ??
    git.remotes.find((name) => name === 'origin') ??
    git.remotes[0]
  );
}

function releaseTagFields(tags: GatheredTags, name: string | undefined): [string, Known<Value>][] {
  const tag = releaseTag(tags, name);
  return [
    ['release_tag.exists', isUnknown(tag) ? tag : tag !== undefined],
    ['release_tag.commit', isUnknown(tag) ? tag : (tag?.commit ?? unknown(`there is no tag \`${name}\``))],
    [
      'release_tag.annotated',
      isUnknown(tag) ? tag : (tag?.annotated ?? unknown(`there is no tag \`${name}\``)),
    ],
  ];
}

function releaseTag(tags: GatheredTags, name: string | undefined): Known<Tag | undefined> {
  if (name === undefined) return unknown('the release has no tag, because its version is not known');
  return tags.here.get(name) ?? (isUnknown(tags.all) ? tags.all : tags.all.get(name));
}

function dirtyDetail(dirty: readonly string[]): string {
  const shown = dirty.slice(0, 3).join(', ');
  const rest = dirty.length - 3;
  return `not committed: ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}
