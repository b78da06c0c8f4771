/**
 * One version of a policy under review: a file, a compiled plan, or a revision of the repository. It is data: nothing of it
 * is run, and nothing outside of its repository is read.
 */
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { readRelative } from './confined.ts';
import type { Host } from '../host.ts';
import { repositoryOf, treeOf } from '../policy/loader.ts';
import { shownPath } from '../paths.ts';
import { LARGEST_POLICY } from '../read-file.ts';
import { refuse } from '../refusal.ts';
import { GitTree } from './git-tree.ts';
import { predecessorOf, usualPlaces } from './predecessor.ts';

export interface PolicyVersion {
  /** As people know it: `main`, `sentinel.yaml`. */
  readonly name: string;
  /** The policy's file, as it stands in findings. */
  readonly file: string;
  readonly text: string;
  /** From the root of the repository; absent for a plan, and for what lies in no repository. */
  readonly path?: string;
  /** Another file of the same version, named from the policy's directory; undefined where there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** What ends so is a file; everything else is a revision, also where the head of a review brings a file of that name. */
const fileEnding = /\.(?:ya?ml|sntl|json)$/u;

export function isFile(operand: string): boolean {
  return fileEnding.test(operand);
}

/** The most that a compiled plan may hold. */
const LARGEST_PLAN = 16 * 1024 ** 2;

export async function fileVersion(operand: string, host: Host): Promise<PolicyVersion> {
  const path = resolve(host.cwd, operand);
  const name = shownPath(host.cwd, path);
  const isPlan = path.endsWith('.json');
  const root = treeOf(dirname(path));
  const text = await readRelative(root, relative(root, path), isPlan ? LARGEST_PLAN : LARGEST_POLICY);
  if (text === undefined) refuse('SEN2011', `there is no file \`${name}\``);
  const read = (other: string) =>
    readRelative(root, relative(root, resolve(dirname(path), other)), LARGEST_POLICY);
  if (isPlan) return { name, ...sourceOf(text, name), read };
  const isKept = repositoryOf(dirname(path)) !== undefined;
  return { name, file: name, text, read, ...(isKept && { path: within(root, path) }) };
}

/** A plan holds the text that it was made from, which is compiled again: a plan of another's making is not believed. */
function sourceOf(json: string, name: string): { readonly file: string; readonly text: string } {
  const [entry] = Object.entries(sourcesIn(json) ?? {});
  if (entry && typeof entry[1] === 'string') return { file: entry[0], text: entry[1] };
  refuse('SEN2011', `\`${name}\` is no compiled plan`, { help: '`sentinel compile` prints one' });
}

function sourcesIn(json: string): object | undefined {
  try {
    const { sources } = JSON.parse(json) as { readonly sources?: unknown };
    return typeof sources === 'object' && sources !== null ? sources : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `path`: the policy's, absolute; absent: the nearest here or above. */
export async function revisionVersion(
  revision: string,
  path: string | undefined,
  host: Host,
  signal: AbortSignal,
): Promise<PolicyVersion> {
  const { tree, wanted } = await searched(revision, path, host, signal);
  const found = await tree.firstOf(wanted);
  return found === undefined ? notThere(revision, wanted) : versionIn(tree, found, revision);
}

/** What the head is compared with. Undefined where the policy is new: where there was none whose place it takes. */
export async function baseVersion(
  revision: string,
  path: string | undefined,
  head: PolicyVersion,
  host: Host,
  signal: AbortSignal,
): Promise<PolicyVersion | undefined> {
  const { tree, wanted } = await searched(revision, path, host, signal);
  const found = await tree.firstOf(wanted);
  if (found !== undefined) return versionIn(tree, found, revision);
  if (head.path === undefined) return notThere(revision, wanted);
  const former = await predecessorOf({ ...head, path: head.path }, tree, wanted);
  return former === undefined ? undefined : versionIn(tree, former, `${revision}:${former}`);
}

/** `wanted`: where the policy may lie in the revision, from the root of the repository. */
async function searched(revision: string, path: string | undefined, { cwd }: Host, signal: AbortSignal) {
  const root = repositoryOf(cwd);
  if (root === undefined)
    refuse('SEN2010', `\`${revision}\` is no file, and this is no git repository`, {
      help: 'name files, such as `review old.yaml new.yaml`, or run it in a repository',
    });
  const wanted = path === undefined ? usualPlaces(within(root, cwd)) : [within(root, path)];
  return { tree: await GitTree.open(root, revision, signal), wanted };
}

function notThere(revision: string, [place = '']: readonly string[]): never {
  refuse('SEN2010', `there is no \`${place}\` in \`${revision}\``, {
    help: '`--policy FILE` names the policy',
  });
}

async function versionIn(tree: GitTree, path: string, name: string): Promise<PolicyVersion> {
  const text = await tree.text(path, LARGEST_POLICY);
  if (text === undefined) refuse('SEN2011', `\`${path}\` in \`${tree.revision}\` is not a regular file`);
  return {
    name,
    file: path,
    text,
    path,
    read: async (other) => {
      const beside = posix.join(posix.dirname(path), other);
      return beside.startsWith('../') || posix.isAbsolute(other)
        ? undefined
        : tree.text(beside, LARGEST_POLICY);
    },
  };
}

/** From the root of the repository, as git writes it. */
function within(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
