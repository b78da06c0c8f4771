/**
 * Files that a policy names. They lie beneath its directory, links resolved, and are regular files: no device, no pipe,
 * nothing elsewhere on the host.
 */
import { constants, type Stats } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

import { formatBytes } from '../../plan/units.ts';
import { ProbeFailure } from '../failure.ts';

/** The most that is read of a file as text. */
export const MAX_FILE_BYTES = 1024 ** 2;

/** An open regular file; whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/** The real path of `path` beneath `root`; `undefined` if nothing is there. Throws `ProbeFailure` if it lies outside. */
export async function confine(root: string, path: string): Promise<string | undefined> {
  if (path.includes('\0')) throw new ProbeFailure('a path has no NUL character');
  const base = await realpath(root);
  const wanted = resolve(base, path);
  if (!isBeneath(base, wanted)) throw outside(path);
  const real = await missingAsUndefined(path, realpath(wanted));
  if (real !== undefined && !isBeneath(base, real)) throw outside(path);
  return real;
}

/** Opens a regular file beneath `root`; `undefined` if there is none. Throws `ProbeFailure` for anything else. */
export async function openConfined(root: string, path: string): Promise<OpenFile | undefined> {
  const real = await confine(root, path);
  // Links are resolved already, so one at the end was put there since.
  return real === undefined ? undefined : await openRegular(real, path, constants.O_NOFOLLOW);
}

/** Opens a regular file anywhere, for reading; `path` is how messages call it. Otherwise as `openConfined`. */
export async function openRegular(file: string, path: string, flags = 0): Promise<OpenFile | undefined> {
  // Without O_NONBLOCK a pipe would hang the open.
  const opening = open(file, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  const handle = await missingAsUndefined(path, opening);
  if (!handle) return undefined;
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, stats };
  await handle.close();
  throw new ProbeFailure(`\`${path}\` is not a regular file`);
}

/** The bytes of a file; `undefined` if there is none. Throws `ProbeFailure` if it is larger than `maxBytes`. */
export async function readConfined(
  root: string,
  path: string,
  maxBytes = MAX_FILE_BYTES,
): Promise<Buffer | undefined> {
  const file = await openConfined(root, path);
  if (!file) return undefined;
  try {
    return await readOpen(file.handle, path, maxBytes);
  } finally {
    await file.handle.close();
  }
}

/** Like `readConfined`, as UTF-8 text without a byte order mark. A missing file is a `ProbeFailure`. */
export async function readTextConfined(root: string, path: string, maxBytes?: number): Promise<string> {
  const bytes = await readConfined(root, path, maxBytes);
  if (!bytes) throw new ProbeFailure(`there is no file \`${path}\``);
  return decodeText(bytes, path);
}

/** Throws `ProbeFailure` if the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ProbeFailure(`\`${path}\` is not text in UTF-8`, { cause: error });
  }
}

/** Reads to the end, and one byte more than allowed at most: a size that was asked for can have changed. */
export async function readOpen(handle: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= maxBytes) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(65_536, maxBytes + 1 - size)));
    if (bytesRead === 0) return Buffer.concat(chunks, size);
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  throw new ProbeFailure(`\`${path}\` is larger than ${formatBytes(maxBytes)}`);
}

function isBeneath(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(path: string): ProbeFailure {
  return new ProbeFailure(`\`${path}\` lies outside the directory of the policy`);
}

async function missingAsUndefined<T>(path: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ProbeFailure(`\`${path}\` cannot be read (${code})`, { cause: error });
  }
}
