/** Files that drivers keep their shares in. What fails is a `DriverFailure`. */
import { readFile } from 'node:fs/promises';

import { DriverFailure } from '../failure.ts';
import { replaceFile } from '../host/replace-file.ts';

export function textIn(path: string): Promise<string> {
  return orFailure(readFile(path, 'utf8'), `${path} cannot be read`);
}

/** Whole: nobody sees a part of it. */
export function writeText(path: string, text: string): Promise<void> {
  return orFailure(replaceFile(path, text), `${path} cannot be written`);
}

async function orFailure<T>(work: Promise<T>, what: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw systemFailure(error, what);
  }
}

/** `what` and the code that the system gives. */
export function systemFailure(error: unknown, what: string): DriverFailure {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return new DriverFailure(`${what} (${code})`, { cause: error });
}
