/** Changes of files: one for all that happen together. */
import { statSync } from 'node:fs';
import { readdir, watch } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** An editor writes a file in several steps. */
const resting = (): Promise<void> => after(80);

/**
 * Ends when the signal does. The directories of `files` are watched, as editors put another file in the place of one, and
 * `counts` says of which names in them. `since` is when the files began to be read, in milliseconds since the epoch. A change
 * is told once nothing is written while it `rests`, and once for all that the system tells of it.
 */
export async function* changes(
  files: readonly string[],
  counts: (name: string) => boolean,
  since: number,
  signal: AbortSignal,
  rests = resting,
): AsyncGenerator<void> {
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  let wake = (): void => undefined;
  let isChanged = false;
  const follow = async (directory: string): Promise<void> => {
    for await (const { filename } of watch(directory, { signal: ends }))
      if (filename !== null && counts(filename)) {
        isChanged = true;
        wake();
      }
  };
  const directories = [...new Set(files.map((file) => dirname(file)))];
  const state = () => stateOf(directories, counts);
  const following = directories.map((directory) =>
    follow(directory).catch((error: unknown) => {
      if (!ends.aborted) throw error;
    }),
  );
  let told: string | undefined = await state();
  // What was changed before the watch began.
  const isLate = files.some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since);
  if (isLate) [isChanged, told] = [true, undefined];
  const stopped = new Promise<void>((resolve) =>
    ends.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      if (!isChanged) await Promise.race([changed, stopped, ...following]);
      if (signal.aborted) return;
      isChanged = false;
      let now = await state();
      for (let before; now !== before; now = await state()) {
        before = now;
        await rests();
      }
      if (now === told) continue;
      told = now;
      yield;
    }
  } finally {
    stop.abort();
    await Promise.all(following);
  }
}

/** Equal where no file was written, made or taken away. */
async function stateOf(directories: readonly string[], counts: (name: string) => boolean): Promise<string> {
  const files = await Promise.all(
    directories.map(async (directory) => {
      const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      return names.filter(counts).map((name) => join(directory, name));
    }),
  );
  return files
    .flat()
    .map((file) => {
      const { ino, size, mtimeNs } = statSync(file, { bigint: true, throwIfNoEntry: false }) ?? {};
      return `${file} ${ino} ${size} ${mtimeNs}`;
    })
    .join('\n');
}
