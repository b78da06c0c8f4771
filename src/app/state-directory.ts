/**
 * `.sentinel/` beside the policy: which saved plans were used. It is created at first use and keeps itself out of git.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { refuse } from './refusal.ts';

const STATE_DIRECTORY = '.sentinel';

/** Refuses a plan that was used. */
export async function requireUnused(root: string, planId: string): Promise<void> {
  if (await isThere(marker(root, planId))) refuseUsed();
}

/**
 * Takes the plan: of several that try, exactly one does. Gives a note where the directory had to be created. Refuses
 * where the marker cannot be kept, as the plan could then be used twice.
 */
export async function takePlan(root: string, planId: string): Promise<readonly Diagnostic[]> {
  const directory = join(root, STATE_DIRECTORY);
  const fresh = !(await isThere(directory));
  try {
    await mkdir(join(directory, 'used-plans'), { recursive: true });
    if (fresh) await writeFile(join(directory, '.gitignore'), '*\n');
    await writeFile(marker(root, planId), '', { flag: 'wx', flush: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') refuseUsed();
    refuse(
      'SEN2204',
      `the use of the plan cannot be recorded in \`${directory}\` (${code ?? String(error)})`,
      {
        help: 'make the directory of the policy writable; without the record the plan could be used twice',
      },
    );
  }
  return fresh
    ? [diagnostic('SEN2207', `created \`${directory}\`, which remembers the saved plans that were used`)]
    : [];
}

function marker(root: string, planId: string): string {
  return join(root, STATE_DIRECTORY, 'used-plans', planId);
}

function refuseUsed(): never {
  refuse('SEN2204', 'this saved plan was used already', { help: 'a plan is applied once; plan again' });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
