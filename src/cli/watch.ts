/** Changes of files: one for all that happen together. */
import { statSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** An editor writes a file in several steps. */
const REST = 80;

/**
 * Ends when the signal does. The directories of `files` are watched, as editors put another file in the place of one, and
 * `counts` says of which names in them. `since` is when the files began to be read, in milliseconds since the epoch.
 */
export async function* changes(
  files: readonly string[],
  counts: (name: string) => boolean,
  since: number,
  signal: AbortSignal,
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
  const following = [...new Set(files.map((file) => dirname(file)))].map((directory) =>
    follow(directory).catch((error: unknown) => {
      if (!ends.aborted) throw error;
    }),
  );
  // What was changed before the watch began.
  isChanged ||= files.some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since);
  const stopped = new Promise<void>((resolve) =>
    ends.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      if (!isChanged) await Promise.race([changed, stopped, ...following]);
      if (signal.aborted) return;
      await after(REST);
      isChanged = false;
      yield;
    }
  } finally {
    stop.abort();
    await Promise.all(following);
  }
}
