/** Runs what a configuration with `run`, `cwd`, `env` and `timeout` asks for. */
import { revealSecret } from '../../plan/secret.ts';
import type { CommandResult, ResolvedRecord } from '../ports/index.ts';
import { requiredNumberOf, requiredTextOf, textMapOf, textsOf } from './config.ts';
import { childEnvironment } from './environment.ts';
import { confine } from './files.ts';
import { CommandFailure, runCommand } from './process.ts';

export interface RunContext {
  readonly root: string;
  readonly signal: AbortSignal;
}

const MAX_OUTPUT_BYTES = 1024 ** 2;

export interface RunInput {
  /** They stand above the variables of the configuration. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from its standard input. */
  readonly input?: string;
}

/** Throws `ProbeFailure` where it cannot be run, does not end in time, or is ended by a signal. */
export async function runConfigured(
  config: ResolvedRecord,
  context: RunContext,
  { env = {}, input }: RunInput = {},
): Promise<CommandResult> {
  const [file = '', ...args] = textsOf(config, 'run');
  const folder = requiredTextOf(config, 'cwd');
  const cwd = await confine(context.root, folder);
  if (cwd === undefined) throw new CommandFailure(`there is no directory \`${folder}\``);
  const result = await runCommand(file, args, {
    cwd,
    env: childEnvironment({ ...declaredEnvironment(config), ...env }),
    timeout: requiredNumberOf(config, 'timeout'),
    signal: context.signal,
    maxOutput: MAX_OUTPUT_BYTES,
    ...(input !== undefined && { input }),
  });
  if (result.signal !== null) throw new CommandFailure(`\`${file}\` was ended by ${result.signal}`);
  return result;
}

/** The same, where any exit code but 0 is a `ProbeFailure` too. `complaint`: why it failed, by what it wrote. */
export async function runToSuccess(
  config: ResolvedRecord,
  context: RunContext,
  {
    complaint = complaintOf,
    ...input
  }: RunInput & { readonly complaint?: (result: CommandResult) => string } = {},
): Promise<CommandResult> {
  const result = await runConfigured(config, context, input);
  if (result.exitCode === 0) return result;
  const why = complaint(result);
  const [file] = textsOf(config, 'run');
  throw new CommandFailure(`\`${file}\` ended with exit code ${result.exitCode}${why && `: ${why}`}`);
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
