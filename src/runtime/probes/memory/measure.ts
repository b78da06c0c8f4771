/** How much memory there is on the host, and under the limits of the control groups around this process. */
import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';

import { ProbeFailure } from '../../failure.ts';

/** Bytes. */
interface Memory {
  readonly total: number;
  readonly free: number;
}

export interface MeasuredMemory extends Memory {
  /** A limit below the memory of the host holds here. */
  readonly limited: boolean;
}

/**
 * What is left under the host and every limit, and the least of them as the total. `root` holds `proc` and `sys`; tests
 * bring their own.
 */
export async function measureMemory(root = '/'): Promise<MeasuredMemory> {
  const host = await hostMemory(root);
  const all = [host, ...(await groupsV2(root)), ...(await groupsV1(root))];
  const total = Math.min(...all.map((memory) => memory.total));
  return { total, free: Math.min(...all.map((memory) => memory.free)), limited: total < host.total };
}

async function hostMemory(root: string): Promise<Memory> {
  const text = await readIfThere(join(root, 'proc/meminfo'));
  const kilobytes = (name: string): number | undefined => {
    const match = new RegExp(`^${name}:\\s+([0-9]+) kB$`, 'mu').exec(text ?? '');
    return match ? Number(match[1]) * 1024 : undefined;
  };
  return {
    total: kilobytes('MemTotal') ?? totalmem(),
    free: kilobytes('MemAvailable') ?? freemem(),
  };
}

/** The unified hierarchy: this process's group and all above it. */
async function groupsV2(root: string): Promise<readonly Memory[]> {
  const groups = await groupPaths(root, (controllers) => controllers === '');
  return await limitsOf(
    groups.map((group) => join(root, 'sys/fs/cgroup', group)),
    { limit: 'memory.max', usage: 'memory.current', cache: 'inactive_file' },
  );
}

async function groupsV1(root: string): Promise<readonly Memory[]> {
  const groups = await groupPaths(root, (controllers) => controllers.split(',').includes('memory'));
  return await limitsOf(
    groups.map((group) => join(root, 'sys/fs/cgroup/memory', group)),
    { limit: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes', cache: 'total_inactive_file' },
  );
}

/** From `/proc/self/cgroup`, lines `id:controllers:/a/b`: `/a/b`, `/a`, `/`. */
async function groupPaths(
  root: string,
  wanted: (controllers: string) => boolean,
): Promise<readonly string[]> {
  const text = (await readIfThere(join(root, 'proc/self/cgroup'))) ?? '';
  const path = text
    .split('\n')
    .map((line) => /^[0-9]+:([^:]*):(.*)$/u.exec(line))
    .find((match) => match && wanted(match[1] ?? ''))?.[2];
  if (path === undefined) return [];
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return Array.from(
    { length: names.length + 1 },
    (_, dropped) => `/${names.slice(0, names.length - dropped).join('/')}`,
  );
}

interface GroupFiles {
  readonly limit: string;
  readonly usage: string;
  /** The line of `memory.stat` with caches that can be dropped. */
  readonly cache: string;
}

async function limitsOf(folders: readonly string[], files: GroupFiles): Promise<readonly Memory[]> {
  const limits = await Promise.all(
    folders.map(async (folder): Promise<readonly Memory[]> => {
      const [limit, usage, stat] = await Promise.all(
        [files.limit, files.usage, 'memory.stat'].map((name) => readIfThere(join(folder, name))),
      );
      const total = Number(limit ?? 'none'); // `max` is no limit
      const used = Number(usage ?? 'none');
      if (Number.isNaN(total) || Number.isNaN(used)) return [];
      const cache = Number(new RegExp(`^${files.cache} ([0-9]+)$`, 'mu').exec(stat ?? '')?.[1] ?? 0);
      return [{ total, free: Math.max(0, total - Math.max(0, used - cache)) }];
    }),
  );
  return limits.flat();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    // A limit that cannot be read is not the absence of one.
    throw new ProbeFailure(`\`${path}\` cannot be read (${code})`, { cause: error });
  }
}
