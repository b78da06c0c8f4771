/** Runs the built command as a user does: a process of its own, its exit code and what it wrote. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

const entry = join(import.meta.dirname, '../../dist/sentinel.js');

export interface CommandRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  readonly json: () => unknown;
  /** The last line of standard output. */
  readonly lastLine: string;
}

export interface CommandOptions {
  readonly cwd: string;
  /** Added to the little that every run has; nothing of the tests' own environment reaches the command. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A run under way. */
export interface RunningCommand {
  readonly pid: number;
  /** Resolves when this text was written to standard error. */
  readonly saying: (text: string) => Promise<void>;
  /** The same, to standard output. */
  readonly printing: (text: string) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<CommandRun>;
}

export function runSentinel(args: readonly string[], options: CommandOptions): Promise<CommandRun> {
  return startSentinel(args, options).ended;
}

/** A test that fails may leave its command running; it must not outlive the tests. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startSentinel(
  args: readonly string[],
  { cwd, env, input = '' }: CommandOptions,
): RunningCommand {
  const failure = inject('buildFailure');
  if (failure !== '') throw new Error(`the command could not be built: ${failure}`);
  const child = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  const told = (): void => waiting.forEach((look) => look());
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    told();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    told();
  });
  child.stdin.on('error', () => {
    // A command that ends without reading its input closes the pipe; its exit code tells what happened.
  });
  child.stdin.end(input);
  const ended = new Promise<CommandRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) =>
      resolve({
        exitCode,
        signal,
        stdout,
        stderr,
        json: () => JSON.parse(stdout) as unknown,
        lastLine: stdout.trimEnd().split('\n').at(-1) ?? '',
      }),
    );
  });
  const written = (text: string, sofar: () => string): Promise<void> =>
    new Promise((found, reject) => {
      const look = (): void => {
        if (sofar().includes(text)) found();
      };
      waiting.add(look);
      look();
      void ended.then((run) => reject(new Error(`it ended without saying ${text}: ${run.stderr}`)), reject);
    });
  return {
    pid: child.pid ?? 0,
    saying: (text) => written(text, () => stderr),
    printing: (text) => written(text, () => stdout),
    kill: (signal) => child.kill(signal),
    ended,
  };
}
