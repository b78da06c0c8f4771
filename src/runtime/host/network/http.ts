/** One HTTP exchange, with limits on everything that the other side decides. */
import { type IncomingMessage, request as requestPlain } from 'node:http';
import type { TLSSocket } from 'node:tls';

import { revealSecret, type SecretText } from '../../../plan/secret.ts';
import { formatBytes } from '../../../plan/units.ts';
import type { Clock } from '../../ports/index.ts';
import { type AddressRules, guardedLookup, guardHost } from './address.ts';
import { decompress } from './decompress.ts';
import { NetworkFailure, networkFailure, timedOut } from './failure.ts';
import type { TlsFiles } from './tls-files.ts';
import { hostOf, parseUrl } from './url.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: ReadonlyMap<string, string | SecretText>;
  readonly body?: string | SecretText;
}

export interface HttpOptions {
  /** Milliseconds for the whole exchange, redirects and body included. */
  readonly timeout: number;
  /** Bytes of the body, as sent and as decompressed. */
  readonly maxBody: number;
  readonly redirects: number;
  readonly tls: TlsFiles;
  readonly rules: AddressRules;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; several of one name are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Milliseconds from the request to the end of the body. */
  readonly latency: number;
  /** When the server certificate expires, milliseconds since the epoch. */
  readonly certificateEnds?: number;
}

/** Throws `NetworkFailure`, or the signal's reason when that is aborted. */
export async function exchange(request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
  const start = options.clock.monotonic();
  const deadline = AbortSignal.timeout(options.timeout);
  const signal = AbortSignal.any([options.signal, deadline]);
  try {
    const answer = await followed(request, { ...options, signal });
    return { ...answer, latency: options.clock.monotonic() - start };
  } catch (error) {
    options.signal.throwIfAborted();
    throw deadline.aborted ? timedOut(options.timeout) : networkFailure(error);
  }
}

type BareAnswer = Omit<HttpAnswer, 'latency'>;

async function followed(request: HttpRequest, options: HttpOptions): Promise<BareAnswer> {
  const answer = await exchangeOnce(request, options);
  const target = options.redirects > 0 ? redirectOf(request, answer) : undefined;
  if (!target) return answer;
  const away = target.origin !== request.url.origin;
  // Headers and body may hold credentials, which are meant for the first origin alone.
  const next = away
    ? { method: request.method, url: target, headers: new Map() }
    : { ...request, url: target };
  const { ca } = options.tls;
  const tls = away ? { ...(ca && { ca }) } : options.tls;
  if (options.redirects === 1) throw new NetworkFailure('too many redirects');
  return followed(next, { ...options, tls, redirects: options.redirects - 1 });
}

/** Where a redirect leads, if it is one that may be followed. */
function redirectOf({ url, method }: HttpRequest, answer: BareAnswer): URL | undefined {
  const location = answer.headers.get('location');
  const safe = method === 'GET' || method === 'HEAD';
  if (!safe || location === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const target = URL.parse(location, url.href);
  if (!target) throw new NetworkFailure('the redirect leads to no address');
  if (url.protocol === 'https:' && target.protocol === 'http:')
    throw new NetworkFailure('the redirect leads from https to http');
  return parseUrl(target.href);
}

async function exchangeOnce(request: HttpRequest, options: HttpOptions): Promise<BareAnswer> {
  const message = await send(request, options);
  try {
    // A connection that has ended by the end of the body no longer tells its certificate.
    const certificate = certificateOf(message);
    const raw = await readBody(message, options.maxBody);
    // A body without a length ends with its connection, also where that was ended by us.
    options.signal.throwIfAborted();
    const encoding = message.headers['content-encoding'];
    const bytes = raw.length > 0 ? await decompress(raw, encoding, options.maxBody) : raw;
    return {
      status: message.statusCode ?? 0,
      headers: headersOf(message),
      // A byte order mark is kept, so that nothing that begins with one passes for JSON.
      body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      ...certificate,
    };
  } finally {
    message.destroy();
  }
}

async function send(request: HttpRequest, options: HttpOptions): Promise<IncomingMessage> {
  const { url } = request;
  const host = hostOf(url);
  guardHost(host, options.rules);
  const body = request.body === undefined ? undefined : Buffer.from(revealSecret(request.body));
  const settings = {
    method: request.method,
    headers: outgoingHeaders(request, body),
    lookup: guardedLookup(options.rules),
    // An agent of its own keeps no connection open after the answer.
    agent: false,
  };
  // Node loads TLS for longer than all the rest of an exchange, so only where it is wanted.
  const tls = url.protocol === 'https:' ? await import('node:https') : undefined;
  options.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const sent = tls ? tls.request(url, { ...settings, ...options.tls }) : requestPlain(url, settings);
    options.signal.addEventListener('abort', () => sent.destroy(), { once: true });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

function outgoingHeaders(request: HttpRequest, body: Buffer | undefined): Record<string, string> {
  const headers = Object.assign(Object.create(null) as Record<string, string>, {
    'user-agent': 'release-sentinel',
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
  });
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = revealSecret(value);
  if (body) headers['content-length'] = String(body.length);
  return headers;
}

async function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new NetworkFailure(`the answer is larger than ${formatBytes(maxBytes)}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function headersOf(message: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(message.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );
}

function certificateOf({ socket }: IncomingMessage): { certificateEnds?: number } {
  if (!('encrypted' in socket)) return {};
  return { certificateEnds: Date.parse((socket as TLSSocket).getPeerCertificate().valid_to) };
}
