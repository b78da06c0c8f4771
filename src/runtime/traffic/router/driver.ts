/**
 * The router by its admin endpoint. Where nobody listens there, this process runs it, for as long as it drives the
 * rollout.
 */
import { request as sendRequest } from 'node:http';

import { DriverFailure } from '../../failure.ts';
import { recordOf, requiredNumberOf, requiredTextOf, textMapOf, textOf } from '../../host/config.ts';
import { formatHostAndPort, type HostAndPort } from '../../host/network/url.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { parseAddress } from './address.ts';
import type { WeightsAnswer } from './admin.ts';
import { keptFile, standingAtStart } from './kept.ts';
import { type Router, type RouterOptions, slotsOf, startRouter } from './server.ts';
import type { Standing } from './weights.ts';

const MOST_ANSWER = 64 * 1024;

/** Where the router is asked, and for how many milliseconds. */
interface Peer {
  readonly admin: HostAndPort;
  readonly timeout: number;
}

/** Throws `DriverFailure`. */
export async function openDriver(
  config: ResolvedRecord,
  { directory, drives }: DriverUse,
): Promise<TrafficDriver> {
  const admin = parseAddress(requiredTextOf(config, 'admin'));
  const peer = { admin, timeout: requiredNumberOf(config, 'timeout') };
  const options = optionsOf(config, directory);
  const own = drives ? await ownRouter(peer, options) : undefined;
  return {
    target: `router ${formatHostAndPort(admin)}`,
    granularity: 0,
    read: async (roles, signal) =>
      drives || (await isRunning(peer)) ? read(peer, roles, signal) : readAtRest(options, roles),
    shift: (change, signal) => shift(peer, change, signal),
    close: () => own?.close() ?? Promise.resolve(),
  };
}

/** The router that a configuration describes. Throws `DriverFailure`. */
export function optionsOf(config: ResolvedRecord, directory: string): RouterOptions {
  const admin = parseAddress(requiredTextOf(config, 'admin'));
  const sticky = recordOf(config, 'sticky') ?? {};
  const cookie = textOf(sticky, 'cookie');
  const header = textOf(sticky, 'header')?.toLowerCase();
  return {
    listen: parseAddress(requiredTextOf(config, 'listen')),
    admin,
    upstreams: new Map(
      Array.from(textMapOf(config, 'slots'), ([slot, url]) => [slot, upstreamOf(slot, String(url))]),
    ),
    sticky: { ...(cookie !== undefined && { cookie }), ...(header !== undefined && { header }) },
    kept: keptFile(directory, formatHostAndPort(admin)),
  };
}

function upstreamOf(slot: string, text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.search !== '')
    throw new DriverFailure(`the address of the slot ${slot} is no address with http`);
  return url;
}

/** Undefined where one runs already. */
async function ownRouter(peer: Peer, options: RouterOptions): Promise<Router | undefined> {
  if (await isRunning(peer)) return undefined;
  try {
    return await startRouter(options);
  } catch (error) {
    // Another process may have started it in the meantime.
    if (await isRunning(peer)) return undefined;
    throw new DriverFailure(`the router cannot be started: ${(error as Error).message}`, { cause: error });
  }
}

/** False where nobody listens; whoever listens and is no router is a failure. */
async function isRunning(peer: Peer): Promise<boolean> {
  try {
    await ask(peer, 'GET', undefined, new AbortController().signal);
    return true;
  } catch (error) {
    const { cause } = error as DriverFailure;
    if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED') return false;
    throw error;
  }
}

async function read(peer: Peer, { canary }: Roles, signal: AbortSignal): Promise<TrafficReading> {
  const { notKept, ...standing } = await ask(peer, 'GET', undefined, signal);
  return readingOf(
    { ...standing, weights: new Map(Object.entries(standing.weights)) },
    canary,
    notKept === undefined ? '' : `; a restart would lose this: ${notKept}`,
  );
}

/** What a router would begin with. */
async function readAtRest({ upstreams, kept }: RouterOptions, { canary }: Roles): Promise<TrafficReading> {
  try {
    return readingOf(await standingAtStart(kept, slotsOf(upstreams)), canary, '; the router is not running');
  } catch (error) {
    throw new DriverFailure((error as Error).message, { cause: error });
  }
}

function readingOf(
  { weights, canary: held, evicted }: Standing,
  canary: string,
  remark: string,
): TrafficReading {
  const weight = weights.get(canary);
  if (weight === undefined) throw new DriverFailure(`the router has no slot ${canary}`);
  const shares = Array.from(weights, ([slot, share]) => `${slot} ${share}`);
  // Cookies hold users on one slot at a time.
  return {
    canary: weight,
    evicted: weight === 0 && (evicted || held !== canary),
    detail: `${shares.join(', ')}${remark}`,
  };
}

async function shift(peer: Peer, { roles, weight, verb, fence }: Shift, signal: AbortSignal): Promise<void> {
  const wanted = {
    weights: { [roles.stable]: 100 - weight, [roles.canary]: weight },
    canary: roles.canary,
    evict: verb === 'evict',
    ...fence,
  };
  await ask(peer, 'PUT', JSON.stringify(wanted), signal);
}

async function ask(
  peer: Peer,
  method: 'GET' | 'PUT',
  body: string | undefined,
  signal: AbortSignal,
): Promise<WeightsAnswer> {
  const place = formatHostAndPort(peer.admin);
  const { status, text } = await exchange(peer, method, body, signal);
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new DriverFailure(`${place} is no router: it answers ${status} without JSON`);
  }
  if (status === 200 && isWeights(answer)) return answer;
  const { error } = (answer ?? {}) as { readonly error?: unknown };
  throw new DriverFailure(
    typeof error === 'string' ? `the router at ${place} refuses: ${error}` : `${place} is no router`,
  );
}

function isWeights(answer: unknown): answer is WeightsAnswer {
  const { weights, canary, evicted } = (answer ?? {}) as Partial<Record<keyof WeightsAnswer, unknown>>;
  return (
    typeof canary === 'string' &&
    typeof evicted === 'boolean' &&
    typeof weights === 'object' &&
    weights !== null &&
    Object.values(weights).every((weight) => typeof weight === 'number')
  );
}

/**
 * A connection of its own each time: nothing is left over that could break later. The client of the other drivers refuses
 * `0.0.0.0`, at which a router may listen.
 */
function exchange(
  { admin, timeout }: Peer,
  method: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  signal.throwIfAborted();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      const why = stop.aborted ? 'no answer in time' : error.message;
      reject(
        signal.aborted
          ? (signal.reason as Error)
          : new DriverFailure(`${formatHostAndPort(admin)}: ${why}`, { cause: error }),
      );
    };
    const { host, port } = admin;
    const sent = sendRequest({ host, port, method, path: '/weights', agent: false, signal: stop });
    sent.on('error', fail);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_ANSWER) sent.destroy(new Error('the answer has no end'));
      });
      response.on('error', fail);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(body);
  });
}
