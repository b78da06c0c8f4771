/** What lies in a directory that a first policy can be made of. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseVersion } from '../../plan/operations/semver.ts';
import { askGit } from '../release/git.ts';

export interface Surroundings {
  /** Of the package, else of the directory. */
  readonly name: string;
  readonly git?: {
    readonly branch: string;
    readonly tags: number;
    /** Release tags begin with `v`; so they do where there are none yet. */
    readonly vTags: boolean;
    /** The highest version among the tags. */
    readonly latest?: string;
  };
  readonly ci: readonly string[];
  /** By the files that name the version, the version. */
  readonly versionFiles: ReadonlyMap<string, string>;
  readonly changelog?: string;
  /** Configuration or socket of HAProxy. */
  readonly haproxy?: string;
}

const ciFiles: readonly (readonly [path: string, name: string])[] = [
  ['.github/workflows', 'GitHub Actions'],
  ['.gitlab-ci.yml', 'GitLab CI'],
  ['azure-pipelines.yml', 'Azure Pipelines'],
  ['.circleci/config.yml', 'CircleCI'],
  ['.buildkite', 'Buildkite'],
  ['Jenkinsfile', 'Jenkins'],
];
const packageFiles: readonly (readonly [file: string, version: RegExp])[] = [
  ['package.json', /"version"\s*:\s*"([^"]*)"/u],
  ['Cargo.toml', /^\s*version\s*=\s*"([^"]*)"/mu],
  ['pyproject.toml', /^\s*version\s*=\s*"([^"]*)"/mu],
];
const changelogs = ['CHANGELOG.md', 'CHANGES.md', 'HISTORY.md'];
const haproxyPlaces = ['haproxy.cfg', '/etc/haproxy/haproxy.cfg', '/run/haproxy/admin.sock'];

export async function lookAround(directory: string, signal: AbortSignal): Promise<Surroundings> {
  const here = (path: string) => exists(join(directory, path));
  const [git, ci, versionFiles, changelog, haproxy, name] = await Promise.all([
    lookAtGit(directory, signal),
    filter(ciFiles, ([path]) => here(path)),
    lookAtVersions(directory),
    filter(changelogs, here),
    filter(haproxyPlaces, (path) => (path.startsWith('/') ? exists(path) : here(path))),
    packageName(directory),
  ]);
  return {
    name: name ?? basename(directory),
    ...(git && { git }),
    ci: ci.map(([, system]) => system),
    versionFiles,
    ...(changelog[0] !== undefined && { changelog: changelog[0] }),
    ...(haproxy[0] !== undefined && { haproxy: haproxy[0] }),
  };
}

async function lookAtGit(directory: string, signal: AbortSignal): Promise<Surroundings['git']> {
  const [inside, head, main, tags] = await askGit(
    directory,
    [
      ['rev-parse', '--is-inside-work-tree'],
      ['symbolic-ref', '--quiet', '--short', 'HEAD'],
      ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'],
      ['for-each-ref', '--sort=-version:refname', '--format=%(refname:strip=2)', 'refs/tags'],
    ],
    signal,
  );
  if (inside !== 'true') return undefined;
  const names = tags ? tags.split('\n') : [];
  const latest = names.find((tag) => parseVersion(tag));
  return {
    branch: main?.replace(/^origin\//u, '') ?? head ?? 'main',
    tags: names.length,
    vTags: latest?.startsWith('v') ?? true,
    ...(latest !== undefined && { latest }),
  };
}

async function lookAtVersions(directory: string): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    packageFiles.map(async ([file, shape]) => {
      const [, version] = shape.exec((await textOf(join(directory, file))) ?? '') ?? [];
      return version === undefined ? [] : [[file, version] as const];
    }),
  );
  return new Map(found.flat());
}

/** The name in `package.json` without its scope. */
async function packageName(directory: string): Promise<string | undefined> {
  const name = /"name"\s*:\s*"(?:@[^/"]+\/)?([^"]+)"/u.exec(
    (await textOf(join(directory, 'package.json'))) ?? '',
  );
  return name?.[1];
}

async function filter<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept = await Promise.all(items.map(holds));
  return items.filter((_, index) => kept[index]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    // Whatever cannot be looked at is no reason for a gate.
    () => false,
  );
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** A sentence for each thing that was seen. */
export function describe(seen: Surroundings): readonly string[] {
  const { git, ci, versionFiles, changelog, haproxy } = seen;
  return [
    git
      ? `a git repository with ${git.tags === 1 ? 'one tag' : `${git.tags} tags`}, released from \`${git.branch}\``
      : 'no git repository',
    ...ci.map((system) => `continuous integration by ${system}`),
    ...[...versionFiles.keys()].map((file) => `a version in \`${file}\``),
    ...(changelog === undefined ? [] : [`a changelog, \`${changelog}\``]),
    ...(haproxy === undefined ? [] : [`HAProxy, \`${haproxy}\``]),
  ];
}
