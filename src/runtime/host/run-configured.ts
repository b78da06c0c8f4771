/** Runs what a configuration with `run`, `cwd`, `env` and `timeout` asks for. */
import { revealSecret } from '../../plan/secret.ts';
import type { CommandResult, ResolvedRecord } from '../ports/index.ts';
import { numberOf, textMapOf, textOf, textsOf } from './config.ts';
import { childEnvironment } from './environment.ts';
import { confine } from './files.ts';
import { CommandFailure, runCommand } from './process.ts';

export interface RunContext {
  readonly root: string;
  readonly signal: AbortSignal;
}

export interface RunLimits {
  /** Milliseconds, where the configuration has no `timeout`. */
  readonly timeout: number;
  /** Variables that stand above those of the configuration. */
  readonly env?: Readonly<Record<string, string>>;
}

const MAX_OUTPUT_BYTES = 1024 ** 2;

/** Throws `CommandFailure` where it cannot be run, prints too much, or is ended by a signal. */
export async function runConfigured(
  config: ResolvedRecord,
  context: RunContext,
  limits: RunLimits,
): Promise<CommandResult> {
  const [file = '', ...args] = textsOf(config, 'run');
  const folder = textOf(config, 'cwd') ?? '.';
  const cwd = await confine(context.root, folder);
  if (cwd === undefined) throw new CommandFailure(`there is no directory \`${folder}\``);
  const result = await runCommand(file, args, {
    cwd,
    env: childEnvironment({ ...declaredEnvironment(config), ...limits.env }),
    timeout: numberOf(config, 'timeout') ?? limits.timeout,
    signal: context.signal,
    maxOutput: MAX_OUTPUT_BYTES,
  });
  if (result.signal !== null) throw new CommandFailure(`\`${file}\` was ended by ${result.signal}`);
  return result;
}

/** The last line that a command wrote about its failure, in short; empty if it wrote none. */
export function complaintOf(result: CommandResult): string {
  const line = result.stderr.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function declaredEnvironment(config: ResolvedRecord): Record<string, string> {
  const env = Object.create(null) as Record<string, string>;
  for (const [name, value] of textMapOf(config, 'env')) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name))
      throw new CommandFailure(`\`${name}\` cannot be the name of an environment variable`);
    env[name] = revealSecret(value);
  }
  return env;
}
