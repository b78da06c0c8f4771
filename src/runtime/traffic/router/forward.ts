/** Passes a request to its slot and the answer back, streaming both, and counts it. */
import { Agent, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import { createProxyServer, type ProxyServer } from 'httpxy';

import type { Choice } from './choice.ts';
import { forwarded, prepareAnswer, prepareRequest } from './headers.ts';
import { codeOf, type Meters } from './meters.ts';
import type { Slots } from './weights.ts';

export interface ForwardOptions {
  /** Addresses by slot. */
  readonly upstreams: ReadonlyMap<string, URL>;
  readonly slots: Slots;
  readonly meters: Meters;
  /** Milliseconds in which a slot says nothing, after which it is given up. */
  readonly silence: number;
}

/** Connections to a slot that are kept open while nobody needs them. */
const MOST_IDLE = 256;

/** A target in parts, which the proxy would otherwise read from a URL for every request. */
interface Target {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

interface Exchange extends Choice {
  sent?: ClientRequest;
  answer?: IncomingMessage;
  timedOut?: true;
  failed?: true;
}

/** Each answer carries its exchange: a weak map makes a request a third dearer, most of it for the garbage collector. */
interface Answering extends ServerResponse {
  exchange?: Exchange;
}

/** Where a connection that was kept open has gone away in the same moment, these may be asked once more. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export class Forwarder {
  readonly #targets: ReadonlyMap<string, Target>;
  readonly #meters: Meters;
  readonly #agent: Agent;
  readonly #proxy: ProxyServer;
  /** Upgraded connections by slot. */
  readonly #upgraded: ReadonlyMap<string, Set<Duplex>>;
  #closing = false;

  constructor({ upstreams, slots, meters, silence }: ForwardOptions) {
    this.#targets = new Map(
      Array.from(upstreams, ([slot, { protocol, hostname, port, pathname }]) => [
        slot,
        { protocol, hostname: hostname.replaceAll(/[[\]]/gu, ''), port, pathname },
      ]),
    );
    this.#upgraded = new Map(slots.map((slot) => [slot, new Set()]));
    this.#meters = meters;
    this.#agent = new Agent({ keepAlive: true, maxFreeSockets: MOST_IDLE, timeout: silence });
    this.#proxy = createProxyServer({ proxyTimeout: silence, upgradeTimeout: silence });
    this.#proxy.on('proxyReq', (sent, _, { exchange }: Answering) => {
      if (!exchange) return;
      exchange.sent = sent;
      sent.once('timeout', () => (exchange.timedOut = true));
    });
    this.#proxy.on('proxyRes', (answer, _, response) => this.#answered(answer, response));
  }

  /** It does not reject. */
  forward(request: IncomingMessage, response: ServerResponse, choice: Choice): Promise<void> {
    const exchange: Exchange = { ...choice };
    const start = performance.now();
    response.once('close', () => this.#count(exchange, response, performance.now() - start));
    return this.#pass(request, response, exchange);
  }

  /** The same for a request that is not from a user, and does not count. It does not reject. */
  pass(request: IncomingMessage, response: ServerResponse, slot: string): Promise<void> {
    return this.#pass(request, response, { slot });
  }

  async #pass(request: IncomingMessage, response: Answering, exchange: Exchange): Promise<void> {
    const target = this.#targetOf(exchange.slot);
    response.exchange = exchange;
    const mayRepeat = safeMethods.has(request.method ?? '') && !hasBody(request);
    prepareRequest(request);
    try {
      await this.#proxy.web(request, response, { target, agent: this.#agent });
    } catch {
      const stale = mayRepeat && exchange.sent?.reusedSocket === true && !exchange.timedOut;
      if (!stale || response.headersSent || response.destroyed) return this.#fail(exchange, response);
      await this.#proxy
        .web(request, response, { target, agent: false })
        .catch(() => this.#fail(exchange, response));
    }
  }

  /** A connection that changes its protocol is with its slot until it ends, or the slot is evicted. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex & { setTimeout?: unknown },
    head: Buffer,
    slot: string,
  ): void {
    const open = this.#upgraded.get(slot);
    open?.add(socket);
    socket.once('close', () => open?.delete(socket));
    forwarded(request);
    this.#proxy
      .ws(request, socket as IncomingMessage['socket'], { target: this.#targetOf(slot) }, head)
      .catch(() => socket.destroy());
  }

  /** Ends the upgraded connections of a slot; requests end by themselves. */
  evict(slot: string): void {
    for (const socket of this.#upgraded.get(slot) ?? []) socket.destroy();
  }

  /** From now on connections end with the answers that are under way. */
  beginClose(): void {
    this.#closing = true;
    for (const slot of this.#upgraded.keys()) this.evict(slot);
  }

  endClose(): void {
    this.#agent.destroy();
  }

  #targetOf(slot: string): Target {
    const target = this.#targets.get(slot);
    if (!target) throw new TypeError(`there is no slot ${slot}`);
    return target;
  }

  #answered(answer: IncomingMessage, response: Answering): void {
    const { exchange } = response;
    if (!exchange) return;
    exchange.answer = answer;
    const { headers } = answer;
    prepareAnswer(headers);
    headers.connection = response.shouldKeepAlive && !this.#closing ? 'keep-alive' : 'close';
    if (exchange.setCookie !== undefined)
      headers['set-cookie'] = [...(headers['set-cookie'] ?? []), exchange.setCookie];
  }

  #fail(exchange: Exchange, response: ServerResponse): void {
    exchange.failed = true;
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const [status, text] = exchange.timedOut ? [504, 'gateway timeout\n'] : [502, 'bad gateway\n'];
    response.writeHead(status, {
      'content-type': 'text/plain',
      'content-length': text.length,
      connection: 'close',
    });
    response.end(text);
  }

  #count({ slot, answer, failed }: Exchange, response: ServerResponse, took: number): void {
    // An answer that ended early was broken off by the slot; where the user went away it is still being read.
    const broken = !response.writableFinished && answer?.destroyed === true;
    const code = broken ? '5xx' : response.writableFinished ? codeOf(response.statusCode) : 'aborted';
    this.#meters.count(slot, code, took / 1000, code !== 'aborted' && (broken || failed === true));
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
