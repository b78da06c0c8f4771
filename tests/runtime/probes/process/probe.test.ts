import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { listByPs } from '../../../../src/runtime/probes/process/processes.ts';
import { probe } from '../../../../src/runtime/probes/process/probe.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';

const look = async (config: ResolvedRecord, root = '/') =>
  fieldsOf(await probe.observe(config, probeContext(root)));

/** Starts a copy of `cat` under a name of its own; it ends with the test. */
async function start(name: string, ...args: string[]): Promise<ChildProcess> {
  const program = join(await temporaryFolder(), name);
  await copyFile('/bin/cat', program);
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  await once(child, 'spawn');
  return child;
}

const here = (count: number) => ({ running: count > 0, count });

describe('a process is found', () => {
  test('by the name of its program, however long', async () => {
    expect(await look({ name: 'sentinel-a-program-with-a-long-name' })).toEqual(here(0));
    await start('sentinel-a-program-with-a-long-name', '-');
    expect(await look({ name: 'sentinel-a-program-with-a-long-name' })).toEqual(here(1));
    expect(await look({ name: 'sentinel-a-program' })).toEqual(here(0));
  });

  test('by its command line', async () => {
    await start('sentinel-match', '-', '-u');
    await start('sentinel-match', '-', '-e');
    expect(await look({ match: 'sentinel-match - -[ue]$' })).toEqual(here(2));
    expect(await look({ match: '^sentinel-match' })).toEqual(here(0));
  });

  test('by its pid file', async () => {
    const child = await start('sentinel-pid');
    const root = await temporaryFolder({ 'run.pid': `${child.pid}\n` });
    expect(await look({ pidfile: 'run.pid' }, root)).toEqual(here(1));
    expect(await look({ pidfile: join(root, 'run.pid') })).toEqual(here(1));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await look({ pidfile: 'run.pid' }, root)).toEqual(here(0));
  });
});

test('without the pid file nothing runs', async () => {
  expect(await look({ pidfile: '/run/no/such.pid' })).toEqual(here(0));
});

test('this process itself does not count', async () => {
  const root = await temporaryFolder({ 'self.pid': String(process.pid) });
  expect(await look({ pidfile: 'self.pid' }, root)).toEqual(here(0));
});

test('the host is named', async () => {
  expect((await probe.observe({ name: 'x' }, probeContext('/'))).subject).toBe(hostname());
});

test.each([
  ['words', '`run.pid` holds no process id'],
  ['-1', '`run.pid` holds no process id'],
  ['9'.repeat(65), '`run.pid` is larger than 64 B'],
])('a pid file with %s is refused', async (text, message) => {
  const root = await temporaryFolder({ 'run.pid': text });
  await expect(look({ pidfile: 'run.pid' }, root)).rejects.toThrow(message);
});

test('a pattern that is none is refused', async () => {
  await expect(look({ match: '(' })).rejects.toThrow('`(` is not a regular expression');
});

test('`ps` sees the same', async () => {
  const child = await start('sentinel-ps', '-');
  const found = (await listByPs(new AbortController().signal)).filter(({ names }) =>
    names.includes('sentinel-ps'),
  );
  expect(found).toEqual([
    {
      pid: child.pid,
      names: ['sentinel-ps'],
      commandLine: expect.stringMatching(/sentinel-ps -$/u) as string,
    },
  ]);
});

test.each([
  ['fails', 'echo 1 S init\nexit 1\n'],
  ['prints more than is read', 'exec head -c 17000000 /dev/zero\n'],
])('a `ps` that %s lists nothing that counts', async (_, script) => {
  const folder = await temporaryFolder({ ps: `#!/bin/sh\n${script}` });
  await chmod(join(folder, 'ps'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(listByPs(new AbortController().signal)).rejects.toThrow('`ps` does not list');
});
