/** Replaces files whole: whoever reads one meanwhile sees the old text or the new one, never a part. */
import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A link stays a link, and the file keeps its mode. Rejects with the system's error; then the file is as it was. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = (await existing(realpath(path))) ?? path;
  const { mode = 0o644 } = (await existing(stat(target))) ?? {};
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(text);
      // What the process creates is narrowed by its mask.
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function existing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
