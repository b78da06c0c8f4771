import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { CommandFailure, runCommand } from '../../../src/runtime/host/process.ts';
import type { CommandOptions } from '../../../src/runtime/ports/index.ts';
import { temporaryFolder } from '../../support/folder.ts';

const PATH = '/usr/local/bin:/usr/bin:/bin';

function options(more: Partial<CommandOptions> = {}): CommandOptions {
  return { cwd: '/', env: { PATH }, timeout: 5000, maxOutput: 65_536, ...more };
}

const shell = (script: string, more: Partial<CommandOptions> = {}) =>
  runCommand('sh', ['-c', script], options(more));

/** A killed orphan may wait as a zombie for its new parent; it is dead all the same. */
async function isAlive(pid: string): Promise<boolean> {
  const { stdout } = await runCommand('ps', ['-o', 'stat=', '-p', pid.trim()], options());
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('a command', () => {
  test('gives its outputs and its exit code', async () => {
    expect(await shell('echo out; echo err >&2; exit 3')).toEqual({
      exitCode: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
    });
  });

  test('names the signal that ended it', async () => {
    expect(await shell('kill -KILL $$')).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  test('gets arguments as they are, without a shell', async () => {
    const args = ['%s|', '; touch /tmp/x', '$(id)', '`id`', '*', 'a\nb', '-n', '"'];
    const { stdout } = await runCommand('printf', args, options());
    expect(stdout).toBe(
      args
        .slice(1)
        .map((arg) => `${arg}|`)
        .join(''),
    );
  });

  test('sees exactly the environment it is given', async () => {
    const { stdout } = await runCommand('env', [], options({ env: { PATH, WORD: 'x y' } }));
    expect(stdout.trim().split('\n').sort()).toEqual([`PATH=${PATH}`, 'WORD=x y']);
  });

  test('is not reached by a polluted prototype', async () => {
    const prototype = Object.prototype as { INJECTED?: string };
    prototype.INJECTED = 'yes';
    try {
      expect((await runCommand('env', [], options())).stdout).not.toContain('INJECTED');
    } finally {
      delete prototype.INJECTED;
    }
  });

  test('reads its input, which is empty unless given', async () => {
    expect((await runCommand('cat', [], options({ input: 'hello' }))).stdout).toBe('hello');
    expect((await runCommand('cat', [], options())).stdout).toBe('');
  });

  test('may end without reading its input', async () => {
    expect(await runCommand('true', [], options({ input: 'x'.repeat(1_000_000) }))).toMatchObject({
      exitCode: 0,
    });
  });

  test('is cut at the cap, and says so', async () => {
    const result = await shell('head -c 1000000 /dev/zero', { maxOutput: 10 });
    expect(result).toMatchObject({ exitCode: 0, stdout: '\0'.repeat(10), truncated: true });
  });
});

describe('a program', () => {
  test('with more arguments than the system takes is not started', async () => {
    const failure = runCommand('true', ['x'.repeat(3_000_000)], options());
    await expect(failure).rejects.toThrow(new CommandFailure('`true` could not be started (E2BIG)'));
  });

  test('in the working directory is not found by a bare name', async () => {
    const folder = await temporaryFolder({ planted: '#!/bin/sh\necho planted\n' });
    await chmod(join(folder, 'planted'), 0o755);
    const at = (file: string) => runCommand(file, [], options({ cwd: folder, env: { PATH: `.::${PATH}` } }));
    await expect(at('planted')).rejects.toThrow('there is no program `planted` in PATH');
    expect((await at('./planted')).stdout).toBe('planted\n');
  });

  test.each([
    ['no-such-program-here', 'there is no program `no-such-program-here` in PATH'],
    ['', 'there is no program `` in PATH'],
    ['/etc/passwd', '`/etc/passwd` is not a program that can be run'],
    ['/tmp/', '`/tmp/` is not a program that can be run'],
    ['ca\0t', 'a command takes no text with a NUL character'],
  ])('%j cannot be run', async (file, message) => {
    await expect(runCommand(file, [], options())).rejects.toThrow(new CommandFailure(message));
  });

  test('whose interpreter is missing cannot be started', async () => {
    const folder = await temporaryFolder({ broken: '#!/no/such/interpreter\n' });
    await chmod(join(folder, 'broken'), 0o755);
    await expect(runCommand('./broken', [], options({ cwd: folder }))).rejects.toThrow(
      new CommandFailure('`./broken` could not be started (ENOENT)'),
    );
  });

  test('takes no NUL in an argument or a variable', async () => {
    await expect(runCommand('echo', ['a\0b'], options())).rejects.toThrow(CommandFailure);
    await expect(runCommand('env', [], options({ env: { PATH, A: '\0' } }))).rejects.toThrow(CommandFailure);
  });
});

describe('the end of a command', () => {
  test('comes at its deadline, for its whole group', async () => {
    const folder = await temporaryFolder();
    const script = 'sleep 60 & echo $! > pid; sleep 60';
    await expect(shell(script, { cwd: folder, timeout: 60 })).rejects.toThrow(
      new CommandFailure('`sh` did not end within 60 ms'),
    );
    const { stdout } = await runCommand('cat', ['pid'], options({ cwd: folder }));
    expect(await isAlive(stdout)).toBe(false);
  });

  test('comes even if it ignores the polite signal', async () => {
    const started = performance.now();
    await expect(shell('trap "" TERM; while :; do sleep 0.01; done', { timeout: 50 })).rejects.toThrow(
      'did not end',
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('comes when the run is cancelled, with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const running = shell('echo started; sleep 60', { signal: controller.signal });
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(shell('true', { signal: controller.signal })).rejects.toBe(reason);
  });

  test('does not wait for what it left behind in its group', async () => {
    const result = await shell('sleep 60 & echo $!');
    expect(result.exitCode).toBe(0);
    expect(await isAlive(result.stdout)).toBe(false);
  });

  test('does not wait for a descendant that left the group and holds the output', async () => {
    const result = await shell('setsid sleep 2 & echo done');
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
  });
});
