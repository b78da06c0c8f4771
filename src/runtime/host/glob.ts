/** Files by pattern: `*` and `?` stop at `/`, `**` as a whole segment stands for any folders. */
import { readdir } from 'node:fs/promises';

import { confine } from './files.ts';

/** Paths beneath `root` that match, sorted. A pattern without wildcards is its own only match. */
export async function findFiles(root: string, pattern: string): Promise<readonly string[]> {
  if (!/[*?]/u.test(pattern)) return [pattern];
  const found: string[] = [];
  await walk(
    root,
    [],
    pattern.split('/').filter((segment) => segment !== '.'),
    found,
  );
  return [...new Set(found)].sort();
}

async function walk(
  root: string,
  folder: readonly string[],
  pattern: readonly string[],
  found: string[],
): Promise<void> {
  const [segment, ...rest] = pattern;
  if (segment === undefined) return;
  if (!/[*?]/u.test(segment)) {
    const path = [...folder, segment];
    if (rest.length > 0) await walk(root, path, rest, found);
    else if ((await confine(root, path.join('/'))) !== undefined) found.push(path.join('/'));
    return;
  }
  const deep = segment === '**';
  if (deep && rest.length > 0) await walk(root, folder, rest, found);
  const matcher = segmentMatcher(segment);
  for (const entry of await entries(root, folder)) {
    const path = [...folder, entry.name];
    if (!matcher.test(entry.name)) continue;
    if (entry.isDirectory()) await walk(root, path, deep ? pattern : rest, found);
    else if (rest.length === 0) found.push(path.join('/'));
  }
}

/** Names that begin with a point are matched only by patterns that do, so that `**` does not visit `.git`. */
function segmentMatcher(segment: string): RegExp {
  const body = segment
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll(/\*+/gu, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${segment.startsWith('.') ? '' : String.raw`(?!\.)`}${body}$`, 'su');
}

async function entries(root: string, folder: readonly string[]) {
  const path = await confine(root, folder.join('/') || '.');
  if (path === undefined) return [];
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  }
}
