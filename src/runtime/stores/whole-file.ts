/** A new file, which appears under its name when it is complete: a file that is there is never half of one. */
import { randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * `fill` writes to the path of a draft, which exists, is empty and is nobody else's to read. False when there is such a
 * file already, which then stays as it is: of several that make it at once one wins.
 */
export async function makeWhole(file: string, fill: (draft: string) => Promise<void>): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await (await open(draft, 'wx', 0o600)).close();
    await fill(draft);
    await sync(draft);
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // The name outlives a power cut only so.
  await sync(dirname(file));
  return true;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
