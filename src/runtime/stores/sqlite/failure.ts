/** What SQLite reports, in words that a person can act on. */
import { StoreFailure } from '../../failure.ts';

/** Primary result codes of SQLite. */
const BUSY = 5;
const IOERR = 10;
const FULL = 13;

const reasons: ReadonlyMap<number, string> = new Map([
  [3, 'access to it was refused; look at the permissions of the file and its directory'],
  [BUSY, 'others have it in use and do not let go; try again'],
  [8, 'it cannot be written; look at the permissions of the file and its directory'],
  [IOERR, 'the disk reports an error; look at the disk before going on'],
  [11, 'it is damaged; move it away with the files beside it, and restore a backup'],
  [FULL, 'the disk is full; make room and try again'],
  [14, 'it cannot be opened; look at the permissions of the file and its directory'],
  [26, 'it is not a store of sentinel'],
]);

/** Of the file itself, by the codes of the system. */
const fileReasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'its directory does not exist'],
  ['ENOTDIR', 'its directory does not exist'],
  ['EACCES', 'access to it was refused; look at the permissions of the file and its directory'],
  ['EPERM', 'the file system does not allow it'],
  ['EROFS', 'the file system takes no writes'],
  ['ENOSPC', 'the disk is full; make room and try again'],
]);

interface SqliteError extends Error {
  readonly errcode: number;
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

function primaryCode(error: unknown): number | undefined {
  return isSqliteError(error) ? error.errcode & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

/** The disk failed in a way after which nobody may trust what this connection remembers of the file. */
export function isDiskError(error: unknown): boolean {
  return primaryCode(error) === IOERR;
}

/** Also of a `StoreFailure` whose cause it is. */
export function isFull(error: unknown): boolean {
  return primaryCode(error instanceof StoreFailure ? error.cause : error) === FULL;
}

/** `place` is how people know the file. */
export function storeFailure(place: string, error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = reasons.get(primaryCode(error) ?? 0) ?? fileReasons.get(code) ?? message;
  return new StoreFailure(`\`${place}\`: ${reason}`, { cause: error });
}
