/**
 * HAProxy by the weights of two servers. Weight 0 keeps users whom a cookie holds to the server; maintenance sends them
 * away too, and is what an eviction sets.
 */
import { DriverFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf } from '../../host/config.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { ask, order, type RuntimeApi } from './runtime-api.ts';

/** The largest weight of the runtime API; whole percents need no more than 100. */
const MOST_WEIGHT = 256;

export function openDriver(config: ResolvedRecord): TrafficDriver {
  const socket = requiredTextOf(config, 'socket');
  const backend = requiredTextOf(config, 'backend');
  const api: RuntimeApi = { socket, timeout: requiredNumberOf(config, 'timeout') };
  return {
    target: `haproxy ${socket} ${backend}`,
    granularity: 0.5,
    read: (roles, signal) => read(api, backend, roles, signal),
    shift: (change, signal) => order(api, commandsOf(backend, change), signal),
    close: () => Promise.resolve(),
  };
}

async function read(
  api: RuntimeApi,
  backend: string,
  { stable, canary }: Roles,
  signal: AbortSignal,
): Promise<TrafficReading> {
  const weights = weightsIn(await ask(api, `show servers state ${backend}`, signal));
  const [old, fresh] = [stable, canary].map((name) => {
    const weight = weights.get(name);
    if (weight === undefined) throw new DriverFailure(`the back end ${backend} has no server ${name}`);
    return weight;
  }) as [number, number];
  if (old + fresh === 0) throw new DriverFailure(`no server of the back end ${backend} takes traffic`);
  return {
    canary: Number(((fresh / (old + fresh)) * 100).toFixed(2)),
    detail: `${stable} ${old}, ${canary} ${fresh}`,
  };
}

/** Weights by server; in maintenance or drained it takes nothing. The columns are named in the second line. */
function weightsIn(answer: string): ReadonlyMap<string, number> {
  const [, header = '', ...lines] = answer.split('\n');
  const columns = header.replace(/^# /u, '').split(' ');
  const column = (name: string): number => {
    const index = columns.indexOf(name);
    if (index < 0) throw new DriverFailure(`it does not tell the state of servers: ${answer.slice(0, 100)}`);
    return index;
  };
  const [name, admin, weight] = [column('srv_name'), column('srv_admin_state'), column('srv_uweight')];
  return new Map(
    lines.map((line) => {
      const cells = line.split(' ');
      return [cells[name] ?? '', cells[admin] === '0' ? Number(cells[weight]) : 0];
    }),
  );
}

/** One line, so that both change in one go; who gains comes first, as two servers at 0 would answer 503. */
function commandsOf(backend: string, { roles, weight, verb }: Shift): string {
  const [canary, stable] = sharesOf(weight);
  const server = (name: string): string => `set server ${backend}/${name}`;
  const open = (name: string, share: number): string =>
    `${server(name)} weight ${share}; ${server(name)} state ready`;
  if (verb === 'evict')
    return [
      open(roles.stable, stable),
      `${server(roles.canary)} weight 0`,
      `${server(roles.canary)} state maint`,
    ].join('; ');
  const [gains, loses] = weight >= 50 ? [roles.canary, roles.stable] : [roles.stable, roles.canary];
  const shares = new Map([
    [roles.canary, canary],
    [roles.stable, stable],
  ]);
  return [gains, loses].map((name) => open(name, shares.get(name) ?? 0)).join('; ');
}

function sharesOf(percent: number): readonly [canary: number, stable: number] {
  if (Number.isInteger(percent)) return [percent, 100 - percent];
  const share = Math.round((percent / 100) * MOST_WEIGHT);
  return [share, MOST_WEIGHT - share];
}
