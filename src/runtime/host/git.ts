/**
 * git, run so that a repository cannot make it do anything: no hooks, no file-system monitor, no content filters of the
 * repository's own, no transport but HTTPS and SSH, no prompts, no locks that could be left out. Of the user's own
 * configuration only what concerns access and identity is let through.
 */
import type { CommandResult } from '../ports/index.ts';
import { childEnvironment, inheritedVariables } from './environment.ts';
import { CommandFailure, runCommand } from './process.ts';

export interface GitCall {
  /** May speak to a remote. */
  readonly network?: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
}

export interface Git {
  /** Runs one git command. Throws `CommandFailure` if it cannot be run or prints more than 16 MiB. */
  run(args: readonly string[], call?: GitCall): Promise<CommandResult>;
  /** The names of the remotes that are configured. */
  readonly remotes: readonly string[];
  /** A name and an address are configured for commits and tags. */
  readonly hasIdentity: boolean;
}

type Setting = readonly [key: string, value: string];

const LOCAL_TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 16 * 1024 ** 2;
const SSH_COMMAND = 'ssh -oBatchMode=yes -oConnectTimeout=4';

const hardening: readonly Setting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['submodule.recurse', 'false'],
  // Empties the list of helpers that the repository names.
  ['credential.helper', ''],
];

/** git in a directory, which need not lie in a repository. */
export async function openGit(directory: string, signal: AbortSignal): Promise<Git> {
  const run = (settings: readonly Setting[], args: readonly string[], call: GitCall = {}) =>
    runGit(directory, signal, settings, args, call);

  const [user, version] = await Promise.all([userSettings(signal), run([], ['--version'])]);
  requireVersion(version.stdout);
  const trusted = user.filter(([key]) => key === 'safe.directory');
  const own = readSettings(
    await run([...hardening, ...trusted], ['config', '--null', '--get-regexp', '^(user|filter|remote)\\.']),
  );
  const ownKeys = new Set(own.map(([key]) => key));
  const settings = [
    ...hardening,
    ...own.flatMap(withoutFilter),
    ...user.filter(([key]) => !(key.startsWith('user.') && ownKeys.has(key))),
  ];
  const identity = new Set([...ownKeys, ...user.map(([key]) => key)]);
  return {
    run: (args, call) => run(settings, args, call),
    remotes: [...ownKeys].flatMap((key) => /^remote\.(.+)\.url$/u.exec(key)?.[1] ?? []),
    hasIdentity: identity.has('user.name') && identity.has('user.email'),
  };
}

/**
 * HEAD and all tags, with the commits that annotated ones point at: `git show-ref`. Reading refs runs nothing that a
 * repository could configure, so this one command needs no look at its configuration first.
 */
export function showRefs(directory: string, signal: AbortSignal): Promise<CommandResult> {
  return runCommand('git', ['show-ref', '--head', '--tags', '--dereference'], {
    cwd: directory,
    env: userEnvironment({ GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1' }),
    timeout: LOCAL_TIMEOUT_MS,
    signal,
    maxOutput: MAX_OUTPUT_BYTES,
  });
}

/** The first line that git complained with, without its `fatal:`. */
export function gitComplaint(result: CommandResult): string {
  const line = result.stderr.split('\n', 1)[0] ?? '';
  return line.replace(/^(?:fatal|error): /u, '') || `git ended with exit code ${result.exitCode}`;
}

/** An older git does not know the variables that make it safe, and would pass over them without a word. */
function requireVersion(text: string): void {
  const [, major = 0, minor = 0] = /([0-9]+)\.([0-9]+)/u.exec(text)?.map(Number) ?? [];
  if (major < 2 || (major === 2 && minor < 32))
    throw new CommandFailure(`git 2.32 or later is needed, and this is \`${text.trim()}\``);
}

/**
 * What the user has configured outside of any repository: trusted directories, who they are, how they are let in, and
 * Git LFS, whose filter says what a large file really holds.
 */
async function userSettings(signal: AbortSignal): Promise<readonly Setting[]> {
  const env = userEnvironment({ GIT_DIR: '/dev/null' });
  const pattern = '^(safe\\.directory|user\\.(name|email)|credential\\..*|filter\\.lfs\\..*)$';
  return readSettings(
    await runCommand('git', ['config', '--null', '--get-regexp', pattern], {
      cwd: '/',
      env,
      timeout: LOCAL_TIMEOUT_MS,
      signal,
      maxOutput: MAX_OUTPUT_BYTES,
    }),
  );
}

/** In which git finds the user's configuration. */
function userEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const configuration = Object.keys(process.env).filter((name) => name.startsWith('GIT_CONFIG_'));
  return childEnvironment({ ...inheritedVariables([...configuration, 'XDG_CONFIG_HOME']), ...extra });
}

/** What `git lfs install --local` writes. */
const lfsFilters = new Set(['git-lfs clean -- %f', 'git-lfs smudge -- %f', 'git-lfs filter-process']);

/** A program that the repository wants its files piped through is not run. */
function withoutFilter([key, value]: Setting): readonly Setting[] {
  if (!/^filter\..+\.(?:clean|smudge|process|required)$/u.test(key) || lfsFilters.has(value)) return [];
  return [[key, key.endsWith('.required') ? 'false' : '']];
}

async function runGit(
  directory: string,
  signal: AbortSignal,
  settings: readonly Setting[],
  args: readonly string[],
  call: GitCall,
): Promise<CommandResult> {
  const result = await runCommand('git', args, {
    cwd: directory,
    env: {
      ...childEnvironment(),
      ...(call.network && { GIT_SSH_COMMAND: SSH_COMMAND, ...inheritedVariables(['SSH_AUTH_SOCK']) }),
      ...settingVariables(settings),
      LC_ALL: 'C',
      // A list, which no `protocol.ext.allow` of the repository extends.
      GIT_ALLOW_PROTOCOL: call.network ? 'https:ssh' : '',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_LAZY_FETCH: '1',
    },
    timeout: call.timeout ?? LOCAL_TIMEOUT_MS,
    signal,
    maxOutput: MAX_OUTPUT_BYTES,
  });
  if (result.truncated) throw new CommandFailure(`\`git ${args[0]}\` printed more than can be read`);
  return result;
}

/** Settings go by the environment: no quoting, and they hold in submodules too. */
function settingVariables(settings: readonly Setting[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}

/** The output of `git config --null --get-regexp`; a key without a value is true. */
function readSettings(result: CommandResult): readonly Setting[] {
  return result.stdout
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    });
}
