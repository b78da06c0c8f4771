/**
 * HAProxy by the weights of two servers. Weight 0 keeps users whom a cookie holds to the server; maintenance sends them
 * away too, and is what an eviction sets.
 */
import { DriverFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf, textOf, textsOf } from '../../host/config.ts';
import { ask, nameInCommands, order, type RuntimeApi, runtimeApi } from '../../host/haproxy.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { partsOf, percentOf } from '../parts.ts';
import { statelessDriver } from '../stateless.ts';
import { serversIn, type ServerState } from './servers.ts';

/** What both weights add up to, half a percent each; the same at all times, so that no step between two goes too far. */
const WHOLE = 200;

/** Rejects with `DriverFailure`. */
export function openDriver(config: ResolvedRecord): Promise<TrafficDriver> {
  return statelessDriver(() => {
    const api = runtimeApi(requiredTextOf(config, 'socket'), requiredNumberOf(config, 'timeout'));
    const backend = nameInCommands(requiredTextOf(config, 'backend'));
    for (const name of [...textsOf(config, 'slots'), textOf(config, 'stable'), textOf(config, 'canary')])
      if (name !== undefined) nameInCommands(name);
    return {
      target: `haproxy ${api.socket} ${backend}`,
      granularity: 100 / WHOLE,
      read: (roles, signal) => read(api, backend, roles, signal),
      shift: async (change, signal) => order(api, commandsOf(backend, change), signal),
    };
  });
}

async function read(
  api: RuntimeApi,
  backend: string,
  { stable, canary }: Roles,
  signal: AbortSignal,
): Promise<TrafficReading> {
  const servers = serversIn(await ask(api, `show servers state ${backend}`, signal), backend);
  const [old, fresh] = [serverOf(servers, backend, stable), serverOf(servers, backend, canary)];
  if (old.weight + fresh.weight === 0)
    throw new DriverFailure(`no server of the back end \`${backend}\` takes traffic`);
  return {
    canary: percentOf(fresh.weight, old.weight),
    evicted: fresh.remark === 'maintenance',
    detail: `${stable} ${textOfServer(old)}, ${canary} ${textOfServer(fresh)}`,
  };
}

function serverOf(servers: ReadonlyMap<string, ServerState>, backend: string, name: string): ServerState {
  const server = servers.get(name);
  if (!server) throw new DriverFailure(`the back end \`${backend}\` has no server \`${name}\``);
  return server;
}

function textOfServer({ weight, remark }: ServerState): string {
  return remark === undefined ? `${weight}` : `${weight} (${remark})`;
}

/** Who is to take more comes first: two servers at 0 would answer 503, and the canary never takes more than it may. */
function commandsOf(backend: string, { roles, weight, verb }: Shift): readonly string[] {
  const canary = partsOf(weight, WHOLE);
  const server = (name: string): string => `set server ${backend}/${nameInCommands(name)}`;
  const open = (name: string, share: number): readonly string[] => [
    `${server(name)} weight ${share}`,
    `${server(name)} state ready`,
  ];
  const forStable = open(roles.stable, WHOLE - canary);
  if (verb === 'evict')
    return [...forStable, `${server(roles.canary)} weight 0`, `${server(roles.canary)} state maint`];
  const forCanary = open(roles.canary, canary);
  return canary * 2 >= WHOLE ? [...forCanary, ...forStable] : [...forStable, ...forCanary];
}
