/** Reads `git status --porcelain=v2 --branch -z`. */

export interface Status {
  /** Absent before the first commit. */
  readonly commit?: string;
  /** Absent where HEAD is detached. */
  readonly branch?: string;
  readonly upstream?: string;
  /** Absent without an upstream branch that is here. */
  readonly ahead?: number;
  readonly behind?: number;
  /** Paths that differ from HEAD, or that git does not know. */
  readonly dirty: readonly string[];
}

export const statusArguments: readonly string[] = [
  'status',
  '--porcelain=v2',
  '--branch',
  '-z',
  '--untracked-files=normal',
  '--ignore-submodules=none',
  '--no-renames',
];

/** How many words stand before the path, by the kind of entry. */
const wordsBeforePath: ReadonlyMap<string, number> = new Map([
  ['1', 8],
  ['u', 10],
  ['?', 1],
]);

export function parseStatus(output: string): Status {
  const entries = output.split('\0').filter((entry) => entry !== '');
  const headers = new Map(
    entries
      .filter((entry) => entry.startsWith('# '))
      .map((entry) => {
        const [, name = '', ...words] = entry.split(' ');
        return [name, words.join(' ')];
      }),
  );
  const commit = headers.get('branch.oid');
  const branch = headers.get('branch.head');
  const upstream = headers.get('branch.upstream');
  const distance = /^\+([0-9]+) -([0-9]+)$/u.exec(headers.get('branch.ab') ?? '');
  return {
    ...(commit !== undefined && commit !== '(initial)' && { commit }),
    ...(branch !== undefined && branch !== '(detached)' && { branch }),
    ...(upstream !== undefined && { upstream }),
    ...(distance && { ahead: Number(distance[1]), behind: Number(distance[2]) }),
    dirty: entries.filter((entry) => !entry.startsWith('# ')).map(pathOf),
  };
}

function pathOf(entry: string): string {
  const words = wordsBeforePath.get(entry.charAt(0)) ?? 0;
  return entry.split(' ').slice(words).join(' ');
}
