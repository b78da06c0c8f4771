import { freemem, hostname, totalmem } from 'node:os';

import { describe, expect, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import { measureMemory } from '../../../../src/runtime/probes/memory/measure.ts';
import { probe } from '../../../../src/runtime/probes/memory/probe.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';

const MiB = 1024 ** 2;
const meminfo = 'MemTotal:        8388608 kB\nMemFree:          100000 kB\nMemAvailable:    4194304 kB\n';

async function measure(files: Readonly<Record<string, string>>) {
  return await measureMemory(await temporaryFolder({ 'proc/meminfo': meminfo, ...files }));
}

test('this host has memory, and a name', async () => {
  const reading = await probe.observe({}, probeContext('/'));
  const { used, free, total } = fieldsOf(reading) as { used: number; free: number; total: number };
  expect(used).toBeGreaterThan(0);
  expect(used).toBeLessThan(1);
  expect(used).toBeCloseTo(1 - free / total, 10);
  expect(total).toBeLessThanOrEqual(totalmem());
  expect(reading.subject).toBe(hostname());
});

test('a host without limits is taken whole, less its caches', async () => {
  const host = { total: 8192 * MiB, free: 4096 * MiB, limited: false };
  expect(await measure({})).toEqual(host);
  expect(await measure({ 'proc/self/cgroup': '0::/\n' })).toEqual(host);
  expect(await measure({ 'proc/self/cgroup': '0::/a\n', 'sys/fs/cgroup/a/memory.max': 'max\n' })).toEqual(
    host,
  );
});

test('a system without /proc is asked otherwise', async () => {
  const { total, free } = await measureMemory(await temporaryFolder());
  expect(total).toBe(totalmem());
  expect(Math.abs(free - freemem())).toBeLessThan(512 * MiB);
});

describe('a limit of control groups', () => {
  const v2 = (folder: string, max: string, current: number, inactive: number) => ({
    [`sys/fs/cgroup${folder}/memory.max`]: `${max}\n`,
    [`sys/fs/cgroup${folder}/memory.current`]: `${current}\n`,
    [`sys/fs/cgroup${folder}/memory.stat`]: `anon 1\ninactive_file ${inactive}\n`,
  });

  test('counts, version 2', async () => {
    expect(
      await measure({
        'proc/self/cgroup': '0::/pod/box\n',
        ...v2('/pod/box', String(1024 * MiB), 768 * MiB, 256 * MiB),
        ...v2('/pod', 'max', 900 * MiB, 0),
      }),
    ).toEqual({ total: 1024 * MiB, free: 512 * MiB, limited: true });
  });

  test('counts where the group sees itself as the root', async () => {
    expect(
      await measure({ 'proc/self/cgroup': '0::/../..\n', ...v2('', String(512 * MiB), 128 * MiB, 0) }),
    ).toEqual({
      total: 512 * MiB,
      free: 384 * MiB,
      limited: true,
    });
  });

  test('of a group above counts too', async () => {
    expect(
      await measure({
        'proc/self/cgroup': '0::/pod/box\n',
        ...v2('/pod/box', String(1024 * MiB), 0, 0),
        ...v2('/pod', String(2048 * MiB), 2000 * MiB, 0),
      }),
    ).toEqual({ total: 1024 * MiB, free: 48 * MiB, limited: true });
  });

  test('counts, version 1', async () => {
    const folder = 'sys/fs/cgroup/memory/docker/abc';
    expect(
      await measure({
        'proc/self/cgroup': '5:cpu,cpuacct:/x\n4:memory:/docker/abc\n0::/\n',
        [`${folder}/memory.limit_in_bytes`]: `${256 * MiB}\n`,
        [`${folder}/memory.usage_in_bytes`]: `${200 * MiB}\n`,
        [`${folder}/memory.stat`]: `inactive_file 1\ntotal_inactive_file ${72 * MiB}\n`,
        'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
        'sys/fs/cgroup/memory/memory.usage_in_bytes': '1\n',
      }),
    ).toEqual({ total: 256 * MiB, free: 128 * MiB, limited: true });
  });

  test('does not help a host that is full', async () => {
    const full = meminfo.replace('4194304', '65536');
    expect(
      await measure({
        'proc/meminfo': full,
        'proc/self/cgroup': '0::/box\n',
        ...v2('/box', String(1024 * MiB), 0, 0),
      }),
    ).toEqual({ total: 1024 * MiB, free: 64 * MiB, limited: true });
  });

  test('that cannot be read is not the absence of one', async () => {
    const files = { 'proc/self/cgroup': '0::/box\n', 'sys/fs/cgroup/box/memory.max/x': '' };
    await expect(measure(files)).rejects.toThrow(/^`.*\/memory\.max` cannot be read \(EISDIR\)$/u);
    await expect(measure(files)).rejects.toBeInstanceOf(ProbeFailure);
  });

  test('that is exceeded leaves nothing', async () => {
    expect(
      await measure({ 'proc/self/cgroup': '0::/box\n', ...v2('/box', String(64 * MiB), 80 * MiB, 0) }),
    ).toMatchObject({ free: 0 });
  });
});
