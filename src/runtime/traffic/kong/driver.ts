/**
 * Kong by the weights of two targets: `GET /upstreams/NAME/targets`, `PATCH /upstreams/NAME/targets/ID` of its Admin API
 * (Kong Gateway 3, "Targets").
 */
import { DriverFailure } from '../../failure.ts';
import { requiredTextOf, textMapOf } from '../../host/config.ts';
import type { Headers } from '../../host/network/client.ts';
import type { HttpRequest } from '../../host/network/http.ts';
import { beneath, parseUrl, shownUrl } from '../../host/network/url.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { answerTo } from '../asking.ts';
import { partsOf, percentOf } from '../parts.ts';
import { statelessDriver } from '../stateless.ts';

/** What both weights add up to; the same at all times, so that no step between two goes too far. */
const WHOLE = 1000;

interface Place {
  readonly targets: URL;
  readonly upstream: string;
  /** Host and port by slot. */
  readonly slots: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly send: (request: HttpRequest, signal: AbortSignal) => Promise<string>;
}

/** Rejects with `DriverFailure`. */
export function openDriver(
  config: ResolvedRecord,
  use: Pick<DriverUse, 'root' | 'clock'>,
): Promise<TrafficDriver> {
  return statelessDriver(() => {
    const upstream = requiredTextOf(config, 'upstream');
    const admin = parseUrl(requiredTextOf(config, 'url'));
    const place: Place = {
      upstream,
      targets: beneath(admin, `upstreams/${encodeURIComponent(upstream)}/targets`),
      slots: new Map(Array.from(textMapOf(config, 'slots'), ([slot, target]) => [slot, String(target)])),
      headers: textMapOf(config, 'headers'),
      send: (request, signal) => answerTo(request, config, { ...use, signal }),
    };
    return {
      target: `kong ${admin.origin}${admin.pathname} ${upstream}`,
      granularity: 100 / WHOLE,
      read: (roles, signal) => read(place, roles, signal),
      shift: (change, signal) => shift(place, change, signal),
    };
  });
}

async function read(place: Place, roles: Roles, signal: AbortSignal): Promise<TrafficReading> {
  const { stable, canary } = await both(place, roles, signal);
  if (stable.weight + canary.weight === 0)
    throw new DriverFailure(`no target of the upstream \`${place.upstream}\` takes traffic`);
  return {
    canary: percentOf(canary.weight, stable.weight),
    detail: `${roles.stable} ${stable.weight}, ${roles.canary} ${canary.weight}`,
  };
}

/** Who is to take more comes first: two targets at 0 would answer 503, and the canary never takes more than it may. */
async function shift(place: Place, { roles, weight }: Shift, signal: AbortSignal): Promise<void> {
  const { stable, canary } = await both(place, roles, signal);
  const share = partsOf(weight, WHOLE);
  const changes = [
    { target: stable, weight: WHOLE - share },
    { target: canary, weight: share },
  ];
  for (const change of share * 2 >= WHOLE ? changes.toReversed() : changes) {
    const url = beneath(place.targets, encodeURIComponent(change.target.id));
    await ask(place, { url, method: 'PATCH', body: JSON.stringify({ weight: change.weight }) }, signal);
  }
}

interface Target {
  readonly id: string;
  readonly target: string;
  readonly weight: number;
}

async function both(
  place: Place,
  roles: Roles,
  signal: AbortSignal,
): Promise<{ readonly stable: Target; readonly canary: Target }> {
  const { upstream, slots } = place;
  const answer = await ask(place, { url: place.targets, method: 'GET' }, signal);
  const { data } = (answer ?? {}) as { readonly data?: unknown };
  if (!Array.isArray(data) || !data.every(isTarget))
    throw new DriverFailure(`${shownUrl(place.targets)} lists no targets`);
  const targetOf = (slot: string): Target => {
    const wanted = slots.get(slot);
    if (wanted === undefined) throw new DriverFailure(`the policy names no target of the slot \`${slot}\``);
    const found = data.find(({ target }) => target === wanted);
    if (!found) throw new DriverFailure(`the upstream \`${upstream}\` has no target \`${wanted}\``);
    return found;
  };
  return { stable: targetOf(roles.stable), canary: targetOf(roles.canary) };
}

function isTarget(value: unknown): value is Target {
  const { id, target, weight } = (value ?? {}) as Partial<Record<keyof Target, unknown>>;
  return (
    typeof id === 'string' && typeof target === 'string' && Number.isInteger(weight) && Number(weight) >= 0
  );
}

async function ask(
  { send, headers }: Place,
  { url, method, body }: { readonly url: URL; readonly method: string; readonly body?: string },
  signal: AbortSignal,
): Promise<unknown> {
  const request = {
    url,
    method,
    headers: body === undefined ? headers : new Map([...headers, ['content-type', 'application/json']]),
    ...(body !== undefined && { body }),
  };
  const answer = await send(request, signal);
  try {
    return JSON.parse(answer) as unknown;
  } catch (error) {
    throw new DriverFailure(`${shownUrl(url)} does not answer with JSON`, { cause: error });
  }
}
