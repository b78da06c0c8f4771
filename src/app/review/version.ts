/**
 * One version of a policy under review: a file, a compiled plan, or a revision of the repository. It is data: nothing of it
 * is run, and nothing outside of its repository is read.
 */
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { readRelative } from './confined.ts';
import type { Host } from '../host.ts';
import { repositoryOf, treeOf } from '../policy/loader.ts';
import { shownPath } from '../paths.ts';
import { LARGEST_POLICY } from '../read-file.ts';
import { refuse } from '../refusal.ts';
import { GitTree } from './git-tree.ts';

export interface PolicyVersion {
  /** As people know it: `main`, `sentinel.yaml`. */
  readonly name: string;
  /** The policy's file, as it stands in findings. */
  readonly file: string;
  readonly text: string;
  /** Another file of the same version, beside the policy; undefined where there is none. */
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
  if (!isPlan) return { name, file: name, text, read };
  return { name, ...sourceOf(text, name), read };
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

const usualNames = ['sentinel.yaml', 'sentinel.yml', 'sentinel.sntl'];

/** `path`: the policy's, absolute; absent: the nearest here or above. */
export async function revisionVersion(
  revision: string,
  path: string | undefined,
  host: Host,
  signal: AbortSignal,
): Promise<PolicyVersion> {
  const root = repositoryOf(host.cwd);
  if (root === undefined)
    refuse('SEN2010', `\`${revision}\` is no file, and this is no git repository`, {
      help: 'name files, such as `review old.yaml new.yaml`, or run it in a repository',
    });
  const tree = await GitTree.open(root, revision, signal);
  const wanted = path === undefined ? nearest(root, host.cwd) : [within(root, path)];
  const found = await tree.firstOf(wanted);
  if (found === undefined)
    refuse('SEN2010', `there is no \`${wanted[0] ?? ''}\` in \`${revision}\``, {
      help: `\`--policy FILE\` names the policy; one that had another name there is compared as a file: \`git show ${revision}:OLD > old.yaml\`, then \`sentinel review old.yaml NEW\`; a new one has nothing to be compared with`,
    });
  const text = await tree.text(found, LARGEST_POLICY);
  if (text === undefined) refuse('SEN2011', `\`${found}\` in \`${revision}\` is not a regular file`);
  return {
    name: revision,
    file: found,
    text,
    read: async (other) => {
      const beside = posix.join(posix.dirname(found), other);
      return beside.startsWith('../') || posix.isAbsolute(other)
        ? undefined
        : tree.text(beside, LARGEST_POLICY);
    },
  };
}

function nearest(root: string, cwd: string): readonly string[] {
  const paths: string[] = [];
  for (let directory = cwd; ; directory = dirname(directory)) {
    paths.push(...usualNames.map((name) => within(root, join(directory, name))));
    if (directory === root || directory === dirname(directory)) return paths;
  }
}

/** From the root of the repository, as git writes it. */
function within(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
