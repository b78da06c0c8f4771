/** The few things that the application itself asks git. */
import { openGit, showRefs } from '../../runtime/host/git.ts';
import { CommandFailure } from '../../runtime/host/process.ts';

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
  const refs = await refsOf(directory, signal);
  const commit = refs.find(([, name]) => name === 'HEAD')?.[0];
  if (commit === undefined) return undefined;
  // An annotated tag stands there twice; the line that ends with `^{}` has the commit.
  const tags = refs.flatMap(([id, name]) =>
    id === commit && name.startsWith('refs/tags/')
      ? name.slice('refs/tags/'.length).replace(/\^\{\}$/u, '')
      : [],
  );
  return { commit, tags };
}

async function refsOf(
  directory: string,
  signal: AbortSignal,
): Promise<readonly (readonly [id: string, name: string])[]> {
  try {
    const { stdout } = await showRefs(directory, signal);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
  } catch (error) {
    if (error instanceof CommandFailure) return [];
    throw error;
  }
}
