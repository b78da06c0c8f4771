/** The few things that the application itself asks git. Nothing of the repository's configuration runs. */
import { childEnvironment } from '../runtime/host/environment.ts';
import { CommandFailure, runCommand } from '../runtime/host/process.ts';

export interface Head {
  readonly commit: string;
  /** Names of the tags that point at it. */
  readonly tags: readonly string[];
}

const quiet = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

/** The output of a git command in `directory`; undefined where git is missing, fails, or this is no repository. */
export async function git(
  directory: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const result = await runCommand('git', [...quiet, ...args], {
      cwd: directory,
      env: childEnvironment({ GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' }),
      timeout: 5000,
      maxOutput: 1024 ** 2,
      ...(signal && { signal }),
    });
    return result.exitCode === 0 ? result.stdout.trim() : undefined;
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

/** The commit at HEAD with its tags; undefined outside of a repository and before its first commit. */
export async function headOf(directory: string, signal?: AbortSignal): Promise<Head | undefined> {
  const [commit, tags] = await Promise.all([
    git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], signal),
    git(directory, ['for-each-ref', '--points-at=HEAD', '--format=%(refname:strip=2)', 'refs/tags'], signal),
  ]);
  if (commit === undefined) return undefined;
  return { commit, tags: tags ? tags.split('\n') : [] };
}
