/** Programs that drivers run: what they print, or a `DriverFailure`. */
import { DriverFailure, ProbeFailure } from '../failure.ts';
import { textsOf } from '../host/config.ts';
import { complaintOf, type RunContext, runConfigured } from '../host/run-configured.ts';
import type { CommandResult, ResolvedRecord } from '../ports/index.ts';

/** `config` says what to run as `run`, in `cwd`, with `env`, for at most `timeout`. `complaint`: why it failed, by what it wrote. */
export async function printedBy(
  config: ResolvedRecord,
  context: RunContext,
  {
    env = {},
    complaint = complaintOf,
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly complaint?: (result: CommandResult) => string;
  } = {},
): Promise<string> {
  try {
    const result = await runConfigured(config, context, env);
    if (result.exitCode === 0 && !result.truncated) return result.stdout;
    const how = result.truncated ? 'wrote too much' : `ended with exit code ${result.exitCode}`;
    const why = complaint(result);
    throw new DriverFailure(`\`${textsOf(config, 'run')[0]}\` ${how}${why && `: ${why}`}`);
  } catch (error) {
    if (error instanceof ProbeFailure) throw new DriverFailure(error.message, { cause: error });
    throw error;
  }
}
