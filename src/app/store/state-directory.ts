/** `.sentinel/` beside the policy, where the store lies that nobody named. It keeps itself out of git. */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `root` is the directory of the policy. */
export function stateFile(root: string): string {
  return join(root, '.sentinel', 'state.db');
}

/** What cannot be looked at may be there: opening it will tell. */
export function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** Rejects with the system's error. */
export async function createStateDirectory(root: string): Promise<void> {
  // Most runs ask only for its name.
  const { mkdir, writeFile } = await import('node:fs/promises');
  const directory = dirname(stateFile(root));
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, '.gitignore'), '*\n');
}
