/** Replaces files that a person has named. */
import { replaceFile as replaceWhole } from '../runtime/host/replace-file.ts';
import { refuse } from './refusal.ts';

/** `name` is how people know the file. */
export async function replaceFile(path: string, name: string, text: string): Promise<void> {
  try {
    await replaceWhole(path, text);
  } catch (error) {
    refuse(
      'SEN2006',
      `\`${name}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}
