/** Traffic that two programs move: without a shell, with little environment, within their time. */
import { textsOf } from '../../host/config.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { printedBy } from '../programs.ts';
import { readingIn } from '../share.ts';

export function openDriver(config: ResolvedRecord, { root }: Pick<DriverUse, 'root'>): TrafficDriver {
  const run = (key: 'set' | 'read', env: Record<string, string>, signal: AbortSignal): Promise<string> =>
    printedBy({ ...config, run: textsOf(config, key) }, { root, signal }, { env });
  return {
    target: `command ${JSON.stringify(textsOf(config, 'set'))}`,
    granularity: 0.01,
    read: async (roles, signal) =>
      readingIn(await run('read', slotsAsEnv(roles), signal), `\`${textsOf(config, 'read')[0]}\``),
    async shift(change, signal) {
      await run('set', changeAsEnv(change), signal);
    },
    close: () => Promise.resolve(),
  };
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
