/** Files that a person names, or that are found: regular ones, of bounded size, in UTF-8. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { diagnostic } from '../plan/diagnostic.ts';
import { formatBytes } from '../plan/units.ts';
import { shownPath } from './paths.ts';
import { Refusal, refuse } from './refusal.ts';

export const LARGEST_POLICY = 1024 ** 2;

/**
 * The text of a file. Refuses with the name by which people know it; undefined if nothing is there. Read at once: a small
 * file is read before the asynchronous functions of Node are loaded.
 */
export function readTextFile(path: string, name: string, largest: number): string | undefined {
  const refusal = (why: string, help?: string) =>
    new Refusal([diagnostic('SEN2011', `\`${name}\` ${why}`, undefined, { help })]);
  const descriptor = openedForReading(path, refusal);
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw refusal('is not a regular file');
    if (stats.size > largest) throw refusal(`is larger than ${formatBytes(largest)}`);
    const bytes = readFileSync(descriptor);
    if (bytes.length > largest) throw refusal(`is larger than ${formatBytes(largest)}`);
    const text = decode(bytes);
    if (text === undefined) throw refusal('is not text in UTF-8', 'save it as UTF-8');
    return text;
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is named: as people call it, and its text. `path` is absolute. Refuses where nothing is there. */
export function readNamedFile(
  path: string,
  cwd: string,
  largest = LARGEST_POLICY,
): { readonly file: string; readonly text: string } {
  const file = shownPath(cwd, path);
  const text = readTextFile(path, file, largest);
  if (text === undefined) refuse('SEN2011', `there is no file \`${file}\``);
  return { file, text };
}

/** Without O_NONBLOCK a pipe would hang the open. */
function openedForReading(path: string, refusal: (why: string) => Refusal): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw refusal(`cannot be read (${code ?? String(error)})`);
  }
}

/** A byte order mark stays: the parser says what it thinks of it. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
