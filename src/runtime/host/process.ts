/**
 * Child processes: an argument vector and never a shell, exactly the environment that is given, output up to a cap, a
 * process group of its own that is gone when the call returns.
 */
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

import { formatDuration } from '../../plan/units.ts';
import { ProbeFailure } from '../failure.ts';
import type { CommandOptions, CommandResult } from '../ports/index.ts';

/** The command could not be run to its end: no such program, or its time was over. Nothing was measured by it. */
export class CommandFailure extends ProbeFailure {}

/** From the polite signal to the one that cannot be refused. */
const KILL_GRACE_MS = 200;
/** How long a stray descendant may keep an output open after the command itself has ended. */
const DRAIN_GRACE_MS = 50;

/**
 * Runs a program to its end. A bare name is looked for in the absolute directories of `env.PATH`; a name with a slash
 * starts at `cwd`. Throws `CommandFailure`; when aborted, the signal's reason.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  refuseNul([file, ...args, ...Object.entries(options.env).flat()]);
  const program = findProgram(file, options);
  options.signal?.throwIfAborted();
  const child = start(program, file, args, options);
  return await new Promise((done, fail) => {
    child.once('error', (error) => fail(notStarted(file, error)));
    // Where the system has nothing left to start it with, it has no streams either, and the error follows.
    if (child.pid === undefined) return;
    const stdout = collect(child.stdout, options.maxOutput);
    const stderr = collect(child.stderr, options.maxOutput);
    // A command that does not read its input to the end closes the pipe early, as it may.
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(options.input ?? '');

    let failure: unknown;
    let killTimer: NodeJS.Timeout | undefined;
    const stop = (reason: unknown): void => {
      failure ??= reason;
      killGroup(child, 'SIGTERM');
      killTimer ??= setTimeout(() => killGroup(child, 'SIGKILL'), KILL_GRACE_MS);
    };
    const onAbort = (): void => stop(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const deadline = setTimeout(
      () => stop(new CommandFailure(`\`${file}\` did not end within ${formatDuration(options.timeout)}`)),
      options.timeout,
    );
    const release = (): void => {
      clearTimeout(deadline);
      clearTimeout(killTimer);
      options.signal?.removeEventListener('abort', onAbort);
    };

    child.once('exit', () => {
      release();
      killGroup(child, 'SIGKILL');
      const drain = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, DRAIN_GRACE_MS);
      child.once('close', () => clearTimeout(drain));
    });
    child.once('close', (exitCode, signal) => {
      // A thrown reason need not be an error: it is the one that the caller gave its signal.
      // oxlint-disable-next-line prefer-promise-reject-errors
      if (failure !== undefined) fail(failure);
      else
        done({
          exitCode,
          signal,
          stdout: stdout.text(),
          stderr: stderr.text(),
          truncated: stdout.truncated() || stderr.truncated(),
        });
    });
  });
}

function start(
  program: string,
  file: string,
  args: readonly string[],
  options: CommandOptions,
): ChildProcessWithoutNullStreams {
  const { spawn } = process.getBuiltinModule('node:child_process');
  try {
    return spawn(program, args, {
      cwd: options.cwd,
      env: Object.assign(Object.create(null) as NodeJS.ProcessEnv, options.env),
      argv0: file,
      shell: false,
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    // Some refusals of the system are thrown, others are an event: arguments that are too long are one of the first.
    throw notStarted(file, error);
  }
}

function notStarted(file: string, error: unknown): CommandFailure {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFailure(`\`${file}\` could not be started (${code})`, { cause: error });
}

function refuseNul(texts: readonly string[]): void {
  if (texts.some((text) => text.includes('\0')))
    throw new CommandFailure('a command takes no text with a NUL character');
}

function findProgram(file: string, options: CommandOptions): string {
  if (file.includes('/')) {
    const path = resolve(options.cwd, file);
    if (isProgram(path)) return path;
    throw new CommandFailure(`\`${file}\` is not a program that can be run`);
  }
  // Relative entries are passed over: what lies in the working directory must not stand in for a program.
  const folders = (options.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const path = join(folder, file);
    if (file !== '' && isProgram(path)) return path;
  }
  throw new CommandFailure(`there is no program \`${file}\` in PATH`);
}

/** Asked at once, so that the program starts before its caller goes on to other work. */
function isProgram(path: string): boolean {
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us: both are no program
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nobody is left. EPERM (macOS): only zombies are.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

interface Collected {
  text(): string;
  truncated(): boolean;
}

/** Keeps the first `cap` bytes and reads on, so that the child is never blocked. */
function collect(stream: NodeJS.ReadableStream, cap: number): Collected {
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  stream.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (kept >= cap) return;
    const part = chunk.subarray(0, cap - kept);
    chunks.push(part);
    kept += part.length;
  });
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => seen > kept };
}
