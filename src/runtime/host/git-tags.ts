/** The tags of a repository: those of the clone, or of its remote where the clone does not have them all. */
import { unknown, type Known } from '../../plan/value.ts';
import { gitComplaint, type Git } from './git.ts';
import { CommandFailure } from './process.ts';

export interface Tag {
  /** The commit that it points at in the end. */
  readonly commit: string;
  readonly annotated: boolean;
}

export type Tags = ReadonlyMap<string, Tag>;

const REMOTE_TIMEOUT_MS = 5000;
const format = ['%(refname:strip=2)', '%(objecttype)', '%(objectname)', '%(*objecttype)', '%(*objectname)'];

export async function localTags(git: Git): Promise<Tags> {
  const result = await git.run(['for-each-ref', `--format=${format.join('%00')}`, 'refs/tags']);
  if (result.exitCode !== 0) throw new CommandFailure(gitComplaint(result));
  const tags = new Map<string, Tag>();
  for (const line of result.stdout.split('\n')) {
    const [name, type, object, innerType, inner] = line.split('\0');
    if (name === undefined || object === undefined) continue;
    const annotated = type === 'tag';
    const direct = annotated ? inner : object;
    tags.set(name, { annotated, commit: (innerType === 'tag' && (await peel(git, name))) || (direct ?? '') });
  }
  return tags;
}

/** A tag of a tag, which `for-each-ref` peels once only. */
async function peel(git: Git, name: string): Promise<string> {
  const result = await git.run(['rev-parse', '--verify', `refs/tags/${name}^{}`]);
  if (result.exitCode !== 0) throw new CommandFailure(gitComplaint(result));
  return result.stdout.trim();
}

/** Unknown, with the reason, where the remote does not answer. */
export async function remoteTags(git: Git, remote: string): Promise<Known<Tags>> {
  let result;
  try {
    result = await git.run(['ls-remote', '--tags', '--quiet', '--end-of-options', remote], {
      network: true,
      timeout: REMOTE_TIMEOUT_MS,
    });
  } catch (error) {
    if (error instanceof CommandFailure)
      return unknown(`the remote \`${remote}\` does not answer: ${error.message}`);
    throw error;
  }
  if (result.exitCode !== 0)
    return unknown(`the remote \`${remote}\` does not answer: ${gitComplaint(result)}`);
  return parseRemoteTags(result.stdout);
}

/** Lines `id TAB refs/tags/name`; that of an annotated tag is followed by one with `^{}` and the commit. */
function parseRemoteTags(output: string): Tags {
  const tags = new Map<string, Tag>();
  for (const line of output.split('\n')) {
    const match = /^([0-9a-f]+)\trefs\/tags\/(.+?)(\^\{\})?$/u.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined)
      tags.set(match[2], { commit: match[1], annotated: match[3] !== undefined });
  }
  return tags;
}
