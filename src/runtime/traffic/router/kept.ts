/**
 * What a router knew before it was started anew. Without it everything would be on the first slot after a restart, and a
 * rollout that is on its way would take that for a person's stop.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { replaceFile } from '../../host/replace-file.ts';
import { jsonOfStanding, readStanding } from './standing-text.ts';
import { initialStanding, type Slots, type Standing } from './weights.ts';

/** A file for each address, since a router is known by its address. */
export function keptFile(directory: string, admin: string): string {
  return join(directory, `router-${admin.replaceAll(/[^\w.-]/gu, '_')}.json`);
}

/**
 * Everything on the first slot where nothing is kept, or what is kept is about other slots. Rejects with the system's
 * error.
 */
export async function standingAtStart(file: string | undefined, slots: Slots): Promise<Standing> {
  if (file === undefined) return initialStanding(slots);
  try {
    return readStanding(await readFile(file, 'utf8'), slots) ?? initialStanding(slots);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return initialStanding(slots);
  }
}

/** Rejects with the system's error; then the file is as it was. */
export async function keep(file: string, standing: Standing): Promise<void> {
  const directory = dirname(file);
  if ((await mkdir(directory, { recursive: true })) !== undefined)
    await writeFile(join(directory, '.gitignore'), '*\n');
  await replaceFile(file, `${JSON.stringify(jsonOfStanding(standing))}\n`);
}
