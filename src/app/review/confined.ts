/** Files of a tree: regular ones, of bounded size, in UTF-8, and none that a link leads out of it to. */
import { decodeText, openConfined, readOpen } from '../../runtime/host/files.ts';
import { ProbeFailure } from '../../runtime/failure.ts';
import { refuse } from '../refusal.ts';

/** `path` is relative to the root. Undefined where nothing is there. */
export async function readRelative(root: string, path: string, largest: number): Promise<string | undefined> {
  try {
    const file = await openConfined(root, path);
    if (!file) return undefined;
    try {
      return decodeText(await readOpen(file.handle, path, largest), path);
    } finally {
      await file.handle.close();
    }
  } catch (error) {
    if (error instanceof ProbeFailure) refuse('SEN2011', `\`${path}\` cannot be read: ${error.message}`);
    throw error;
  }
}
