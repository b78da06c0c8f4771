/** Traffic that two programs move: without a shell, with little environment, within their time. */
import { DriverFailure } from '../../failure.ts';
import { textsOf } from '../../host/config.ts';
import { runToSuccess } from '../../host/run-configured.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { readingIn } from '../reading.ts';
import { statelessDriver } from '../stateless.ts';

/** Rejects with `DriverFailure`. */
export function openDriver(
  config: ResolvedRecord,
  { root }: Pick<DriverUse, 'root'>,
): Promise<TrafficDriver> {
  const run = async (key: 'set' | 'read', env: Record<string, string>, signal: AbortSignal) => {
    const argv = textsOf(config, key);
    const result = await runToSuccess({ ...config, run: argv }, { root, signal }, { env });
    if (result.truncated) throw new DriverFailure(`\`${argv[0]}\` wrote too much`);
    return result.stdout;
  };
  return statelessDriver(() => ({
    target: `command ${JSON.stringify(textsOf(config, 'set'))}`,
    granularity: 0.01,
    read: async (roles, signal) =>
      readingIn(await run('read', slotsAsEnv(roles), signal), `\`${textsOf(config, 'read')[0]}\``),
    async shift(change, signal) {
      await run('set', changeAsEnv(change), signal);
    },
  }));
}

function slotsAsEnv({ stable, canary }: Roles): Record<string, string> {
  return { SENTINEL_STABLE: stable, SENTINEL_CANARY: canary };
}

function changeAsEnv({ roles, weight, verb, fence }: Shift): Record<string, string> {
  return {
    ...slotsAsEnv(roles),
    SENTINEL_WEIGHT: String(weight),
    SENTINEL_VERB: verb,
    SENTINEL_EPOCH: String(fence.epoch),
    SENTINEL_IDEMPOTENCY_KEY: fence.intent,
  };
}
