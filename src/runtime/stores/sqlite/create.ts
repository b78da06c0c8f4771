/** A new store, which appears under its name when it is complete: a file that is there is never half of one. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname } from 'node:path';
import { initialise } from './setup.ts';

export function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Of several that create it at once one wins, and all find the same. */
export function createFile(file: string, open: (path: string) => DatabaseSync, now: number): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    closeSync(openSync(draft, 'wx', 0o600));
    const database = open(draft);
    try {
      initialise(database, now);
    } finally {
      database.close();
    }
    linkUnlessThere(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  sync(dirname(file));
}

function linkUnlessThere(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The name in its directory outlives a power cut only so. */
function sync(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
