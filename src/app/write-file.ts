/** Replaces files whole: whoever reads one meanwhile sees the old text or the new one, never a part. */
import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { refuse } from './refusal.ts';

/** `name` is how people know the file. A link stays a link, and the file keeps its mode. */
export async function replaceFile(path: string, name: string, text: string): Promise<void> {
  try {
    const target = await realpath(path);
    const { mode } = await stat(target);
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
  } catch (error) {
    refuse(
      'SEN2006',
      `\`${name}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}
