/** Files of one revision, read from git's objects: nothing is checked out, and no filter, hook or link is followed. */
import { type Git, gitComplaint, openGit } from '../../runtime/host/git.ts';
import { CommandFailure } from '../../runtime/host/process.ts';
import { refuse } from '../refusal.ts';

interface Entry {
  readonly path: string;
  readonly object: string;
  readonly size: number;
}

export class GitTree {
  readonly #git: Git;
  readonly #commit: string;
  readonly revision: string;

  private constructor(git: Git, commit: string, revision: string) {
    this.#git = git;
    this.#commit = commit;
    this.revision = revision;
  }

  /** Refuses a revision that the repository does not have. */
  static async open(root: string, revision: string, signal: AbortSignal): Promise<GitTree> {
    try {
      const git = await openGit(root, signal);
      const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
      const { exitCode, stdout } = await git.run(words);
      const commit = stdout.trim();
      if (exitCode === 0 && /^[0-9a-f]{40,64}$/u.test(commit)) return new GitTree(git, commit, revision);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      refuse('SEN2011', `\`${revision}\` cannot be read: ${error.message}`);
    }
    refuse('SEN2011', `this repository has no revision \`${revision}\``, {
      help: 'in a shallow clone, fetch it first; a file is named with its ending, such as `old.yaml`',
    });
  }

  /** The first of the paths that is there, from the root of the repository. */
  async firstOf(paths: readonly string[]): Promise<string | undefined> {
    const present = new Set((await this.#entries(paths)).map(({ path }) => path));
    return paths.find((path) => present.has(path));
  }

  /** The first of the paths at which something is that leads elsewhere: a link, or another repository. */
  async linkAmong(paths: readonly string[]): Promise<string | undefined> {
    const listed = await this.#list(paths);
    return listed.flatMap((line) => /^1[26]0000 [^\t]*\t(.+)$/su.exec(line)?.[1] ?? [])[0];
  }

  /** Regular files whose text the extended regular expression is found in, of names that one of the globs takes. */
  async filesWith(pattern: string, globs: readonly string[]): Promise<readonly string[]> {
    const words = ['grep', '--name-only', '--null', '--text', '--extended-regexp', '-e', pattern];
    const result = await this.#run([...words, this.#commit, '--', ...globs]);
    // 1: there is none.
    if (result.exitCode !== 0 && result.exitCode !== 1) this.#refuse(gitComplaint(result));
    const prefix = `${this.#commit}:`.length;
    return result.stdout
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => name.slice(prefix));
  }

  /** Undefined where there is no such regular file. */
  async text(path: string, largest: number): Promise<string | undefined> {
    const entry = (await this.#entries([path])).find((one) => one.path === path);
    if (!entry) return undefined;
    if (entry.size > largest)
      refuse('SEN2011', `\`${path}\` in \`${this.revision}\` is larger than ${largest} bytes`);
    const { exitCode, stdout } = await this.#run(['cat-file', 'blob', entry.object]);
    return exitCode === 0 ? stdout : undefined;
  }

  /** Regular files alone: a link is a file of another mode. */
  async #entries(paths: readonly string[]): Promise<readonly Entry[]> {
    return (await this.#list(paths)).flatMap((line) => {
      const match = /^100(?:644|755) blob ([0-9a-f]+) +([0-9]+)\t(.+)$/su.exec(line);
      return match ? [{ object: match[1] ?? '', size: Number(match[2]), path: match[3] ?? '' }] : [];
    });
  }

  async #list(paths: readonly string[]): Promise<readonly string[]> {
    const result = await this.#run(['ls-tree', '-z', '-l', '--full-tree', this.#commit, '--', ...paths]);
    if (result.exitCode !== 0) this.#refuse(gitComplaint(result));
    return result.stdout.split('\0');
  }

  #refuse(why: string): never {
    refuse('SEN2011', `\`${this.revision}\` cannot be read: ${why}`);
  }

  async #run(words: readonly string[]) {
    try {
      return await this.#git.run(words);
    } catch (error) {
      if (error instanceof CommandFailure) this.#refuse(error.message);
      throw error;
    }
  }
}
