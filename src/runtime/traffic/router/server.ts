/**
 * The router: users come in at one address and are shared out between two slots; at another, its weights are read and set.
 * A request belongs to the slot that it was given to until it ends, whatever becomes of the weights meanwhile.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { HostAndPort } from '../../host/network/url.ts';
import { adminListener } from './admin.ts';
import { Chooser, type Sticky } from './choice.ts';
import { Forwarder } from './forward.ts';
import { keep, standingAtStart } from './kept.ts';
import { Meters } from './meters.ts';
import { type Change, type Slots, Weights } from './weights.ts';

export interface RouterOptions {
  readonly listen: HostAndPort;
  readonly admin: HostAndPort;
  /** Addresses of the two slots, with http; the first has all traffic at the beginning. */
  readonly upstreams: ReadonlyMap<string, URL>;
  readonly sticky?: Sticky;
  /** Where the weights survive a restart; absent: they do not. */
  readonly kept?: string;
  /** Milliseconds in which a slot says nothing, after which it is given up. */
  readonly silence?: number;
  /** Milliseconds that requests under way have left when it closes. */
  readonly grace?: number;
}

export interface Router {
  /** With the ports that the system gave. */
  readonly listen: HostAndPort;
  readonly admin: HostAndPort;
  /** Takes no further connection and lets the requests under way end. */
  close(): Promise<void>;
}

const SILENCE = 60_000;
const GRACE = 10_000;
/** Milliseconds for the head of a request, and for all of it. */
const HEAD_TIME = 10_000;
const REQUEST_TIME = 300_000;
const ADMIN_TIME = 5_000;

export function slotsOf(upstreams: RouterOptions['upstreams']): Slots {
  const [first, second] = upstreams.keys();
  if (first === undefined || second === undefined) throw new TypeError('a router has two slots');
  return [first, second];
}

/** Rejects with the system's error where it cannot listen, or the file cannot be read. */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const { upstreams, sticky = {}, kept, silence = SILENCE, grace = GRACE } = options;
  const slots = slotsOf(upstreams);
  const weights = new Weights(await standingAtStart(kept, slots));
  const chooser = new Chooser(slots, sticky, weights.standing);
  const meters = new Meters(slots);
  const forwarder = new Forwarder({ upstreams, slots, meters, silence });
  let notKept: string | undefined;

  const change = async (wanted: Change): Promise<string | undefined> => {
    const refusal = weights.change(wanted);
    if (refusal !== undefined) return refusal;
    const { standing } = weights;
    chooser.follow(standing);
    if (wanted.evict) forwarder.evict(standing.canary);
    // The traffic comes first: a full disk does not keep anything from going back.
    notKept = kept === undefined ? undefined : await whyNotKept(() => keep(kept, standing));
    return undefined;
  };

  const admin = createServer(
    { requestTimeout: ADMIN_TIME, headersTimeout: ADMIN_TIME },
    adminListener(
      {
        slots,
        standing: () => weights.standing,
        change,
        notKept: () => notKept,
        metrics: () => meters.text(weights.standing),
        pass: (request, response, slot) => void forwarder.pass(request, response, slot),
      },
      options.admin.host,
    ),
  );
  const users = createServer(
    { requestTimeout: REQUEST_TIME, headersTimeout: HEAD_TIME },
    (request, response) => void forwarder.forward(request, response, chooser.choose(request.headers)),
  );
  users.on('upgrade', (request, socket, head) =>
    forwarder.upgrade(request, socket, head, chooser.choose(request.headers).slot),
  );

  const administered = await listen(admin, options.admin);
  try {
    return {
      listen: await listen(users, options.listen),
      admin: administered,
      async close() {
        forwarder.beginClose();
        await Promise.all([closed(users, grace), closed(admin, 0)]);
        forwarder.endClose();
      },
    };
  } catch (error) {
    await closed(admin, 0);
    throw error;
  }
}

async function whyNotKept(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function listen(server: Server, { host, port }: HostAndPort): Promise<HostAndPort> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ host, port: (server.address() as AddressInfo).port });
    });
  });
}

function closed(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
