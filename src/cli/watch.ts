/** Changes of files: one for all that happen together. */
import { watch } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** An editor writes a file in several steps. */
const REST = 80;

/** Ends when the signal does. Directories are watched: editors put another file in the place of one. */
export async function* changes(files: readonly string[], signal: AbortSignal): AsyncGenerator<void> {
  const names = new Set(files.map((file) => basename(file)));
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  let wake = (): void => undefined;
  let isChanged = false;
  const follow = async (directory: string): Promise<void> => {
    for await (const { filename } of watch(directory, { signal: ends }))
      if (filename !== null && names.has(filename)) {
        isChanged = true;
        wake();
      }
  };
  const following = [...new Set(files.map((file) => dirname(file)))].map((directory) =>
    follow(directory).catch((error: unknown) => {
      if (!ends.aborted) throw error;
    }),
  );
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
