/** The few things that the application itself asks git. */
import { openGit } from '../runtime/host/git.ts';
import { CommandFailure } from '../runtime/host/process.ts';

export interface Head {
  readonly commit: string;
  /** Names of the tags that point at it. */
  readonly tags: readonly string[];
}

/** The outputs of git commands in a directory; undefined for one that fails, and for all where git cannot be run. */
export async function askGit(
  directory: string,
  commands: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<readonly (string | undefined)[]> {
  try {
    const git = await openGit(directory, signal);
    const results = await Promise.all(commands.map((command) => git.run(command)));
    return results.map(({ exitCode, stdout }) => (exitCode === 0 ? stdout.trim() : undefined));
  } catch (error) {
    if (error instanceof CommandFailure) return commands.map(() => undefined);
    throw error;
  }
}

/** The commit at HEAD with its tags; undefined outside of a repository and before its first commit. */
export async function headOf(directory: string, signal: AbortSignal): Promise<Head | undefined> {
  const [commit, tags] = await askGit(
    directory,
    [
      ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
      ['for-each-ref', '--points-at=HEAD', '--format=%(refname:strip=2)', 'refs/tags'],
    ],
    signal,
  );
  if (commit === undefined) return undefined;
  return { commit, tags: tags ? tags.split('\n') : [] };
}
