import { isAbsolute, relative, sep } from 'node:path';

/** `path` is `directory` or lies in it. Both are absolute. */
export function isBeneath(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path as a person would type it: from here, if it lies below. */
export function shownPath(cwd: string, path: string): string {
  return isBeneath(cwd, path) ? relative(cwd, path) || '.' : path;
}
