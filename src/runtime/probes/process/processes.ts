/** The processes of this host: from `/proc` where there is one, else from `ps`. */
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { ProbeFailure } from '../../failure.ts';
import { childEnvironment } from '../../host/environment.ts';
import { runCommand } from '../../host/process.ts';

export interface ProcessInfo {
  readonly pid: number;
  /** The name of its program, and the one that the system keeps (on Linux its first 15 characters). */
  readonly names: readonly string[];
  readonly commandLine: string;
}

export interface ProcessList {
  /** Without zombies, and without this process itself. */
  readonly processes: readonly ProcessInfo[];
  /** Those of other users are left out. */
  readonly partial: boolean;
}

const PS_TIMEOUT_MS = 5000;
const MAX_PS_BYTES = 16 * 1024 ** 2;

export async function listProcesses(signal: AbortSignal): Promise<ProcessList> {
  const names = await readOrUndefined(() => readdir('/proc'));
  const pids = names?.filter((name) => /^[0-9]+$/u.test(name)) ?? [];
  if (pids.length === 0) return { processes: withoutSelf(await listByPs(signal)), partial: false };
  const found = await Promise.all(pids.map(readProcess));
  return {
    processes: withoutSelf(found.flatMap((info) => info ?? [])),
    // The first process is always there; it is invisible where `/proc` is mounted with `hidepid`.
    partial: (await readOrUndefined(() => readFile('/proc/1/stat'))) === undefined,
  };
}

/** `ps` of POSIX, for systems without `/proc`. Throws `ProbeFailure` where it does not list them all. */
export async function listByPs(signal: AbortSignal): Promise<readonly ProcessInfo[]> {
  const args = ['-A', '-ww', '-o', 'pid=,stat=,args='];
  const options = {
    cwd: '/',
    env: childEnvironment(),
    timeout: PS_TIMEOUT_MS,
    maxOutput: MAX_PS_BYTES,
    signal,
  };
  const { stdout, exitCode, truncated } = await runCommand('ps', args, options);
  if (exitCode !== 0 || truncated) throw new ProbeFailure('`ps` does not list the processes of this host');
  return stdout.split('\n').flatMap((line): readonly ProcessInfo[] => {
    const [, pid, state = '', commandLine = ''] = /^\s*([0-9]+)\s+(\S+)\s+(.*)$/u.exec(line) ?? [];
    if (pid === undefined || state.startsWith('Z')) return [];
    return [{ pid: Number(pid), names: [programName(commandLine.split(' ', 1)[0] ?? '')], commandLine }];
  });
}

/** A process of `/proc`; `undefined` for a zombie, and for one that ended meanwhile or is hidden. */
async function readProcess(pid: string): Promise<ProcessInfo | undefined> {
  const [stat, commandLine] = await Promise.all([
    readOrUndefined(() => readFile(`/proc/${pid}/stat`, 'utf8')),
    readOrUndefined(() => readFile(`/proc/${pid}/cmdline`, 'utf8')),
  ]);
  // `12 (name) S …`, in which the name may itself hold brackets
  const [, name, state] = /^[0-9]+ \((.*)\) (\S)/su.exec(stat ?? '') ?? [];
  if (name === undefined || state === 'Z' || state === 'X') return undefined;
  const words = (commandLine ?? '').split('\0').filter((word) => word !== '');
  return {
    pid: Number(pid),
    names: [name, programName(words[0] ?? name)],
    commandLine: words.join(' '),
  };
}

/** A login shell is called `-bash`. */
function programName(file: string): string {
  return basename(file).replace(/^-/u, '');
}

function withoutSelf(processes: readonly ProcessInfo[]): readonly ProcessInfo[] {
  return processes.filter(({ pid }) => pid !== process.pid);
}

async function readOrUndefined<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return undefined;
    throw error;
  }
}
